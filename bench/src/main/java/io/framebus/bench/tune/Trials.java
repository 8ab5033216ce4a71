package io.framebus.bench.tune;

/** Runs with rings of any capacity: where a search gets its figures from. */
interface Trials {
    /** Runs once. The same seed does the same, as far as there is no machine in it. */
    Trial run(Capacity capacity, long seed) throws InterruptedException;
}
