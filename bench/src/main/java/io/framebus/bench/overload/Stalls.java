package io.framebus.bench.overload;

/** When a subscriber stands still: for {@code lengthNs} at the end of each period of {@code everyNs}. One thread. */
final class Stalls {
    private final long everyNs;
    private final long lengthNs;
    private long nextNs;
    private boolean begun;

    Stalls(long everyNs, long lengthNs) {
        this.everyNs = everyNs;
        this.lengthNs = lengthNs;
    }

    /** How long to stand still now; 0: not at all. Periods begin with the first call. */
    long dueNs(long nowNs) {
        if (!begun) {
            begun = true;
            nextNs = nowNs + everyNs - lengthNs;
        }
        if (nowNs - nextNs < 0) {
            return 0;
        }
        nextNs += everyNs;
        if (nowNs - nextNs > 0) {
            nextNs = nowNs + everyNs; // Whoever is late by more than a period does not make up for it.
        }
        return lengthNs;
    }
}
