package io.framebus.bench.jmh;

/** What has to hold for a figure to mean what it says. Not {@code assert}: a figure taken with assertions on means nothing. */
final class Require {
    private Require() {}

    static void that(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("benchmark is void: " + what);
        }
    }

    static void equal(long expected, long actual, String what) {
        if (expected != actual) {
            throw new IllegalStateException("benchmark is void: " + what + " must be " + expected + ", is " + actual);
        }
    }

    static void noAssertions() {
        that(!Require.class.desiredAssertionStatus(), "assertions are on");
    }
}
