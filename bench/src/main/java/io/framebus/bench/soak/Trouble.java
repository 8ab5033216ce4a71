package io.framebus.bench.soak;

/** What a soak must not find. */
enum Trouble {
    /** Frames unaccounted for: books that do not balance. */
    LOST,
    /** Frames that are not what was published. */
    TORN,
    /** Frames or gaps out of order. */
    MISORDERED,
    /** Frames handed to a subscriber at sync points that no decoder could have used. */
    UNDECODABLE,
    /** Subscribers that made no progress, and threads that did not end. */
    STUCK,
    MEMORY,
    THREADS,
    LATENCY,
    /** What nobody expected to be thrown, or answered. */
    UNEXPECTED
}
