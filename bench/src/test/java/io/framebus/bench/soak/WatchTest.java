package io.framebus.bench.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Plants what shows only in time, and looks whether it is found. */
@Timeout(60)
class WatchTest {
    private static final long SECOND_NS = 1_000_000_000;
    private static final long MIB = 1 << 20;

    private final Ledger ledger = new Ledger();

    private void assertFound(Trouble trouble, String part) {
        assertEquals(1, ledger.count(trouble), () -> String.valueOf(ledger.problems()));
        assertEquals(1, ledger.troubles());
        assertTrue(ledger.problems().get(0).contains(part), ledger.problems()::toString);
    }

    private static final class Subscriber implements Liveness.Subject {
        private boolean due = true;
        private long progress;

        @Override
        public String name() {
            return "sleeper";
        }

        @Override
        public boolean isDue() {
            return due;
        }

        @Override
        public long progress() {
            return progress;
        }
    }

    @Test
    void shouldTellOnceOfAStuckSubscriber() {
        Liveness liveness = new Liveness(10 * SECOND_NS, ledger);
        Subscriber stuck = new Subscriber();
        for (int second = 0; second < 30; second++) {
            liveness.look(List.of(stuck), second * SECOND_NS);
            assertEquals(second > 10 ? 1 : 0, ledger.troubles(), "after " + second + " s");
        }
        assertFound(Trouble.STUCK, "sleeper: has read nothing for 11000 ms");
    }

    @Test
    void shouldNotCallASubscriberStuckThatReadsOrHasNothingToRead() {
        Liveness liveness = new Liveness(10 * SECOND_NS, ledger);
        Subscriber slow = new Subscriber();
        Subscriber idle = new Subscriber();
        for (int second = 0; second < 60; second++) {
            slow.progress = second / 9;
            idle.due = second % 9 != 0;
            liveness.look(List.of(slow, idle), second * SECOND_NS);
        }
        assertEquals(List.of(), ledger.problems());
    }

    @Test
    void shouldFindAThreadThatIsLeft() throws InterruptedException {
        ThreadWatch watch = new ThreadWatch(thread -> false);
        CountDownLatch end = new CountDownLatch(1);
        Thread leaked = new Thread(() -> awaitQuietly(end), "leaked-reader");
        leaked.setDaemon(true);
        leaked.start();
        watch.judge(System.nanoTime(), ledger);
        assertFound(Trouble.THREADS, "leaked-reader");
        end.countDown();
        leaked.join();
        Ledger afterwards = new Ledger();
        watch.judge(System.nanoTime(), afterwards);
        assertEquals(List.of(), afterwards.problems());
    }

    /** The JDK has threads of its own, of classes of its own, which stay for a while: those that carry virtual threads, and others. */
    @Test
    void shouldNotMindThreadsOfTheJdk() throws Exception {
        ThreadWatch watch = new ThreadWatch(thread -> false);
        ForkJoinPool pool = new ForkJoinPool(1);
        try {
            Thread worker = pool.submit(Thread::currentThread).get();
            assertTrue(worker.isAlive(), "there is no thread to overlook");
            watch.judge(System.nanoTime(), ledger);
            assertEquals(List.of(), ledger.problems());
        } finally {
            pool.shutdownNow();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(50, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A minute of samples, with noise and an outlier now and then. */
    private static MemoryWatch memory(double directGrowthBytesPerSecond) {
        MemoryWatch memory = new MemoryWatch();
        Random noise = new Random(5);
        for (int second = 0; second < 60; second++) {
            long heap = 100 * MIB + (long) (noise.nextGaussian() * MIB) + (second % 20 == 19 ? 80 * MIB : 0);
            long direct = 50 * MIB + (long) (directGrowthBytesPerSecond * second);
            memory.add(new MemoryWatch.Sample(second * SECOND_NS, heap, direct));
        }
        return memory;
    }

    @Test
    void shouldFindALeakOfDirectMemory() {
        memory(0.5 * MIB).judge(ledger);
        assertFound(Trouble.MEMORY, "direct memory grew by 14.5 MiB in the second half");
    }

    @Test
    void shouldCallMemoryFlatDespiteNoiseAndOutliers() {
        memory(0).judge(ledger);
        assertEquals(List.of(), ledger.problems());
    }

    @Test
    void shouldNotJudgeMemoryByAFewSamples() {
        MemoryWatch memory = new MemoryWatch();
        for (int i = 0; i < 8; i++) {
            memory.add(new MemoryWatch.Sample(i * SECOND_NS, i * 100 * MIB, 0));
        }
        memory.judge(ledger);
        assertFalse(memory.isJudged());
        assertEquals(List.of(), ledger.problems());
    }

    @Test
    void shouldFindDirectMemoryThatIsHeldAfterTheEnd() throws InterruptedException {
        MemoryWatch.Sample before = atRest();
        // Several times what other tests in this JVM may have left, of which some may be freed in between.
        ByteBuffer held = ByteBuffer.allocateDirect((int) (64 * MIB));
        MemoryWatch.Sample after = MemoryWatch.Sample.now();
        assertTrue(after.directBytes() - before.directBytes() > 12 * MIB, before + ", then " + after);
        MemoryWatch.judgeEnd(before, System.nanoTime(), ledger);
        assertFound(Trouble.MEMORY, "after all was closed");
        held.put(0, (byte) 1); // until here
    }

    /** Once what others have left is freed no longer: it takes a while after the collection that found it. */
    private static MemoryWatch.Sample atRest() {
        MemoryWatch.Sample last = MemoryWatch.Sample.now();
        MemoryWatch.Sample next = MemoryWatch.Sample.now();
        while (next.directBytes() < last.directBytes()) {
            last = next;
            next = MemoryWatch.Sample.now();
        }
        return next;
    }

    @Test
    void shouldFindDelayThatDrifts() {
        DelayWatch drifting = new DelayWatch();
        DelayWatch steady = new DelayWatch();
        for (int window = 0; window < 60; window++) {
            drifting.add(window * 20_000_000L);
            steady.add(window % 10 == 0 ? 2_000_000_000L : 5_000_000L);
        }
        steady.judge(ledger);
        assertEquals(List.of(), ledger.problems());
        drifting.judge(ledger);
        assertFound(Trouble.LATENCY, "in the last");
    }

    @Test
    void shouldNotTurnTheClockBackWhileItLeapsAndFreezes() {
        LeapClock clock = new LeapClock();
        long last = clock.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            if (i % 100 == 50) {
                clock.leap(SECOND_NS);
            } else if (i % 100 == 20) {
                clock.freeze(100_000);
            }
            long now = clock.nanoTime();
            assertTrue(now >= last, now + " after " + last);
            last = now;
        }
        clock.freeze(60 * SECOND_NS);
        long frozen = clock.nanoTime();
        clock.leap(SECOND_NS);
        assertEquals(frozen, clock.nanoTime());
    }
}
