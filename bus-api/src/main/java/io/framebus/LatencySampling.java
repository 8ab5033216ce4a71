package io.framebus;

/** Which deliveries a {@link LatencyRecording} measures. Part of every figure: say it beside the number. */
public enum LatencySampling {
    /** Nothing is recorded. */
    NONE,
    /** Every frame; about two readings of the clock per frame. */
    EVERY_FRAME,
    /** The first frame of every poll that has one, which is the one that waited longest. */
    FIRST_OF_POLL
}
