package io.framebus.bench.measure;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Says once, to any number of threads, that it is time to stop. */
public final class StopSignal {
    private final CountDownLatch given = new CountDownLatch(1);
    private volatile boolean stopped;

    public void stop() {
        stopped = true;
        given.countDown();
    }

    public boolean isStopped() {
        return stopped;
    }

    /** Waits until it is given or the monotonic clock shows {@code deadlineNs}; whether it was given. */
    public boolean awaitUntil(long deadlineNs) throws InterruptedException {
        return given.await(deadlineNs - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /**
     * For a thread that must not allocate: sleeps until the monotonic clock shows {@code deadlineNs}, but not much longer than
     * {@code sliceNs} once the signal was given.
     */
    public void sleepUntil(long deadlineNs, long sliceNs) {
        long left = deadlineNs - System.nanoTime();
        while (left > 0 && !stopped) {
            LockSupport.parkNanos(Math.min(left, sliceNs));
            left = deadlineNs - System.nanoTime();
        }
    }
}
