package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.BusObserver;
import io.framebus.EndReason;
import io.framebus.FrameBus;
import io.framebus.FrameFlags;
import io.framebus.FrameKind;
import io.framebus.StartAt;
import io.framebus.StreamAlreadyPublishingException;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.StreamState;
import io.framebus.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Case 33: a publisher that leaves may return within the grace; its subscribers stay and see a discontinuity. */
public abstract class ReconnectContract extends BusContract {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private EngineUnderTest engine;
    private FrameBus bus;

    protected ReconnectContract(BusFactory factory) {
        super(factory);
    }

    @BeforeEach
    void startBus() {
        engine = engine(settings().app(APP, frames(16)).reconnectGrace(GRACE));
        bus = engine.bus();
    }

    @Test
    void shouldKeepTheStreamAndItsSubscribers() {
        Source source = new Source(bus.startPublish(KEY));
        Reader reader = reader(source);
        source.gop(2);
        bus.endPublish(KEY);
        assertEquals(StreamState.IDLE, source.handle().state());
        assertFalse(reader.subscription().isEnded());
        assertEquals(1, bus.streamCount());
        assertEquals(1, bus.stream(KEY).orElseThrow().subscriberCount());
        assertEquals(StreamHandle.CLOSED, source.publish(Source.audioFrame(1)));
        assertEquals(2, reader.poll());
        assertEquals(0, reader.poll());
    }

    @Test
    void shouldLetSubscribersJoinMeanwhile() {
        Source source = new Source(bus.startPublish(KEY)).videoConfig().gop(3);
        bus.endPublish(KEY);
        StreamHandle idle = bus.stream(KEY).orElseThrow();
        Reader reader = reader(source, startAt(StartAt.SYNC_POINT));
        assertEquals(1, idle.subscriberCount());
        assertEquals(3, reader.poll());
        source.takenOverBy(bus.startPublish(KEY)).key();
        assertEquals(1, reader.poll());
    }

