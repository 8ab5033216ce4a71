package io.framebus.bench.paired;

import io.framebus.EgressAgent;
import java.time.Duration;
import java.util.List;

/** What does it cost publishers that their streams tell an egress agent when they have something new, instead of being asked? */
final class PublishTold implements Experiment {
    private static final String ASKED = "asked";
    private static final String TOLD = "told";

    /** Streams, about as many of each kind. */
    private static final int STREAMS = EgressAgent.MOST_STREAMS_ASKED;

    @Override
    public String name() {
        return "publish-told";
    }

    @Override
    public String question() {
        return "Publishing " + SweepFleet.PAYLOAD_BYTES + " B to each of " + STREAMS
                + " streams that an egress agent asks, and of "
                + (STREAMS + 1)
                + " that tell it, with nothing of them in the core's own caches, as it is where each has some frames a second."
                + " An operation is one publish. All were idle before. The agent sweeps in between, which is not timed. The null contrast is of"
                + " two fleets that are asked.";
    }

    @Override
    public List<String> lanes() {
        return List.of(ASKED, TOLD, "asked again");
    }

    @Override
    public Lane open(String lane) {
        return new Publishing(lane, lane.equals(TOLD) ? STREAMS + 1 : STREAMS);
    }

    @Override
    public List<Contrast> contrasts() {
        return List.of(
                new Contrast("told / asked", TOLD, ASKED), new Contrast("null: asked / asked", "asked again", ASKED));
    }

    @Override
    public int operations() {
        return 20 * STREAMS;
    }

    @Override
    public Duration placement() {
        return Duration.ofSeconds(1);
    }

    /** Makes its streams, publishes to all of them, sweeps. */
    private static final class Publishing implements Lane {
        private final String name;
        private final int streams;
        private final SweepFleet fleet;

        Publishing(String name, int streams) {
            this.name = name;
            this.streams = streams;
            this.fleet = new SweepFleet(streams, streams, 1);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long timeNs(int operations) {
            fleet.publishNs(); // for the caches, which the other lanes have had since
            long ns = 0;
            long published = 0;
            while (published < operations) {
                ns += fleet.publishNs();
                published += streams;
            }
            return Math.round((double) ns * operations / published); // one stream more or less
        }

        @Override
        public void close() {
            fleet.close();
        }
    }
}
