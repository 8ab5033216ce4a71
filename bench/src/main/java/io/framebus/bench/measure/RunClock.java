package io.framebus.bench.measure;

/**
 * Start and end of a run. Set to run by {@link #start} before any thread that uses it is released; after that only the end can
 * come nearer. Times are nanoseconds since the start, on the monotonic clock.
 */
public final class RunClock {
    private long startNs;
    private volatile long endNs;

    public void start(long atNs, long durationNs) {
        startNs = atNs;
        endNs = durationNs;
    }

    /** The monotonic clock's reading at the start. */
    public long startNs() {
        return startNs;
    }

    /** Time since the start. */
    public long elapsedNs() {
        return System.nanoTime() - startNs;
    }

    /** Frames that are due before this are to be sent. */
    public long endNs() {
        return endNs;
    }

    /** The run ends here, unless it has ended already. By one thread. */
    public void endNow() {
        endNs = Math.min(endNs, Math.max(0, elapsedNs()));
    }
}
