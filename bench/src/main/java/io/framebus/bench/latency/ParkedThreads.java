package io.framebus.bench.latency;

import io.framebus.FrameHandler;
import io.framebus.Subscription;
import io.framebus.bench.measure.VirtualThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread for each of many subscriptions, which sleeps in {@link Subscription#receive} until there is a frame: virtual threads
 * where the JDK has them, else platform threads with small stacks.
 */
final class ParkedThreads {
    private static final Duration FOREVER = Duration.ofDays(1);
    private static final long STACK_BYTES = 64 << 10;
    private static final int BATCH = 64;
    private static final long STEP_NS = 50_000;
    private static final long PATIENCE_NS = 60_000_000_000L;

    private final List<Thread> threads = new ArrayList<>();
    private final LongAdder received = new LongAdder();
    private final boolean virtual;

    ParkedThreads(List<Subscription> subscriptions) {
        virtual = VirtualThreads.areAvailable();
        FrameHandler count = frame -> received.increment();
        for (Subscription subscription : subscriptions) {
            Runnable work = () -> receive(subscription, count);
            Thread thread = virtual ? VirtualThreads.unstarted(work) : new Thread(null, work, "parked", STACK_BYTES);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private static void receive(Subscription subscription, FrameHandler handler) {
        try {
            while (subscription.receive(handler, BATCH, FOREVER) != Subscription.ENDED) {
                // Sleeps again.
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    /** What kind of threads they are. */
    String kind() {
        return virtual ? "virtual" : "platform";
    }

    /** Frames received by all of them together. */
    long received() {
        return received.sum();
    }

    /**
     * Waits until they have received {@code frames} in all, and every one sleeps.
     *
     * @throws IllegalStateException if that does not come about
     */
    void awaitAsleep(long frames) {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (received.sum() < frames || !areAsleep()) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException("of " + frames + " frames " + received.sum() + " were received by "
                        + threads.size() + " subscribers after " + PATIENCE_NS / 1_000_000_000 + " s");
            }
            LockSupport.parkNanos(STEP_NS);
        }
    }

    private boolean areAsleep() {
        for (Thread thread : threads) {
            Thread.State state = thread.getState();
            if (state != Thread.State.WAITING && state != Thread.State.TIMED_WAITING) {
                return false;
            }
        }
        return true;
    }

    /** Waits for the threads, whose subscriptions have to be closed before. */
    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
