package io.framebus.bench.overload;

/** How evenly a subscriber works. All cost the same per frame in the mean, but for the stalls. */
enum Behaviour {
    /** Each frame costs the same. */
    STEADY,
    /** Nine frames in ten cost half of it; then come as many that cost more: see {@link #cost}. */
    BURSTY,
    /** Each frame costs the same, and the subscriber stands still now and then, as in a garbage collection. */
    STALLS;

    static final int BURST_PERIOD = 100;
    static final int BURST_FRAMES = 10;
    static final double CHEAP = 0.5;
    /** So that the mean is 1. */
    static final double DEAR = (BURST_PERIOD - CHEAP * (BURST_PERIOD - BURST_FRAMES)) / BURST_FRAMES;

    /** What the subscriber's {@code n}th frame costs, as a multiple of the mean. */
    double cost(long n) {
        if (this != BURSTY) {
            return 1;
        }
        return n % BURST_PERIOD < BURST_PERIOD - BURST_FRAMES ? CHEAP : DEAR;
    }
}
