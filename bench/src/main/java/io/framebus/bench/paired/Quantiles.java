package io.framebus.bench.paired;

import java.util.Arrays;

/** Order statistics of samples in memory. */
final class Quantiles {
    private Quantiles() {}

    static double median(double[] values) {
        return of(values, 0.5);
    }

    /** With linear interpolation between the two nearest samples. */
    static double of(double[] values, double quantile) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return ofSorted(sorted, quantile);
    }

    static double ofSorted(double[] sorted, double quantile) {
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        double place = quantile * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** The mean of what is left when a quarter is cut off at either end. */
    static double midmean(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int cut = sorted.length / 4;
        return Arrays.stream(sorted, cut, sorted.length - cut).average().orElseThrow();
    }
}
