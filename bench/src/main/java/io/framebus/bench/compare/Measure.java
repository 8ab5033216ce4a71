package io.framebus.bench.compare;

/** What is measured. */
enum Measure {
    /**
     * One thread publishes a batch, then reads it for every subscriber: what a frame costs, without two processors fighting for
     * it. Everything is delivered.
     */
    COST,
    /** One thread publishes while others read: what comes through, and what is lost. */
    FLOW
}
