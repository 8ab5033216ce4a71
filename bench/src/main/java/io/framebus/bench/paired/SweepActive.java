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
                + " B. An operation is one of these: the sweep that serves it, and the next one, which finds nothing more. Publishing is not timed, and 4 MiB elsewhere are gone through behind it, so that what was"
                + " published is in the caches of few and of many alike. The null contrast is of two fleets with 1000 active streams.";
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

    /** Sweeps of which each finds something new. */
    private static final class Sweeps implements Lane {
        private final String name;
        private final int active;
        private final SweepFleet fleet;

        Sweeps(String name, int active) {
            this.name = name;
            this.active = active;
            this.fleet = new SweepFleet(SweepFleet.THOUSANDS, active, 1);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long timeNs(int operations) {
            fleet.sweepActiveNs(); // for the caches, which the other lanes have had since
            long ns = 0;
            for (int done = 0; done < operations; done += active) {
                ns += fleet.sweepActiveNs();
            }
            return ns;
        }

        @Override
        public void close() {
            fleet.close();
        }
    }
}
