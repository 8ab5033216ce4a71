package io.framebus.bench.soak;

/** Reads for subscribers. */
interface Host extends Runnable {
    /** From any thread: reads for one more, until it has ended, and closes its books then. */
    void add(Reader reader);

    /** From any thread: does not read for it for that long. */
    void stall(Reader reader, long ns);

    /** From any thread: ends once nobody is left to be read for. */
    void finish();
}
