package io.framebus.bench.paired;

import io.framebus.DeliveredFrame;
import io.framebus.EgressAgent;
import io.framebus.FrameHandler;
import io.framebus.Subscription;
import io.framebus.bench.jmh.BenchStream;
import io.framebus.bench.jmh.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
                + " frames behind: by polls of 64 frames of each in turn, and by an egress agent with a budget of as many, until nothing is left. An operation is one"
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

    /** As many turns as it takes. The handler looks at the length and asks for intactness. */
    private static final class Backlog implements DeliverLane.Delivery, FrameHandler {
        private static final int FRAMES_A_TURN = 64;

        private final BenchStream stream =
                new BenchStream(BenchStream.ring(2 * FRAMES_BEHIND, 1 << 21), PAYLOAD_BYTES, "none");
        private final Subscription[] subscriptions;
        private final boolean inPlace;
        private final @Nullable EgressAgent agent;
        private long published;
        private int frames;
        private long bytes;

        Backlog(int subscribers, boolean inPlace, boolean byAgent) {
            this.inPlace = inPlace;
            this.agent = byAgent
                    ? EgressAgent.builder()
                            .inPlace(inPlace)
                            .framesPerTurn(FRAMES_A_TURN)
                            .build()
                    : null;
            subscriptions = new Subscription[subscribers];
            for (int i = 0; i < subscribers; i++) {
                subscriptions[i] = stream.stream.subscribe();
                if (agent != null) {
                    agent.add(subscriptions[i], this);
                }
            }
            System.gc(); // what has run for a while is old
        }

        @Override
        public int perTurn() {
            return FRAMES_BEHIND * subscriptions.length;
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
            frames = 0;
            while (frames < perTurn()) {
                if (agent != null) {
                    agent.doWork();
                } else {
                    for (Subscription subscription : subscriptions) {
                        poll(subscription);
                    }
                }
            }
            return frames;
        }

        private void poll(Subscription subscription) {
            if (inPlace) {
                subscription.pollInPlace(this, FRAMES_A_TURN);
            } else {
                subscription.poll(this, FRAMES_A_TURN);
            }
        }

        @Override
        public void onFrame(DeliveredFrame frame) {
            frames++;
            int length = frame.length();
            if (frame.isIntact()) {
                bytes += length;
            }
        }

        @Override
        public void close() {
            for (Subscription subscription : subscriptions) {
                Require.equal(published, subscription.delivered(), "delivered");
            }
            Require.equal(published * subscriptions.length * PAYLOAD_BYTES, bytes, "bytes");
            stream.close();
        }
    }
}
