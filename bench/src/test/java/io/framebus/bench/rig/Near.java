package io.framebus.bench.rig;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whole numbers that need not be equal. */
public final class Near {
    private Near() {}

    public static void assertNear(long expected, long actual, double tolerance) {
        assertTrue(
                Math.abs(expected - actual) <= tolerance,
                "expected " + expected + " give or take " + tolerance + ", was " + actual);
    }
}
