package io.framebus.bench.rig;

import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;

/**
 * Waits until a frame is due, for a generator with a thread of its own. Knows no other time than its clock, so that a test can
 * make time pass while it waits.
 */
public final class Pacer {
    private final NanoClock clock;
    private final IdleStrategy idle;

    /** @param idle what to do while there is nothing to send */
    public Pacer(NanoClock clock, IdleStrategy idle) {
        this.clock = clock;
        this.idle = idle;
    }

    /** Time on the pacer's clock. */
    public long nanoTime() {
        return clock.nanoTime();
    }

    /**
     * Waits until the clock shows {@code dueNs}. Does not wait for what is due already.
     *
     * @return what the clock shows
     */
    public long awaitDue(long dueNs) {
        long nowNs = clock.nanoTime();
        if (nowNs - dueNs < 0) {
            idle.reset();
            do {
                idle.idle();
                nowNs = clock.nanoTime();
            } while (nowNs - dueNs < 0);
        }
        return nowNs;
    }
}
