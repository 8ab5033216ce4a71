package io.framebus.bench.soak;

import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.NanoClock;

/**
 * A monotonic clock that does what such clocks do at worst: begins anywhere, stands still for a while, as when a machine was
 * suspended, and leaps. Never back: the bus is promised a monotonic clock.
 */
final class LeapClock implements NanoClock {
    /** A clock may well show less than nothing. */
    private static final long ORIGIN_NS = -7_200_000_000_000L;

    private final long startedNs = System.nanoTime();
    private final AtomicLong leapNs = new AtomicLong(ORIGIN_NS);
    private final AtomicLong newestNs = new AtomicLong(Long.MIN_VALUE);
    private volatile long frozenUntilNs = startedNs;

    @Override
    public long nanoTime() {
        long realNs = System.nanoTime();
        long newest = newestNs.get();
        if (frozenUntilNs - realNs > 0 && newest != Long.MIN_VALUE) {
            return newest;
        }
        long nowNs = realNs - startedNs + leapNs.get();
        return newestNs.accumulateAndGet(nowNs, Math::max);
    }

    void leap(long ns) {
        leapNs.addAndGet(ns);
    }

    /** Shows the same time for that long, and the right one after. */
    void freeze(long ns) {
        frozenUntilNs = System.nanoTime() + ns;
    }
}
