package io.framebus;

/** How {@link Subscription#receive} waits for the next frame of a stream. Polling does not wait and is not concerned. */
public enum Waiting {
    /** Spin. Lowest latency; takes a whole core per waiting thread. Costs the publisher nothing. */
    SPIN,
    /** Spin a little, then yield. Costs the publisher nothing. */
    YIELD,
    /** Spin, yield, then sleep for up to a millisecond at a time. Costs the publisher nothing. */
    BACKOFF,
    /**
     * Park the thread, platform or virtual, until there is something. Costs the publisher one full fence and one check per
     * frame once somebody has parked, and one wake-up per frame while somebody sleeps, however many do.
     */
    PARK
}
