package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import io.framebus.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Waiting and waking. On the system's clock: here time passes by itself. */
public abstract class ReceiveContract extends BusContract {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(20);

    protected ReceiveContract(BusFactory factory) {
        super(factory);
    }

    @Override
    BusSettings settings() {
        return super.settings().clock(System::nanoTime);
    }

    private Source source(Waiting waiting) {
        return source(frames(64).toBuilder().waiting(waiting).build());
    }

    /** A thread that waits, or is about to, when this returns. */
    private Thread waitingThread(Waiting waiting, TestThreads.Task task) throws InterruptedException {
        CountDownLatch about = new CountDownLatch(1);
        Thread thread = threads.start("receiver", () -> {
            about.countDown();
            task.run();
        });
        about.await();
        if (waiting == Waiting.PARK) {
            Await.parked(thread);
        }
        return thread;
    }

    /**
     * The same of a thread that has been woken by a frame before. From then on the publisher is known to wake whoever sleeps, and
     * nobody looks by himself any more.
     */
    private Thread waitingAgain(Waiting waiting, Source source, Reader reader, TestThreads.Task task)
            throws InterruptedException {
        CountDownLatch woken = new CountDownLatch(1);
        Thread thread = waitingThread(waiting, () -> {
            assertEquals(1, reader.receive(1, LONG));
            woken.countDown();
            task.run();
        });
        source.key();
        woken.await();
        if (waiting == Waiting.PARK) {
            Await.parked(thread);
        }
        return thread;
    }

    @ParameterizedTest
    @EnumSource
    void shouldReturnAtOnceWhatIsThere(Waiting waiting) throws InterruptedException {
        Source source = source(waiting);
        Reader reader = reader(source);
        source.gop(3);
        assertEquals(2, reader.receive(2, LONG));
        assertEquals(1, reader.receive(10, LONG));
    }

    @ParameterizedTest
    @EnumSource
    void shouldWaitForTheNextFrame(Waiting waiting) throws InterruptedException {
        Source source = source(waiting);
        Reader reader = reader(source);
        waitingThread(waiting, () -> {
            for (int i = 0; i < 50; i++) {
                assertEquals(1, reader.receive(1, LONG));
            }
        });
        for (int i = 0; i < 50; i++) {
            source.key();
            long published = i;
            Await.until("frame " + i, () -> reader.subscription().delivered() > published);
        }
        threads.awaitAll();
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveUpWhenTheTimeIsOver(Waiting waiting) throws InterruptedException {
        Reader reader = reader(source(waiting));
        assertEquals(0, reader.receive(1, Duration.ZERO));
        long start = System.nanoTime();
        assertEquals(0, reader.receive(1, SHORT));
        assertTrue(System.nanoTime() - start >= SHORT.toNanos());
    }

    @ParameterizedTest
    @EnumSource
    void shouldWakeWhenTheStreamEnds(Waiting waiting) throws InterruptedException {
        Source source = source(waiting);
        Reader reader = reader(source);
        waitingAgain(waiting, source, reader, () -> assertEquals(Subscription.ENDED, reader.receive(1, LONG)));
        source.handle().close();
        threads.awaitAll();
    }

    @ParameterizedTest
    @EnumSource
    void shouldWakeWhenTheSubscriptionIsClosed(Waiting waiting) throws InterruptedException {
        Source source = source(waiting);
        Reader reader = reader(source);
        waitingAgain(waiting, source, reader, () -> assertEquals(Subscription.ENDED, reader.receive(1, LONG)));
        reader.subscription().close();
        threads.awaitAll();
    }

    @ParameterizedTest
    @EnumSource
    void shouldWakeWhenTheBusCloses(Waiting waiting) throws InterruptedException {
        EngineUnderTest engine = engine(frames(8).toBuilder().waiting(waiting).build());
        Source source = new Source(engine.bus().startPublish(KEY));
        Reader reader = reader(source);
        waitingAgain(waiting, source, reader, () -> assertEquals(Subscription.ENDED, reader.receive(1, LONG)));
        engine.bus().close();
        threads.awaitAll();
    }

    /** Case 31: interrupting a waiting receive loses no frame. */
    @ParameterizedTest
    @EnumSource
    void shouldBeInterruptible(Waiting waiting) throws InterruptedException {
        Source source = source(waiting);
        Reader reader = reader(source);
        Thread thread = waitingAgain(
                waiting, source, reader, () -> assertThrows(InterruptedException.class, () -> reader.receive(1, LONG)));
        thread.interrupt();
        threads.awaitAll();
        source.gop(2);
        threads.start("interrupted before", () -> {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> reader.receive(1, LONG));
            assertFalse(Thread.interrupted(), "thrown, so cleared");
        });
        threads.awaitAll();
        assertEquals(2, reader.receive(10, LONG));
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndAtOnceWhenItHasEnded(Waiting waiting) throws InterruptedException {
        Source source = source(waiting);
        Reader reader = reader(source);
        source.key();
        source.handle().close();
        assertEquals(1, reader.receive(5, LONG));
        assertEquals(Subscription.ENDED, reader.receive(5, LONG));
    }

    /** What is only filtered or skipped is not worth waking up for. */
    @ParameterizedTest
    @EnumSource
    void shouldGoOnWaitingWhenNothingOfItIsForThisSubscriber(Waiting waiting) throws InterruptedException {
        Source source = source(waiting);
        Reader reader = reader(source, SubscribeOptions.builder().tracks(1));
        waitingThread(waiting, () -> assertEquals(1, reader.receive(4, LONG)));
        source.gop(5);
        Await.until("filtered", () -> reader.subscription().lag() == 0);
        source.audio();
        threads.awaitAll();
        assertEquals(List.of(5L), reader.sequences());
    }

    /** Case 15: whoever waits is woken, however many, and however many handles there are. */
    @ParameterizedTest
    @EnumSource(names = {"BACKOFF", "PARK"})
    void shouldWakeEverybody(Waiting waiting) throws InterruptedException {
        Source source = source(waiting);
        List<Reader> readers = new ArrayList<>();
        List<Thread> waiters = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Reader reader = reader(source);
            readers.add(reader);
            waiters.add(threads.start("receiver-" + i, () -> {
                assertEquals(1, reader.receive(1, LONG));
                assertEquals(1, reader.receive(1, LONG));
                assertEquals(Subscription.ENDED, reader.receive(1, LONG));
            }));
        }
        waiters.forEach(Await::parked);
        source.key();
        Await.until(
                "first frame",
                () -> readers.stream().allMatch(r -> r.subscription().delivered() == 1));
        waiters.forEach(Await::parked);
        source.key();
        Await.until(
                "second frame",
                () -> readers.stream().allMatch(r -> r.subscription().delivered() == 2));
        waiters.forEach(Await::parked);
        source.handle().close();
        threads.awaitAll();
    }