    @Test
    void shouldGoOnWithTheNextPublisher() {
        Source source = new Source(bus.startPublish(KEY));
        Reader reader = reader(source);
        source.gop(3).audio();
        StreamHandle former = source.handle();
        bus.endPublish(KEY);
        clock.advance(GRACE.minusSeconds(1));
        engine.housekeep();
        StreamHandle successor = bus.startPublish(KEY);
        source.takenOverBy(successor);
        assertEquals(StreamState.PUBLISHING, successor.state());
        assertEquals(3, successor.cursor(), "the same ring");
        assertEquals(1, source.publish(Source.audioFrame(1)));
        assertEquals(1, source.publish(Source.video(0, FrameKind.DELTA)));
        source.delta().key().audio().delta();
        reader.drain();
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 7L, 8L, 9L), reader.sequences());
        assertTrue(FrameFlags.has(source.flags(4), FrameFlags.DISCONTINUITY), "first of its track");
        assertTrue(FrameFlags.has(source.flags(5), FrameFlags.DISCONTINUITY), "first of its track");
        assertFalse(FrameFlags.has(source.flags(8), FrameFlags.DISCONTINUITY), "not the first");
        former.close();
        assertFalse(successor.isClosed(), "the former publisher has no say any more");
        assertEquals(1, successor.subscriberCount());
    }

    @Test
    void shouldRefuseASecondSuccessor() {
        bus.startPublish(KEY);
        bus.endPublish(KEY);
        bus.startPublish(KEY);
        assertThrows(StreamAlreadyPublishingException.class, () -> bus.startPublish(KEY));
    }

    @Test
    void shouldEndTheStreamWhenNobodyReturns() {
        Source source = new Source(bus.startPublish(KEY));
        Reader reader = reader(source);
        source.gop(2);
        bus.endPublish(KEY);
        clock.advance(GRACE.minusMillis(1));
        engine.housekeep();
        assertFalse(reader.subscription().isEnded());
        clock.advanceMs(2);
        engine.housekeep();
        assertTrue(reader.subscription().isEnded());
        assertInstanceOf(
                EndReason.StreamEnded.class, reader.subscription().endReason().orElseThrow());
        assertEquals(2, reader.poll());
        assertEquals(Subscription.ENDED, reader.poll());
        assertEquals(0, bus.streamCount());
        assertEquals(-1, bus.startPublish(KEY).cursor(), "another stream");
    }

    /** Whether or not the housekeeper has been round since. */
    @Test
    void shouldNotTakeOverOnceTheGraceIsOver() {
        Source source = new Source(bus.startPublish(KEY));
        Reader reader = reader(source);
        source.gop(2);
        bus.endPublish(KEY);
        clock.advance(GRACE.plusMillis(1));
        assertEquals(-1, bus.startPublish(KEY).cursor(), "another stream");
        assertEquals(2, reader.poll());
        assertEquals(Subscription.ENDED, reader.poll());
    }

    /** An observer that restarts what has ended, while somebody else starts it anew: one of them gets it. */
    @Test
    void shouldLetOneWinWhenAnObserverRestarts() {
        List<StreamHandle> started = new ArrayList<>();
        BusObserver restarting = new BusObserver() {
            @Override
            public void publishEnded(StreamKey key, EndReason reason) {
                if (started.isEmpty()) {
                    started.add(bus.startPublish(key));
                }
            }
        };
        bus = engine(settings().app(APP, frames(16)).reconnectGrace(GRACE).observer(restarting))
                .bus();
        bus.startPublish(KEY);
        bus.endPublish(KEY);
        try {
            started.add(bus.startPublish(KEY, frames(64)));
        } catch (StreamAlreadyPublishingException lost) {
            assertTrue(lost.getMessage().contains("live/cam"));
        }
        assertEquals(1, started.stream().filter(handle -> !handle.isClosed()).count());
        assertEquals(1, bus.streamCount());
    }

    /** Whoever looks for the key finds the one stream or the other, even within the call that tells of the former's end. */
    @Test
    void shouldBeFoundAllTheTimeWhileOneStreamReplacesAnother() {
        List<Boolean> found = new ArrayList<>();
        BusObserver looking = new BusObserver() {
            @Override
            public void publishEnded(StreamKey key, EndReason reason) {
                found.add(bus.stream(key).isPresent());
            }
        };
        bus = engine(settings().app(APP, frames(16)).reconnectGrace(GRACE).observer(looking))
                .bus();
        bus.startPublish(KEY);
        bus.endPublish(KEY);
        clock.advance(GRACE.plusMillis(1));
        bus.startPublish(KEY);
        bus.endPublish(KEY);
        bus.startPublish(KEY, frames(64));
        assertEquals(List.of(true, true), found, "out of its grace, and of other settings");
    }

    @Test
    void shouldStartAnewWithOtherSettings() {
        Source source = new Source(bus.startPublish(KEY));
        Reader reader = reader(source);
        source.gop(2);
        bus.endPublish(KEY);
        StreamHandle other = bus.startPublish(KEY, frames(64));
        assertEquals(-1, other.cursor());
        assertEquals(64, other.config().capacityFrames());
        assertEquals(2, reader.poll());
        assertEquals(Subscription.ENDED, reader.poll());
    }

    @Test
    void shouldTakeOverWithEqualSettings() {
        bus.startPublish(KEY).publish(Source.audioFrame(1).build());
        bus.endPublish(KEY);
        assertEquals(0, bus.startPublish(KEY, frames(16)).cursor());
    }

    /** Closing is not leaving. */
    @Test
    void shouldEndAtOnceWhenTheHandleIsClosed() {
        Source source = new Source(bus.startPublish(KEY));
        Reader reader = reader(source);
        source.handle().close();
        assertEquals(Subscription.ENDED, reader.poll());
        assertEquals(0, bus.streamCount());
    }

    @Test
    void shouldKeepTheConfigurationsInForce() {
        Source source = new Source(bus.startPublish(KEY)).videoConfig().gop(2);
        bus.endPublish(KEY);
        source.takenOverBy(bus.startPublish(KEY));
        Reader reader = reader(source);
        source.key().delta();
        reader.drain();
        assertEquals(List.of("config 0", "frame 3", "frame 4"), reader.events());
        assertEquals(List.of(source.at(0)), source.handle().cachedConfigs());
    }

    @Test
    void shouldEndIdleStreamsWithTheBus() {
        Source source = new Source(bus.startPublish(KEY));
        Reader reader = reader(source);
        bus.endPublish(KEY);
        bus.close();
        assertInstanceOf(
                EndReason.BusClosed.class, reader.subscription().endReason().orElseThrow());
    }
}
