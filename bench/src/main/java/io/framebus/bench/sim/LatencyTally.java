package io.framebus.bench.sim;

import io.framebus.bench.measure.LatencySeries;
import org.HdrHistogram.Histogram;

/**
 * Latencies of many frames: one by one, and by stretches in which a consumer kept up, which cost the same whatever their length.
 * One for each thread.
 */
final class LatencyTally {
    private final Histogram times = LatencySeries.newHistogram();
    private final KeepingUp keepingUp;

    /** By place: by how many more stretches it is passed than the place before it. */
    private final long[] change;

    private final int period;
    private long wholePeriods;

    LatencyTally(KeepingUp keepingUp, int period) {
        this.keepingUp = keepingUp;
        this.period = period;
        this.change = new long[period + 1];
    }

    /** One frame. */
    void record(long ns) {
        times.recordValue(Math.min(ns, LatencySeries.MAX_NS));
    }

    /** {@code frames} frames from {@code place} on, none of which waited for longer than it would wait for any that keeps up. */
    void recordKeptUp(int place, long frames) {
        wholePeriods += frames / period;
        int rest = (int) (frames % period);
        change[place]++;
        if (place + rest <= period) {
            change[place + rest]--;
        } else {
            change[period]--;
            change[0]++;
            change[place + rest - period]--;
        }
    }

    /** All of them. */
    Histogram total() {
        Histogram total = times.copy();
        long passing = wholePeriods;
        for (int place = 0; place < period; place++) {
            passing += change[place];
            if (passing > 0) {
                total.recordValueWithCount(Math.min(keepingUp.waitNs(place), LatencySeries.MAX_NS), passing);
            }
        }
        return total;
    }
}
