package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.AppNotFoundException;
import io.framebus.EndReason;
import io.framebus.FrameBus;
import io.framebus.FrameBusException;
import io.framebus.PublisherLimitReachedException;
import io.framebus.StreamAlreadyPublishingException;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.StreamState;
import io.framebus.Subscription;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Applications and their streams: starting, finding, limiting, and reaping who fell silent. */
public abstract class RegistryContract extends BusContract {
    private static final StreamKey FILM = StreamKey.of("vod", "film");

    protected RegistryContract(BusFactory factory) {
        super(factory);
    }

    private BusSettings twoApps() {
        return settings().app(APP, frames(8)).app("vod", frames(32));
    }

    @Test
    void shouldGiveStreamsTheSettingsOfTheirApplication() {
        FrameBus bus = engine(twoApps()).bus();
        assertEquals(Set.of(APP, "vod"), new HashSet<>(bus.apps()));
        assertEquals(2, bus.apps().size());
        assertEquals(frames(8), bus.startPublish(KEY).config());
        assertEquals(frames(32), bus.startPublish(FILM).config());
        StreamConfig own = frames(64);
        assertEquals(own, bus.startPublish(StreamKey.of("vod", "other"), own).config());
    }

    @Test
    void shouldFindAndListStreams() {
        FrameBus bus = engine(twoApps()).bus();
        assertEquals(List.of(), bus.streams());
        assertEquals(0, bus.streamCount());
        assertTrue(bus.stream(KEY).isEmpty());
        bus.startPublish(KEY);
        bus.startPublish(FILM);
        assertEquals(Set.of(KEY, FILM), new HashSet<>(bus.streams()));
        assertEquals(2, bus.streamCount());
        assertEquals(KEY, bus.stream(KEY).orElseThrow().key());
        assertTrue(bus.stream(StreamKey.of("nowhere", "cam")).isEmpty());
        bus.endPublish(KEY);
        assertEquals(List.of(FILM), bus.streams());
        assertTrue(bus.stream(KEY).isEmpty());
        bus.stream(FILM).orElseThrow().close();
        assertEquals(0, bus.streamCount());
    }

    /** Case 21. */
    @Test
    void shouldNotKnowOtherApplications() {
        FrameBus bus = engine(twoApps()).bus();
        String message = assertThrows(
                        AppNotFoundException.class, () -> bus.startPublish(StreamKey.of("nowhere", "cam")))
                .getMessage();
        assertTrue(message.contains("nowhere"), message);
        assertEquals(0, bus.streamCount());
    }

    /** Case 20. */
    @Test
    void shouldLetOnePublisherStartAStream() {
        FrameBus bus = engine(twoApps()).bus();
        StreamHandle first = bus.startPublish(KEY);
        String message = assertThrows(StreamAlreadyPublishingException.class, () -> bus.startPublish(KEY))
                .getMessage();
        assertTrue(message.contains("live/cam"), message);
        assertFalse(first.isClosed());
        bus.endPublish(KEY);
        bus.endPublish(KEY);
        StreamHandle second = bus.startPublish(KEY);
        assertTrue(first.isClosed());
        assertEquals(-1, second.cursor());
        first.close();
        assertFalse(second.isClosed(), "the handle of an ended stream ends no other");
    }

    /** Case 20. */
    @Test
    void shouldLetExactlyOneOfManyStartsWin() throws Exception {
        FrameBus bus = engine(twoApps()).bus();
        for (int round = 0; round < 100; round++) {
            CyclicBarrier together = new CyclicBarrier(4);
            AtomicInteger won = new AtomicInteger();
            AtomicInteger refused = new AtomicInteger();
            for (int i = 0; i < 4; i++) {
                threads.start("starter-" + i, () -> {
                    together.await();
                    try {
                        bus.startPublish(KEY);
                        won.incrementAndGet();
                    } catch (StreamAlreadyPublishingException expected) {
                        refused.incrementAndGet();
                    }
                });
            }
            threads.awaitAll();
            assertEquals(1, won.get());
            assertEquals(3, refused.get());
            bus.endPublish(KEY);
        }
    }

