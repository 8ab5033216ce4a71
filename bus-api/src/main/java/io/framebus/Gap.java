package io.framebus;

/**
 * A run of consecutive frames that a subscriber did not get. Exact: the sum of {@link #frames()} over all gaps of a
 * subscription is its {@link Subscription#dropped()}.
 *
 * <p>One object per subscription, reused: valid inside the call that hands it over; {@link #copy()} keeps it.
 */
public interface Gap {
    /** Sequence of the first frame of the run. */
    long firstSequence();

    /** Sequence of the last frame of the run. */
    long lastSequence();

    /** Length of the run: {@code lastSequence - firstSequence + 1}. */
    long frames();

    /** Payload bytes of the run. */
    long bytes();

    /**
     * Media time of the run in microseconds: how far the stream's decoding time advanced over its frames. Steps back and
     * jumps of more than ten seconds do not count.
     */
    long mediaTimeUs();

    /** Sync points of the run, over all tracks. */
    long syncPoints();

    /** How many of the frames were overwritten before this subscriber had read them. */
    long overwritten();

    /** How many were still there but passed over, by the resync policy or because a decoder could not have used them. */
    long skipped();

    /** An immutable copy that may be kept. */
    Gap copy();
}
