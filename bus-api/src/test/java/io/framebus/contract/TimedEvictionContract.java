package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.EndReason;
import io.framebus.MaxLagPolicy;
import io.framebus.Resync;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Policies to which time matters, on a clock that the test moves; and what the housekeeper does for one that polls no more. */
public abstract class TimedEvictionContract extends BusContract {
    private static final Duration SECOND = Duration.ofSeconds(1);

    protected TimedEvictionContract(BusFactory factory) {
        super(factory);
    }

    private static SubscribeOptions.Builder oldest(MaxLagPolicy policy) {
        return resync(Resync.OLDEST).maxLag(policy);
    }

    private static void assertEvicted(Reader reader) {
        assertTrue(reader.subscription().isEnded());
        assertEquals(Subscription.ENDED, reader.poll(), "not drained");
        assertEquals(Subscription.ENDED, reader.pollInPlace());
        assertInstanceOf(
                EndReason.Evicted.class, reader.subscription().endReason().orElseThrow());
    }

    @Test
    void shouldForgiveDropsThatAreFarApart() {
        Source source = source(8);
        Reader reader = reader(source, oldest(MaxLagPolicy.within(10, SECOND)));
        for (int round = 0; round < 5; round++) {
            source.audios(16);
            assertEquals(8, reader.poll());
            clock.advance(Duration.ofSeconds(2));
        }
        assertEquals(40, reader.subscription().dropped());
        source.audios(16);
        assertEquals(8, reader.poll());
        clock.advanceMs(500);
        source.audios(16);
        reader.poll();
        assertEvicted(reader);
    }

    @Test
    void shouldEvictOneThatIsTooOld() {
        EngineUnderTest engine = engine(frames(8));
        Source source = new Source(engine.bus().startPublish(KEY));
        Reader parked = reader(source, oldest(MaxLagPolicy.behindLive(SECOND)));
        Reader polling = reader(source, oldest(MaxLagPolicy.behindLive(SECOND)));
        source.audios(5);
        clock.advanceMs(1000);
        engine.housekeep();
        assertFalse(parked.subscription().isEnded());
        polling.drain();
        clock.advanceMs(1);
        engine.housekeep();
        assertEvicted(parked);
        assertEquals(0, parked.seen().frames());
        assertFalse(polling.subscription().isEnded(), "it has read everything");
    }

    @Test
    void shouldEvictASlowReaderByItsOwnPoll() {
        Source source = source(8);
        Reader reader = reader(source, oldest(MaxLagPolicy.behindLive(SECOND)));
        source.audios(8);
        clock.advanceMs(900);
        assertEquals(1, reader.poll(1));
        clock.advanceMs(200);
        reader.poll(1);
        reader.poll(1);
        assertEvicted(reader);
    }

    /** From its last poll or from the publication of what it did not read, whichever is later. */
    @Test
    void shouldEvictOneThatStalls() {
        EngineUnderTest engine = engine(frames(8));
        Source source = new Source(engine.bus().startPublish(KEY));
        Reader reader = reader(source, oldest(MaxLagPolicy.stalledFor(SECOND)));
        clock.advance(Duration.ofMinutes(1));
        engine.housekeep();
        assertFalse(reader.subscription().isEnded(), "there was nothing to read");
        source.audios(3);
        clock.advanceMs(900);
        engine.housekeep();
        assertFalse(reader.subscription().isEnded(), "published a moment ago");
        assertEquals(1, reader.poll(1));
        clock.advanceMs(900);
        engine.housekeep();
        assertFalse(reader.subscription().isEnded(), "read a moment ago");
        clock.advanceMs(200);
        engine.housekeep();
        assertEvicted(reader);
        assertEquals(0, source.handle().subscriberCount());
    }

    @Test
    void shouldNotEvictDuringTheGrace() {
        EngineUnderTest engine = engine(frames(8));
        Source source = new Source(engine.bus().startPublish(KEY));
        Reader reader = reader(source, oldest(MaxLagPolicy.cumulative(0).withGrace(SECOND)));
        source.audios(20);
        assertEquals(8, reader.poll());
        assertFalse(reader.subscription().stats().evictable());
        clock.advanceMs(900);
        engine.housekeep();
        assertFalse(reader.subscription().isEnded());
        clock.advanceMs(200);
        engine.housekeep();
        assertEvicted(reader);
    }

    @Test
    void shouldEvictByEitherOfTwo() {
        EngineUnderTest engine = engine(frames(8));
        Source source = new Source(engine.bus().startPublish(KEY));
        MaxLagPolicy either = MaxLagPolicy.cumulative(3).or(MaxLagPolicy.stalledFor(SECOND));
        Reader dropping = reader(source, oldest(either));
        Reader stalling = reader(source, oldest(either));
        source.audios(12);
        dropping.poll();
        assertEvicted(dropping);
        assertFalse(stalling.subscription().isEnded());
        clock.advanceMs(1001);
        engine.housekeep();
        assertEvicted(stalling);
    }

    /** Case 35: nobody waits for something that is gone. */
    @Test
    void shouldWakeOneThatIsEvictedWhileItWaits() throws InterruptedException {
        EngineUnderTest engine = engine(frames(8));
        Source source = new Source(engine.bus().startPublish(KEY));
        AtomicBoolean enough = new AtomicBoolean();
        Reader reader = reader(source, oldest(() -> lag -> enough.get() ? "its time is up" : null));
        CountDownLatch woken = new CountDownLatch(1);
        Thread waiter = threads.start("receiver", () -> {
            assertEquals(1, reader.receive(1, Duration.ofSeconds(20)));
            woken.countDown();
            assertEquals(Subscription.ENDED, reader.receive(1, Duration.ofSeconds(20)));
        });
        Await.parked(waiter);
        source.key(); // from now on the publisher is known to wake sleepers, and nobody looks by himself
        woken.await();
        Await.parked(waiter);
        enough.set(true);
        engine.housekeep();
        threads.awaitAll();
        assertEvicted(reader);
    }

    /** One that no longer polls does not notice what it loses: the housekeeper does. */
    @Test
    void shouldEvictOneThatLosesFramesAndPollsNoMore() {
        EngineUnderTest engine = engine(frames(8));
        Source source = new Source(engine.bus().startPublish(KEY));
        Reader reader = reader(source, oldest(MaxLagPolicy.cumulative(10)));
        source.audios(18);
        housekeepForAWhile(engine);
        assertFalse(reader.subscription().isEnded(), "ten are forgiven");
        source.audio();
        housekeepForAWhile(engine);
        assertEvicted(reader);
    }

    private void housekeepForAWhile(EngineUnderTest engine) {
        for (int turn = 0; turn < 50; turn++) {
            clock.advanceMs(20);
            engine.housekeep();
        }
    }
}
