package io.framebus.bench.overload;

/**
 * The part of a run that is measured, on the monotonic clock.
 *
 * @param fromNs its beginning
 * @param toNs its end
 */
record Window(long fromNs, long toNs) {
    /** Contains no time. */
    static final Window NONE = new Window(0, 0);

    boolean contains(long nowNs) {
        return nowNs - fromNs >= 0 && nowNs - toNs < 0;
    }

    double seconds() {
        return (toNs - fromNs) / 1e9;
    }
}
