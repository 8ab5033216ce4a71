package io.framebus.bench.load;

import org.HdrHistogram.Histogram;

/**
 * How a run stands, about once a second.
 *
 * @param elapsedNs time since the start
 * @param durationNs how long it will run; {@link #UNKNOWN} if nobody knows
 * @param offeredPerSecond frames that were due since the last tick, by the second
 * @param sentPerSecond frames sent since the last tick, by the second
 * @param bytesPerSecond payload bytes sent since the last tick, by the second
 * @param latency end to end since the last tick, of the healthy subscribers if there are any; valid during the call only
 * @param dropped frames dropped since the start, over all subscribers
 * @param evicted subscribers evicted since the start
 * @param lag how far subscribers are behind now
 */
record Tick(
        long elapsedNs,
        long durationNs,
        double offeredPerSecond,
        double sentPerSecond,
        double bytesPerSecond,
        Histogram latency,
        long dropped,
        long evicted,
        Lag lag) {
    static final long UNKNOWN = -1;

    /** The same at another time. */
    Tick at(long otherElapsedNs, long otherDurationNs) {
        return new Tick(
                otherElapsedNs,
                otherDurationNs,
                offeredPerSecond,
                sentPerSecond,
                bytesPerSecond,
                latency,
                dropped,
                evicted,
                lag);
    }
}
