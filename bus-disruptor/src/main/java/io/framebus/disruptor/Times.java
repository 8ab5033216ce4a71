package io.framebus.disruptor;

import java.time.Duration;

/** Conversions at the edge between durations and nanoseconds. */
final class Times {
    /** A constant: {@code receive} converts with every call. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private Times() {}

    /** The duration in nanoseconds; one too long for a {@code long} counts as the longest there is. */
    static long saturatedNs(Duration value) {
        return value.compareTo(LONGEST) >= 0 ? Long.MAX_VALUE : value.toNanos();
    }
}
