package io.framebus.bench.compare;

import io.framebus.bench.text.Units;
import java.util.Arrays;

/**
 * A figure over the rounds.
 *
 * @param median of the rounds
 * @param min the least
 * @param max the greatest
 */
record Spread(double median, double min, double max) {
    /** Of at least one value. */
    static Spread of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return new Spread((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[0], sorted[n - 1]);
    }

    /** Whether every round was above {@code value}. */
    boolean isAbove(double value) {
        return min > value;
    }

    /** Whether every round was below {@code value}. */
    boolean isBelow(double value) {
        return max < value;
    }

    /** As {@code 1.32 (1.28..1.41)}. */
    String text() {
        return min == max
                ? Units.three(median)
                : Units.three(median) + " (" + Units.three(min) + ".." + Units.three(max) + ")";
    }
}
