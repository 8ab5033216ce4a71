package io.framebus.bench.paired;

import java.time.Duration;
import java.util.List;

/** Does an egress agent's sweep cost more where the idle streams have more subscriptions? */
final class SweepIdle implements Experiment {
    private static final String ONE = "1";
    private static final String EIGHT = "8";

    /** Sweeps of a slice. */
    private static final int SWEEPS = 20_000;

    @Override
    public String name() {
        return "sweep-idle";
    }

    @Override
    public String question() {
        return "Sweeps of an egress agent over 10,000 streams that have nothing new, with 1 or 8 subscriptions each. An operation"
                + " is one sweep. The null contrast is of two fleets with 1 subscription each.";
    }

    @Override
    public List<String> lanes() {
        return List.of(ONE, EIGHT, "1 again");
    }

    @Override
    public Lane open(String lane) {
        return new Sweeps(lane, lane.equals(EIGHT) ? 8 : 1);
    }

    @Override
    public List<Contrast> contrasts() {
        return List.of(new Contrast("8 subscriptions / 1", EIGHT, ONE), new Contrast("null: 1 / 1", "1 again", ONE));
    }

    @Override
    public int operations() {
        return SWEEPS;
    }

    /** Fewer than usual: most of the time goes into making a fleet. */
    @Override
    public int rounds() {
        return 10;
    }

    @Override
    public Duration placement() {
        return Duration.ofSeconds(4);
    }

    /** Sweeps that find nothing new. */
    private static final class Sweeps implements Lane {
        private final String name;
        private final SweepFleet fleet;

        Sweeps(String name, int subscribersEach) {
            this.name = name;
            this.fleet = new SweepFleet(SweepFleet.THOUSANDS, 0, subscribersEach);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long timeNs(int operations) {
            fleet.sweepsNs(operations / 10); // for the caches, which the other lanes have had since
            return fleet.sweepsNs(operations);
        }

        @Override
        public void close() {
            fleet.close();
        }
    }
}
