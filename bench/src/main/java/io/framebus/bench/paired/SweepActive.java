package io.framebus.bench.paired;

import java.time.Duration;
import java.util.List;

/** Does an egress agent's sweep cost as much for each active stream where there are ten times as many of them? */
final class SweepActive implements Experiment {
    private static final String FEW = "100";
    private static final String MANY = "1000";

    /** In a slice: three sweeps for a thousand active streams, thirty for a hundred. */
    private static final int OPERATIONS = 3000;

    @Override
    public String name() {
        return "sweep-active";
    }

    @Override
    public String question() {
        return "Sweeps of an egress agent over 10,000 streams with a subscription each, of which 100 or 1000 have a new frame, others each time, of "
                + SweepFleet.PAYLOAD_BYTES
                + " B. An operation is one of these: what a sweep takes beyond one that finds nothing new, before which as much"
                + " was published to streams that the agent does not serve. Publishing is not timed. The null contrast is of two"
                + " fleets with 1000 active streams.";
    }

    @Override
    public List<String> lanes() {
        return List.of(FEW, MANY, "1000 again");
    }

    @Override
    public Lane open(String lane) {
        return new Sweeps(lane, lane.equals(FEW) ? 100 : 1000);
    }

    @Override
    public List<Contrast> contrasts() {
        return List.of(
                new Contrast("1000 active / 100 active", MANY, FEW),
                new Contrast("null: 1000 / 1000", "1000 again", MANY));
    }

    @Override
    public int operations() {
        return OPERATIONS;
    }

    /** Fewer than usual: most of the time goes into making a fleet. */
    @Override
    public int rounds() {
        return 10;
    }

    @Override
    public Duration placement() {
        return Duration.ofSeconds(3);
    }

    /** Sweeps by turns: one that finds nothing new, one that does. */
    private static final class Sweeps implements Lane {
        private final String name;
        private final int active;
        private final SweepFleet fleet;

        Sweeps(String name, int active) {
            this.name = name;
            this.active = active;
            this.fleet = new SweepFleet(active, 1);
        }

        @Override
        public String name() {
            return name;
        }

        /** By the median of the differences: what one active stream takes is a hundredth of what befalls a sweep now and then. */
        @Override
        public long timeNs(int operations) {
            differenceNs(); // for the caches, which the other lanes have had since
            double[] ns = new double[operations / active];
            for (int i = 0; i < ns.length; i++) {
                ns[i] = differenceNs();
            }
            return Math.round(Quantiles.median(ns) * ns.length);
        }

        private long differenceNs() {
            long idleNs = fleet.sweepIdleNs();
            return fleet.sweepActiveNs() - idleNs;
        }

        @Override
        public void close() {
            fleet.close();
        }
    }
}
