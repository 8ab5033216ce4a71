package io.framebus.bench.paired;

import io.framebus.bench.jmh.DeliverBenchmark;
import io.framebus.bench.paired.Contrast.Limit;
import java.util.List;

/** What does delivering to a thread's subscribers cost, in place, and what does it add to a bare copy? */
final class DeliverAgainstCopy implements Experiment {
    /** The goals for 64 subscribers. */
    private static final Limit IN_PLACE = new Limit(0, 6);

    private static final Limit BY_COPY = new Limit(1, 5);
    private static final int LIMIT_SUBSCRIBERS = 64;
    private static final int PAYLOAD_BYTES = 1200;

    private final int subscribers;

    DeliverAgainstCopy(int subscribers) {
        this.subscribers = subscribers;
    }

    @Override
    public String name() {
        return "deliver-" + subscribers;
    }

    @Override
    public String question() {
        return "Delivering frames of 1200 B, published beforehand, to " + subscribers
                + " subscribers on one thread against a bare copy of the same bytes out of memory of the same size. An operation"
                + " is one delivery. The null contrast is of two bare copies.";
    }

    @Override
    public List<String> lanes() {
        return List.of("in place", "by copy", "copy", "copy again");
    }

    @Override
    public Lane open(String lane) {
        return new DeliverLane(
                lane,
                switch (lane) {
                    case "in place" -> BacklogDelivery.ofFrames(PAYLOAD_BYTES, subscribers, true);
                    case "by copy" -> BacklogDelivery.ofFrames(PAYLOAD_BYTES, subscribers, false);
                    default -> BacklogDelivery.ofCopies(PAYLOAD_BYTES, subscribers);
                });
    }

    @Override
    public List<Contrast> contrasts() {
        boolean goal = subscribers == LIMIT_SUBSCRIBERS;
        return List.of(
                new Contrast("in place / copy", "in place", "copy", goal ? IN_PLACE : null),
                new Contrast("by copy / copy", "by copy", "copy", goal ? BY_COPY : null),
                new Contrast("null: copy / copy", "copy again", "copy"));
    }

    @Override
    public int operations() {
        return 8 * DeliverBenchmark.DELIVERIES;
    }
}
