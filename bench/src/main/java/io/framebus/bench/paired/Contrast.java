package io.framebus.bench.paired;

import org.jspecify.annotations.Nullable;

/**
 * One lane against another.
 *
 * @param limit what the lane may take, as a goal says; null where there is none
 */
record Contrast(
        String name, String lane, String base, @Nullable Limit limit) {
    Contrast(String name, String lane, String base) {
        this(name, lane, base, null);
    }

    /** So many times what the base takes, and so many nanoseconds an operation on top. */
    record Limit(double factor, double plusNs) {
        double excessNs(double laneNs, double baseNs) {
            return laneNs - (factor * baseNs + plusNs);
        }
    }
}
