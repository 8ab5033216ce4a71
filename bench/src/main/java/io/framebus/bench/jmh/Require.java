package io.framebus.bench.jmh;

/** What has to hold for a figure to mean what it says. Not {@code assert}: a figure taken with assertions on means nothing. */
public final class Require {
    private Require() {}

    /** The measurement is void, with an {@link IllegalStateException}, unless this holds. */
    public static void that(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("benchmark is void: " + what);
        }
    }

    /** The measurement is void, with an {@link IllegalStateException}, unless both are the same. */
    public static void equal(long expected, long actual, String what) {
        if (expected != actual) {
            throw new IllegalStateException("benchmark is void: " + what + " must be " + expected + ", is " + actual);
        }
    }

    /** Refuses to measure with assertions on. */
    public static void noAssertions() {
        that(!Require.class.desiredAssertionStatus(), "assertions are on");
    }
}