    @Test
    void shouldWakeTheRestWhenAWaiterIsInterruptedOrClosed() throws InterruptedException {
        Source source = source(Waiting.PARK);
        List<Reader> readers = new ArrayList<>();
        List<Thread> waiters = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Reader reader = reader(source);
            readers.add(reader);
            int number = i;
            waiters.add(threads.start("receiver-" + i, () -> {
                if (number % 3 == 0) {
                    assertThrows(InterruptedException.class, () -> reader.receive(1, LONG));
                } else {
                    assertEquals(number % 3 == 1 ? Subscription.ENDED : 1, reader.receive(1, LONG));
                }
            }));
        }
        waiters.forEach(Await::parked);
        for (int i = 0; i < 12; i += 3) {
            waiters.get(i).interrupt();
            readers.get(i + 1).subscription().close();
        }
        for (int i = 0; i < 12; i += 3) {
            waiters.get(i).join();
            waiters.get(i + 1).join();
        }
        source.key();
        threads.awaitAll();
        for (int i = 0; i < 12; i += 3) {
            assertEquals(1, readers.get(i).poll());
        }
    }

    /** A publisher in full flight against readers that park and wake all the time: nobody sleeps through a frame. */
    @Test
    void shouldLoseNoWakeUp() throws InterruptedException {
        Source source = source(frames(1 << 14).toBuilder().waiting(Waiting.PARK).build());
        List<Reader> readers = List.of(reader(source), reader(source), reader(source));
        for (Reader reader : readers) {
            threads.start("receiver", () -> {
                while (reader.receive(1 << 10, LONG) > 0) {
                    assertTrue(reader.seen().frames() <= 10_000);
                }
            });
        }
        for (int i = 0; i < 500; i++) {
            source.gop(20);
            if (i % 50 == 0) {
                long published = source.count();
                Await.until(
                        "caught up",
                        () -> readers.stream()
                                .allMatch(reader -> reader.subscription().delivered() == published));
            }
        }
        source.handle().close();
        threads.awaitAll();
        readers.forEach(reader -> assertEquals(10_000, reader.seen().frames()));
    }

    @Test
    void shouldParkVirtualThreads() throws ReflectiveOperationException, InterruptedException {
        assumeTrue(TestThreads.virtualThreads().isPresent(), "this JDK has no virtual threads");
        Source source = source(Waiting.PARK);
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Reader reader = reader(source);
            readers.add(reader);
            threads.startVirtual(() -> {
                assertEquals(1, reader.receive(1, LONG));
                assertEquals(Subscription.ENDED, reader.receive(1, LONG));
            });
        }
        source.key();
        Await.until(
                "all have read",
                () -> readers.stream().allMatch(r -> r.subscription().delivered() == 1));
        source.handle().close();
        threads.awaitAll();
    }
}
