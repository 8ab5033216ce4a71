package io.framebus.bench.consumer;

import io.framebus.bench.text.Units;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/** Times drawn at random, in nanoseconds. Immutable; the draws of one source of randomness are always the same. */
public sealed interface Distribution {
    /** No draw is longer: 24 hours. */
    long MAX_NS = 86_400_000_000_000L;

    /** One draw, between 0 and {@link #MAX_NS}. */
    long drawNs(SplittableRandom random);

    /** The mean of many draws, where the limit of a single one is left out of account. */
    double meanNs();

    /** Whether every draw is the same. */
    default boolean isConstant() {
        return false;
    }

    private static long bounded(double ns) {
        return ns >= MAX_NS ? MAX_NS : Math.max(0, Math.round(ns));
    }

    /** Always the same. */
    record Constant(long ns) implements Distribution {
        /** No time at all. */
        public static final Constant ZERO = new Constant(0);

        @Override
        public long drawNs(SplittableRandom random) {
            return ns;
        }

        @Override
        public double meanNs() {
            return ns;
        }

        @Override
        public boolean isConstant() {
            return true;
        }

        @Override
        public String toString() {
            return compact((double) ns);
        }
    }

    /** As likely at any moment as at any other: the times between events that know nothing of each other. */
    record Exponential(double meanNs) implements Distribution {
        @Override
        public long drawNs(SplittableRandom random) {
            return bounded(-meanNs * Math.log(1 - random.nextDouble()));
        }

        @Override
        public String toString() {
            return "exp(" + compact(meanNs) + ')';
        }
    }

    /**
     * Mostly near the median, seldom much longer: as pauses of programs, and of networks, are.
     *
     * @param medianNs half of the draws are shorter
     * @param sigma spread: 0.5 is narrow; with 1.2, one draw in a hundred is longer than 16 medians
     */
    record LogNormal(double medianNs, double sigma) implements Distribution {
        @Override
        public long drawNs(SplittableRandom random) {
            return bounded(medianNs * Math.exp(sigma * random.nextGaussian()));
        }

        @Override
        public double meanNs() {
            return medianNs * Math.exp(sigma * sigma / 2);
        }

        @Override
        public String toString() {
            return "lognormal(" + compact(medianNs) + ',' + String.format(Locale.ROOT, "%s", sigma) + ')';
        }
    }

    /** Anything between two times, all equally likely. */
    record Uniform(long minNs, long maxNs) implements Distribution {
        @Override
        public long drawNs(SplittableRandom random) {
            return random.nextLong(minNs, maxNs + 1);
        }

        @Override
        public double meanNs() {
            return (minNs + maxNs) / 2.0;
        }

        @Override
        public String toString() {
            return "uniform(" + compact((double) minNs) + ',' + compact((double) maxNs) + ')';
        }
    }

    /** Values that were counted, each as likely as it was frequent. Shares its arrays, which must not change afterwards. */
    final class Counted implements Distribution {
        private final long[] valuesNs;
        private final long[] countsThrough;
        private final double meanNs;

        /**
         * @param valuesNs at least one
         * @param counts how often each was counted, at least once
         */
        public Counted(long[] valuesNs, long[] counts) {
            this.valuesNs = valuesNs;
            this.countsThrough = counts.clone();
            double sum = 0;
            long total = 0;
            for (int i = 0; i < counts.length; i++) {
                sum += (double) valuesNs[i] * counts[i];
                countsThrough[i] = total += counts[i];
            }
            this.meanNs = sum / total;
        }

        @Override
        public long drawNs(SplittableRandom random) {
            if (valuesNs.length == 1) {
                return valuesNs[0];
            }
            long nth = random.nextLong(countsThrough[countsThrough.length - 1]);
            int at = Arrays.binarySearch(countsThrough, nth + 1);
            return valuesNs[at >= 0 ? at : -at - 1];
        }

        @Override
        public double meanNs() {
            return meanNs;
        }

        @Override
        public boolean isConstant() {
            return valuesNs.length == 1;
        }

        @Override
        public String toString() {
            return "recorded, mean " + compact(meanNs);
        }
    }

    private static String compact(double ns) {
        return Units.time(ns).replace(" ", "");
    }
}
