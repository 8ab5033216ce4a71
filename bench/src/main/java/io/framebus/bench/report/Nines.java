package io.framebus.bench.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;

/**
 * The axis of percentile curves, counted in nines: 0 is 0 %, 1 is 90 %, 2 is 99 %, 3 is 99.9 %. So each next part of the axis is
 * about a tenth as many values, and the rare slow ones get as much room as the many fast ones.
 */
final class Nines {
    /** Points of a curve to each nine. */
    private static final int PER_NINE = 24;

    private Nines() {}

    /** How many nines {@code share} of all values is, from 0 to below 1. */
    static double of(double share) {
        return -Math.log10(1 - share);
    }

    /** Where the curve of a histogram ends: one value of n is above a share of 1 - 1/n. */
    static double end(Histogram histogram) {
        return Math.log10((double) Math.max(1, histogram.getTotalCount()));
    }

    /** Places on the axis at which curves are drawn: evenly spread, and each histogram's end. */
    static double[] places(Collection<Histogram> histograms) {
        TreeSet<Double> places = new TreeSet<>();
        for (Histogram histogram : histograms) {
            double end = end(histogram);
            places.add(end);
            for (int n = 0; n < end * PER_NINE; n++) {
                places.add((double) n / PER_NINE);
            }
        }
        return places.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The value that the share of values at a place does not exceed; the largest at the end; not a number beyond it. */
    static double value(Histogram histogram, double place) {
        double end = end(histogram);
        if (histogram.getTotalCount() == 0 || place > end) {
            return Double.NaN;
        }
        return place == end
                ? histogram.getMaxValue()
                : histogram.getValueAtPercentile(100 * (1 - Math.pow(10, -place)));
    }

    /** An axis up to {@code end} nines. */
    static Axis axis(double end) {
        List<Tick> ticks = new ArrayList<>();
        ticks.add(new Tick(0, "0 %"));
        ticks.add(new Tick(of(0.5), "50 %"));
        for (int nines = 1; nines <= end + 1e-9; nines++) {
            ticks.add(new Tick(nines, percent(nines)));
        }
        return Axis.exactly(0, Math.max(1, end), ticks);
    }

    private static String percent(int nines) {
        BigDecimal share = BigDecimal.ONE.subtract(BigDecimal.ONE.movePointLeft(nines));
        return share.movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }
}
