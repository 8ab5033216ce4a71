package io.framebus.bench.tune;

import io.framebus.bench.consumer.ViewerFigures;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Within what bounds a share lies that was measured on some subscribers: a bootstrap over subscribers. Frames come and go together
 * in one subscriber's stalls, so an interval that took each frame for an observation of its own would be far too narrow.
 *
 * @param low 2.5 % of the resamples are below
 * @param high 2.5 % are above
 */
record Interval(double low, double high) {
    private static final int RESAMPLES = 1_000;
    /** Of more subscribers, groups of neighbours are drawn together: the work is bounded, and the result hardly changes. */
    private static final int MAX_CLUSTERS = 2_000;

    /** Of the part of a whole that is summed over subscribers. */
    static Interval ofShare(
            List<ViewerFigures> subscribers,
            ToDoubleFunction<ViewerFigures> part,
            ToDoubleFunction<ViewerFigures> whole,
            long seed) {
        int clusters = Math.min(MAX_CLUSTERS, subscribers.size());
        double[] parts = new double[clusters];
        double[] wholes = new double[clusters];
        for (int i = 0; i < subscribers.size(); i++) {
            parts[i % clusters] += part.applyAsDouble(subscribers.get(i));
            wholes[i % clusters] += whole.applyAsDouble(subscribers.get(i));
        }
        double[] shares = new double[RESAMPLES];
        SplittableRandom random = new SplittableRandom(seed);
        for (int r = 0; r < RESAMPLES; r++) {
            double sum = 0;
            double of = 0;
            for (int i = 0; i < clusters; i++) {
                int drawn = random.nextInt(clusters);
                sum += parts[drawn];
                of += wholes[drawn];
            }
            shares[r] = of == 0 ? 0 : sum / of;
        }
        Arrays.sort(shares);
        return new Interval(shares[RESAMPLES / 40], shares[RESAMPLES - 1 - RESAMPLES / 40]);
    }

    /** Of the share of frames that were lost. */
    static Interval ofLoss(List<ViewerFigures> subscribers, long seed) {
        return ofShare(subscribers, ViewerFigures::dropped, ViewerFigures::settled, seed);
    }
}
