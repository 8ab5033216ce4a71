package io.framebus.bench.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * A figure that was measured several times: what was in the middle, and how far apart the others were.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param min the least
 * @param max the greatest
 */
public record Spread(double median, double min, double max) {
    /**
     * Of these values.
     *
     * @throws IllegalArgumentException if there is none, or one is not a number
     */
    public static Spread of(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0 || Arrays.stream(sorted).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException("there must be at least one value and no NaN, is " + values);
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** {@code 1.5 ms (1.2 ms to 3 ms)}; only the middle one where the others look the same. */
    public String text(DoubleFunction<String> format) {
        String middle = format.apply(median);
        String low = format.apply(min);
        String high = format.apply(max);
        return low.equals(middle) && high.equals(middle)
                ? middle
                : String.format(Locale.ROOT, "%s (%s to %s)", middle, low, high);
    }
}
