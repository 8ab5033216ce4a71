package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.BusObserver;
import io.framebus.FrameBus;
import io.framebus.StreamKey;
import io.framebus.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Memory and threads go back when they are no longer needed, and never before. */
public abstract class ResourcesContract extends BusContract {
    protected ResourcesContract(BusFactory factory) {
        super(factory);
    }

    /** Memory goes back to the bus's pool when the last reader has left, never while one can still read it. */
    @Test
    void shouldKeepWhatAnUndrainedSubscriberCanStillRead() {
        EngineUnderTest engine = engine(frames(16));
        List<Reader> undrained = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Source source = new Source(engine.bus().startPublish(KEY)).length(1000 + i);
            Reader reader = reader(source);
            Reader left = reader(source);
            source.gop(12);
            left.subscription().close();
            engine.bus().endPublish(KEY);
            undrained.add(reader);
        }
        for (Reader reader : undrained) {
            assertEquals(12, reader.poll(), "bytes are compared by the reader");
            assertEquals(Subscription.ENDED, reader.poll());
        }
        Source next = new Source(engine.bus().startPublish(KEY)).length(500);
        Reader reader = reader(next);
        next.gop(12);
        assertEquals(12, reader.poll());
    }

    /** Not even once the subscription is closed and the stream is gone: its handler is still reading. */
    @Test
    void shouldNotReuseMemoryUnderAHandlerThatReadsInPlace() throws InterruptedException {
        EngineUnderTest engine = engine(frames(16));
        Source source = new Source(engine.bus().startPublish(KEY)).length(5000);
        Subscription subscription = source.handle().subscribe();
        source.key();
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        threads.start(
                "reader",
                () -> subscription.pollInPlace(
                        frame -> {
                            reading.countDown();
                            awaitQuietly(goOn);
                            assertTrue(
                                    Payloads.isOf(frame.payload(), 0) || !frame.isIntact(), "bytes of another stream");
                        },
                        1));
        reading.await();
        subscription.close();
        engine.bus().endPublish(KEY);
        for (int i = 0; i < 5; i++) {
            engine.housekeep();
            Source next = new Source(engine.bus().startPublish(KEY)).length(5001);
            next.gop(16);
            engine.bus().endPublish(KEY);
        }
        goOn.countDown();
        threads.awaitAll();
        assertEquals(Subscription.ENDED, subscription.pollInPlace(frame -> {}, 1));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** An application that gives up when a stream is reaped closes the bus on the housekeeper's own thread. */
    @Test
    void shouldCloseFromAnObserversCall() throws InterruptedException {
        AtomicReference<FrameBus> bus = new AtomicReference<>();
        CountDownLatch closed = new CountDownLatch(1);
        BusObserver closing = new BusObserver() {
            @Override
            public void reaped(StreamKey key, Duration silence) {
                bus.get().close();
                closed.countDown();
            }
        };
        bus.set(engine(settings()
                        .app(APP, frames(8))
                        .observer(closing)
                        .idleTimeout(Duration.ofSeconds(1))
                        .housekeepingInterval(Duration.ofMillis(1)))
                .bus());
        Source source = new Source(bus.get().startPublish(KEY));
        Reader reader = reader(source);
        clock.advanceMs(1001);
        assertTrue(closed.await(5, TimeUnit.SECONDS), "close returns");
        assertEquals(Subscription.ENDED, reader.poll());
        assertEquals(0, bus.get().streamCount());
    }

    /** Every thread of the engine's own is gone once the bus is closed. */
    @Test
    void shouldLeaveNoThreadBehind() {
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
        BusSettings settings = new BusSettings().app(APP, frames(8)).housekeepingInterval(Duration.ofMillis(1));
        try (FrameBus bus = engine(settings).bus()) {
            Source source = new Source(bus.startPublish(KEY));
            Reader reader = reader(source);
            source.gop(4);
            assertEquals(4, reader.poll());
        }
        Await.until("the engine's threads end", () -> {
            Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
            left.removeAll(before);
            return left.stream()
                    .noneMatch(thread -> thread.isAlive()
                            && thread.getThreadGroup() != null
                            && thread.getThreadGroup().getName().equals("main")
                            && !thread.getName().startsWith("junit"));
        });
    }
}
