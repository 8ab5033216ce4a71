package io.framebus.bench.paired;

import io.framebus.bench.jmh.BenchStream;
import java.util.List;

/** What does it cost to catch up, for the subscribers of a thread that are all behind: by polls, and by an egress agent? */
final class DeliverBehind implements Experiment {
    private static final String IN_PLACE = "in place";
    private static final String BY_COPY = "by copy";
    private static final String AGENT_IN_PLACE = "agent in place";
    private static final String AGENT_BY_COPY = "agent by copy";
    private static final int PAYLOAD_BYTES = 1200;
    private static final int FRAMES_BEHIND = 512;

    private final int subscribers;

    DeliverBehind(int subscribers) {
        this.subscribers = subscribers;
    }

    @Override
    public String name() {
        return "behind-" + subscribers;
    }

    @Override
    public String question() {
        return "Frames of " + PAYLOAD_BYTES + " B to " + subscribers
                + " subscribers of one stream on one thread, all of which are " + FRAMES_BEHIND
                + " frames behind: by polls of " + Served.FRAMES_A_TURN
                + " frames of each in turn, and by an egress agent with a budget of as many, until nothing is left. An operation is one"
                + " delivery; publishing is not timed. The null contrast is of two agents.";
    }

    @Override
    public List<String> lanes() {
        return List.of(IN_PLACE, BY_COPY, AGENT_IN_PLACE, AGENT_BY_COPY, "agent by copy, again");
    }

    @Override
    public Lane open(String lane) {
        boolean byAgent = lane.startsWith("agent");
        return new DeliverLane(lane, new Backlog(subscribers, lane.endsWith(IN_PLACE), byAgent));
    }

    @Override
    public List<Contrast> contrasts() {
        return List.of(
                new Contrast("agent in place / in place", AGENT_IN_PLACE, IN_PLACE),
                new Contrast("agent by copy / by copy", AGENT_BY_COPY, BY_COPY),
                new Contrast("null: agent / agent", "agent by copy, again", AGENT_BY_COPY));
    }

    @Override
    public int operations() {
        return FRAMES_BEHIND * subscribers;
    }

    /** As many turns as it takes. */
    private static final class Backlog implements DeliverLane.Delivery {
        private final BenchStream stream =
                new BenchStream(BenchStream.ring(2 * FRAMES_BEHIND, 1 << 21), PAYLOAD_BYTES, "none");
        private final int perTurn;
        private final Served served;
        private long published;

        Backlog(int subscribers, boolean inPlace, boolean byAgent) {
            perTurn = FRAMES_BEHIND * subscribers;
            served = new Served(subscribers, inPlace, byAgent);
            for (int i = 0; i < subscribers; i++) {
                served.add(stream.stream.subscribe());
            }
            System.gc(); // what has run for a while is old
        }

        @Override
        public int perTurn() {
            return perTurn;
        }

        @Override
        public void prepare() {
            for (int i = 0; i < FRAMES_BEHIND; i++) {
                stream.publish();
            }
            published += FRAMES_BEHIND;
        }

        @Override
        public int deliver() {
            int delivered = 0;
            while (delivered < perTurn) {
                delivered += served.turn();
            }
            return delivered;
        }

        @Override
        public void close() {
            served.requireDelivered(published, PAYLOAD_BYTES);
            stream.close();
        }
    }
}
