package io.framebus.bench.report;

import io.framebus.bench.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round values for the marks of axes. */
final class Steps {
    private static final double[] DECIMAL = {1, 2, 5, 10};
    private static final double[] ELAPSED = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 4 * 3600, 6 * 3600, 12 * 3600, 24 * 3600
    };

    private Steps() {}

    /** The least round number that is not below {@code wanted}; a power of two for bytes. */
    static double linear(Quantity quantity, double wanted) {
        if (quantity == Quantity.BYTES) {
            return Math.pow(2, Math.ceil(Math.log(wanted) / Math.log(2) - 1e-9));
        }
        double decade = Math.pow(10, Math.floor(Math.log10(wanted) + 1e-9));
        double step = decade * 10;
        for (double factor : DECIMAL) {
            if (factor * decade >= wanted * (1 - 1e-9)) {
                step = factor * decade;
                break;
            }
        }
        // There is no half of a thing.
        return quantity == Quantity.COUNT ? Math.max(1, step) : step;
    }

    /** Round values in rising order, the first not above {@code min} and the last not below {@code max}, at least two. */
    static List<Double> log(Quantity quantity, double min, double max, int most) {
        double base = quantity == Quantity.BYTES ? 2 : 10;
        int first = (int) Math.floor(Math.log(min) / Math.log(base) + 1e-9);
        int last = Math.max(first + 1, (int) Math.ceil(Math.log(max) / Math.log(base) - 1e-9));
        int stride = Math.max(1, (int) Math.ceil((double) (last - first) / (most - 1)));
        List<Double> values = new ArrayList<>();
        for (int n = first; n < last; n += stride) {
            values.add(Math.pow(base, n));
        }
        values.add(Math.pow(base, last));
        return base == 10 && last - first <= 2 ? withinDecades(values, min, max) : values;
    }

    /** Where there are few decades: 2 and 5 times the powers of ten as well, and no more of them than are needed. */
    private static List<Double> withinDecades(List<Double> decades, double min, double max) {
        List<Double> all = new ArrayList<>();
        for (double decade : decades) {
            all.addAll(List.of(decade, 2 * decade, 5 * decade));
        }
        int from = 0;
        while (from + 1 < all.size() && all.get(from + 1) <= min * (1 + 1e-9)) {
            from++;
        }
        int to = from + 1;
        while (to + 1 < all.size() && all.get(to) < max * (1 - 1e-9)) {
            to++;
        }
        return all.subList(from, to + 1);
    }

    /** Seconds between marks, not below {@code wanted}. */
    static double elapsed(double wanted) {
        if (wanted < 1) {
            return linear(Quantity.TIME, wanted);
        }
        for (double step : ELAPSED) {
            if (step >= wanted) {
                return step;
            }
        }
        return Math.ceil(wanted / 86_400) * 86_400;
    }

    /** Seconds as a time since the start: {@code 20 s}, {@code 2:30}, {@code 1:02:30}. */
    static String elapsedText(double seconds, double step) {
        if (seconds < 60 && step < 60) {
            return seconds == 0 ? "0" : Units.three(seconds) + " s";
        }
        long whole = Math.round(seconds);
        if (whole < 3600) {
            return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
        }
        return String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
