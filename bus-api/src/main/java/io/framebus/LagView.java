package io.framebus;

/**
 * How far a subscription is behind, as a {@link MaxLagPolicy} sees it. Valid inside the call only. Times are nanoseconds of the
 * bus's monotonic clock.
 */
public interface LagView {
    /**
     * Frames dropped since the subscriber joined. What a new subscriber passes over until its first sync point is not
     * counted: it has not been slow.
     */
    long dropped();

    /** Frames published and not yet read. */
    long lagFrames();

    /** Age of the oldest frame not yet read, counted from joining where it was published before; 0 when there is none. */
    long behindLiveNs();

    /** Time since the subscriber last read while there was something to read; 0 when there is nothing. */
    long stalledNs();

    /** Time since it joined. */
    long sinceJoinNs();

    /** The clock's reading now. */
    long nowNs();
}