    /** Case 21. */
    @Test
    void shouldLimitPublishersOverAllApplications() {
        FrameBus bus = engine(twoApps().maxPublishers(2)).bus();
        bus.startPublish(KEY);
        bus.startPublish(FILM);
        StreamKey third = StreamKey.of("vod", "third");
        String message = assertThrows(PublisherLimitReachedException.class, () -> bus.startPublish(third))
                .getMessage();
        assertTrue(message.contains("2"), message);
        assertEquals(2, bus.streamCount());
        bus.endPublish(KEY);
        bus.startPublish(third).close();
        bus.startPublish(KEY);
        assertThrows(PublisherLimitReachedException.class, () -> bus.startPublish(third));
    }

    @Test
    void shouldNotExceedTheLimitHoweverManyStartAtOnce() throws Exception {
        FrameBus bus = engine(twoApps().maxPublishers(3)).bus();
        CyclicBarrier together = new CyclicBarrier(8);
        AtomicInteger won = new AtomicInteger();
        for (int i = 0; i < 8; i++) {
            StreamKey key = StreamKey.of(APP, "stream-" + i);
            threads.start("starter-" + i, () -> {
                together.await();
                try {
                    bus.startPublish(key);
                    won.incrementAndGet();
                } catch (PublisherLimitReachedException expected) {
                    assertEquals(3, expected.limit());
                }
            });
        }
        threads.awaitAll();
        assertEquals(3, won.get());
        assertEquals(3, bus.streamCount());
    }

    /** Case 22: measured by the publisher's silence, on the monotonic clock. */
    @Test
    void shouldReapStreamsWhosePublisherIsSilent() {
        FrameBus bus = engine(twoApps().idleTimeout(Duration.ofSeconds(5))).bus();
        Source silent = new Source(bus.startPublish(KEY));
        Source busy = new Source(bus.startPublish(FILM));
        Reader reader = reader(silent);
        silent.gop(2);
        clock.advance(Duration.ofSeconds(5));
        busy.key();
        assertEquals(0, bus.reapIdle(), "not longer than the timeout");
        clock.advanceMs(1);
        assertEquals(1, bus.reapIdle());
        assertEquals(0, bus.reapIdle());
        assertEquals(List.of(FILM), bus.streams());
        assertTrue(silent.handle().isClosed());
        assertInstanceOf(
                EndReason.IdleReaped.class, reader.subscription().endReason().orElseThrow());
        assertEquals(2, reader.poll(), "drained first");
        assertEquals(Subscription.ENDED, reader.poll());
    }

    @Test
    void shouldReapStreamsThatNeverBegan() {
        EngineUnderTest engine = engine(twoApps().idleTimeout(Duration.ofSeconds(5)));
        engine.bus().startPublish(KEY);
        clock.advance(Duration.ofSeconds(6));
        engine.housekeep();
        assertEquals(0, engine.bus().streamCount(), "the housekeeper does the same on its own");
    }

    @Test
    void shouldReapNobodyWithoutATimeout() {
        EngineUnderTest engine = engine(twoApps());
        engine.bus().startPublish(KEY);
        clock.advance(Duration.ofDays(100));
        engine.housekeep();
        assertEquals(0, engine.bus().reapIdle());
        assertEquals(1, engine.bus().streamCount());
    }

    @Test
    void shouldRefuseStreamsOnceClosed() {
        FrameBus bus = engine(twoApps()).bus();
        StreamHandle handle = bus.startPublish(KEY);
        bus.close();
        assertTrue(handle.isClosed());
        assertThrows(FrameBusException.class, () -> bus.startPublish(FILM));
        assertTrue(bus.stream(KEY).isEmpty());
        bus.endPublish(KEY);
        assertEquals(0, bus.reapIdle());
    }

    /** No globals: any number of buses in one process. */
    @Test
    void shouldKeepBusesApart() {
        FrameBus one = engine(twoApps()).bus();
        FrameBus other = engine(twoApps()).bus();
        one.startPublish(KEY);
        StreamHandle there = other.startPublish(KEY);
        one.close();
        assertFalse(there.isClosed());
        assertEquals(StreamState.PUBLISHING, there.state());
    }

    @Test
    void shouldHandOutCopiesOfItsLists() {
        FrameBus bus = engine(twoApps()).bus();
        List<StreamKey> before = bus.streams();
        bus.startPublish(KEY);
        assertEquals(List.of(), before);
    }
}
