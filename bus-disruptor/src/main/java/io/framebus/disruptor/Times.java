package io.framebus.disruptor;

import java.time.Duration;

/** Conversions at the edge between durations and nanoseconds. */
final class Times {
    private Times() {}

    /** The duration in nanoseconds; one too long for a {@code long} counts as the longest there is. */
    static long saturatedNs(Duration value) {
        return value.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : value.toNanos();
    }
}
