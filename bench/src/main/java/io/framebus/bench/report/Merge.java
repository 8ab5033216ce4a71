package io.framebus.bench.report;

/** How neighbouring values of a series become one where there are more than a chart can show. */
public enum Merge {
    /** Their mean, for rates and levels. */
    MEAN {
        @Override
        double of(double[] values, int from, int to) {
            double sum = 0;
            int count = 0;
            for (int i = from; i < to; i++) {
                if (!Double.isNaN(values[i])) {
                    sum += values[i];
                    count++;
                }
            }
            return count == 0 ? Double.NaN : sum / count;
        }
    },
    /** The largest, for what must not get lost: worst cases, and percentiles, of which no mean can be taken. */
    MAX {
        @Override
        double of(double[] values, int from, int to) {
            double max = Double.NaN;
            for (int i = from; i < to; i++) {
                max = Double.isNaN(max) ? values[i] : Math.max(max, Double.isNaN(values[i]) ? max : values[i]);
            }
            return max;
        }
    };

    /** One for the values from {@code from} to before {@code to}; those that are not a number do not count. */
    abstract double of(double[] values, int from, int to);

    /** One value for each {@code group} neighbours. */
    double[] thin(double[] values, int group) {
        double[] thinned = new double[(values.length + group - 1) / group];
        for (int i = 0; i < thinned.length; i++) {
            thinned[i] = of(values, i * group, Math.min(values.length, (i + 1) * group));
        }
        return thinned;
    }
}
