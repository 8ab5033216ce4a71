package io.framebus;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The latency of one subscription, recorded by its polling thread and read from any other, one reader at a time. Values are
 * nanoseconds of the bus's monotonic clock, two significant digits, up to one minute; longer ones count as one minute.
 */
public interface LatencyRecording {
    /** The longest value that is told apart, in nanoseconds. */
    long MAX_NS = 60_000_000_000L;

    /** Which deliveries are measured. */
    LatencySampling sampling();

    /**
     * Queue time, from publication to handler entry, of the deliveries since this was last called. Replayed frames are left
     * out: their age is no latency.
     *
     * @param recycle a histogram that an earlier call returned, to be filled again so that nothing is allocated; or null
     * @throws IllegalArgumentException if {@code recycle} does not come from an earlier call
     */
    Histogram queueTimeNs(@Nullable Histogram recycle);

    /**
     * Handler time, from handler entry to its return, of the deliveries since this was last called.
     *
     * @param recycle a histogram that an earlier call returned, to be filled again so that nothing is allocated; or null
     * @throws IllegalArgumentException if {@code recycle} does not come from an earlier call
     */
    Histogram handlerTimeNs(@Nullable Histogram recycle);
}
