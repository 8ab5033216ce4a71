package io.framebus.bench.paired;

/** One side of a comparison. Used by one thread. */
interface Lane extends AutoCloseable {
    /** Unique among the lanes of an experiment. */
    String name();

    /** Does that many operations; the nanoseconds they took, without whatever had to be prepared for them. */
    long timeNs(int operations);

    /**
     * Proves that every operation did what the lane's name says, then gives everything back.
     *
     * @throws IllegalStateException if one did not: the measurement is void
     */
    @Override
    void close();
}
