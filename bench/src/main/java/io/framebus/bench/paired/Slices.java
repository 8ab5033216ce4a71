package io.framebus.bench.paired;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.random.RandomGenerator;

/**
 * What the lanes took while they lay in one place in memory, slice by slice, in nanoseconds per operation. In a round each lane
 * has one slice, so the slices of one round lie within a few milliseconds and saw the same machine.
 */
final class Slices {
    private final List<String> lanes;
    private final double[][] nsPerOperation;

    private Slices(List<String> lanes, int rounds) {
        this.lanes = lanes;
        nsPerOperation = new double[lanes.size()][rounds];
    }

    /**
     * Lets the lanes take turns, in an order shuffled anew each round.
     *
     * @param settling rounds before the first that is kept: pages are touched and caches filled
     */
    static Slices take(List<? extends Lane> lanes, int operations, int settling, int rounds, RandomGenerator random) {
        Slices slices = new Slices(lanes.stream().map(Lane::name).toList(), rounds);
        int[] order = new int[lanes.size()];
        Arrays.setAll(order, i -> i);
        for (int round = -settling; round < rounds; round++) {
            shuffle(order, random);
            for (int lane : order) {
                double ns = lanes.get(lane).timeNs(operations) / (double) operations;
                if (round >= 0) {
                    slices.nsPerOperation[lane][round] = ns;
                }
            }
        }
        return slices;
    }

    /** Fisher and Yates. */
    static void shuffle(int[] order, RandomGenerator random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    /** The median of one lane's slices. */
    double medianNs(String lane) {
        return Quantiles.median(of(lane));
    }

    /** The median, over the rounds, of what the two slices of a round say. */
    double median(String lane, String base, DoubleBinaryOperator ofRound) {
        double[] laneNs = of(lane);
        double[] baseNs = of(base);
        double[] values = new double[laneNs.length];
        Arrays.setAll(values, round -> ofRound.applyAsDouble(laneNs[round], baseNs[round]));
        return Quantiles.median(values);
    }

    private double[] of(String lane) {
        int index = lanes.indexOf(lane);
        if (index < 0) {
            throw new IllegalArgumentException("no lane " + lane + " among " + lanes);
        }
        return nsPerOperation[index];
    }
}
