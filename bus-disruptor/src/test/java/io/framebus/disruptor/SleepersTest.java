package io.framebus.disruptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SleepersTest {
    private static final long FAR_NS = TimeUnit.SECONDS.toNanos(20);

    private final Sleepers sleepers = new Sleepers();

    @Test
    void shouldReturnAtOnceWhenThereIsSomethingAlready() {
        sleepers.sleep(new Sleepers.Sleeper(), () -> true, System.nanoTime() + FAR_NS);
    }

    @Test
    void shouldReturnWhenTheTimeIsUp() {
        long deadlineNs = System.nanoTime() + 2_000_000;
        sleepers.sleep(new Sleepers.Sleeper(), () -> false, deadlineNs);

        assertTrue(System.nanoTime() - deadlineNs >= 0);
    }

    @Test
    void shouldReturnWhenInterruptedAndLeaveTheInterruptSet() {
        Thread.currentThread().interrupt();
        sleepers.sleep(new Sleepers.Sleeper(), () -> false, System.nanoTime() + FAR_NS);

        assertTrue(Thread.interrupted());
    }

    @Test
    void shouldWakeEverySleeperAfterOnePublish() throws InterruptedException {
        int count = 200;
        AtomicBoolean published = new AtomicBoolean();
        CountDownLatch woken = new CountDownLatch(count);
        AtomicInteger late = new AtomicInteger();
        acknowledge();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            threads.add(start(() -> {
                long deadlineNs = System.nanoTime() + FAR_NS;
                sleepers.sleep(new Sleepers.Sleeper(), published::get, deadlineNs);
                late.addAndGet(System.nanoTime() - deadlineNs >= 0 ? 1 : 0);
                woken.countDown();
            }));
        }
        awaitParked(threads);

        published.set(true);
        sleepers.signalAllWhenBlocking();

        woken.await();
        assertEquals(0, late.get());
    }

    @Test
    void shouldPassTheListOnWhenTheOneThatInheritedItLeaves() throws InterruptedException {
        // The heir's wake-up and its time-out race: in whichever order they come, the others must be woken.
        for (int round = 0; round < 200; round++) {
            AtomicLong cursor = new AtomicLong();
            CountDownLatch woken = new CountDownLatch(8);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                // The last to come is the first on the list, so it inherits: it sleeps for a moment only.
                long sleepNs = i == 7 ? 200_000 : FAR_NS;
                threads.add(start(() -> {
                    Sleepers.Sleeper me = new Sleepers.Sleeper();
                    sleepers.sleep(me, () -> cursor.get() > 0, System.nanoTime() + sleepNs);
                    woken.countDown();
                }));
            }
            cursor.set(1);
            sleepers.signalAllWhenBlocking();
            woken.await();
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    @Test
    void shouldLoseNoWakeUpOverManyPublishes() throws InterruptedException {
        long frames = 20_000;
        AtomicLong cursor = new AtomicLong();
        AtomicLong read = new AtomicLong();
        Thread reader = start(() -> {
            Sleepers.Sleeper me = new Sleepers.Sleeper();
            while (read.get() < frames) {
                sleepers.sleep(me, () -> cursor.get() > read.get(), System.nanoTime() + FAR_NS);
                read.set(cursor.get());
            }
        });
        for (long i = 1; i <= frames; i++) {
            cursor.set(i);
            sleepers.signalAllWhenBlocking();
            while (i % 10 == 0 && read.get() < i) {
                Thread.onSpinWait(); // lets the reader fall asleep, so that the next publish has to wake it
            }
        }
        reader.join();
        assertEquals(frames, read.get());
    }

    /** One sleeper has come and gone, and the publisher has seen it: from now on sleepers rely on being woken. */
    private void acknowledge() {
        sleepers.sleep(new Sleepers.Sleeper(), () -> true, System.nanoTime());
        sleepers.signalAllWhenBlocking();
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "sleeper");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaitParked(List<Thread> threads) {
        for (Thread thread : threads) {
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }
    }
}
