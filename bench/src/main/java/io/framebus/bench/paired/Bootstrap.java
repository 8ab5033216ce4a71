package io.framebus.bench.paired;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * The interval of a statistic of units that have nothing to do with each other: as many units are drawn again and again, with
 * replacement, and the statistic's 2.5th and 97.5th percentile over the draws are the ends. A unit is a placement, not a slice:
 * slices of one placement resemble each other, and drawn on their own would give intervals that are far too narrow.
 */
final class Bootstrap {
    /** Enough for the ends to be steady to a few per cent of the interval's width. */
    private static final int DRAWS = 999;

    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;

    private final RandomGenerator random;

    Bootstrap(RandomGenerator random) {
        this.random = random;
    }

    /** @param statistic of the units with these numbers, each as often as it was drawn */
    Estimate estimate(int units, ToDoubleFunction<int[]> statistic) {
        int[] drawn = new int[units];
        Arrays.setAll(drawn, i -> i);
        double value = statistic.applyAsDouble(drawn);
        double[] draws = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            for (int i = 0; i < units; i++) {
                drawn[i] = random.nextInt(units);
            }
            draws[draw] = statistic.applyAsDouble(drawn);
        }
        Arrays.sort(draws);
        return new Estimate(value, Quantiles.ofSorted(draws, LOW), Quantiles.ofSorted(draws, HIGH));
    }

    /** Of the mean of the middle half of one value per unit: a placement that another process disturbed has no say. */
    Estimate midmean(double[] values) {
        return estimate(values.length, units -> {
            double[] drawn = new double[units.length];
            Arrays.setAll(drawn, i -> values[units[i]]);
            return Quantiles.midmean(drawn);
        });
    }

    /** Of the mean of the middle half of one ratio per unit. Their logarithms are averaged: twice and half cancel out. */
    Estimate midmeanRatio(double[] ratios) {
        Estimate log = midmean(Arrays.stream(ratios).map(Math::log).toArray());
        return new Estimate(Math.exp(log.value()), Math.exp(log.low()), Math.exp(log.high()));
    }
}
