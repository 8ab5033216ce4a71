package io.framebus;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Argument checks whose messages name the value and the limit. */
final class Checks {
    private Checks() {}

    static <T> T notNull(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " must not be null");
        }
        return value;
    }

    static String notBlank(@Nullable String value, String name) {
        String given = notNull(value, name);
        if (given.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank, is \"" + given + '"');
        }
        return given;
    }

    static int inRange(int value, int min, int max, String name) {
        if (value < min || value > max) {
            throw outOfRange(value, min, max, name);
        }
        return value;
    }

    static long inRange(long value, long min, long max, String name) {
        if (value < min || value > max) {
            throw outOfRange(value, min, max, name);
        }
        return value;
    }

    static Duration notNegative(@Nullable Duration value, String name) {
        Duration given = notNull(value, name);
        if (given.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, is " + given);
        }
        return given;
    }

    static Duration positive(@Nullable Duration value, String name) {
        Duration given = notNegative(value, name);
        if (given.isZero()) {
            throw new IllegalArgumentException(name + " must be more than zero, is " + given);
        }
        return given;
    }

    /** The duration in nanoseconds; one too long for a {@code long} (292 years) counts as the longest there is. */
    static long saturatedNs(Duration value) {
        try {
            return value.toNanos();
        } catch (ArithmeticException tooLong) {
            return value.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private static IllegalArgumentException outOfRange(long value, long min, long max, String name) {
        return new IllegalArgumentException(name + " must be between " + min + " and " + max + ", is " + value);
    }
}
