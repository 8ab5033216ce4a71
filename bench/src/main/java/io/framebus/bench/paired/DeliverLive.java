package io.framebus.bench.paired;

import java.util.List;

/** What does it cost to hand over a single frame at a time, as nearly always at the live edge: by polls, and by an egress agent? */
final class DeliverLive implements Experiment {
    /** In a slice, of all lanes. */
    private static final int DELIVERIES = 16_384;

    private final int streams;
    private final int subscribersEach;

    DeliverLive(int streams, int subscribersEach) {
        this.streams = streams;
        this.subscribersEach = subscribersEach;
    }

    @Override
    public String name() {
        return "live-" + streams + "x" + subscribersEach;
    }

    @Override
    public String question() {
        String whom = subscribersEach + (streams == 1 ? " of one stream" : " of each of " + streams + " streams");
        return "One frame of " + LiveDelivery.PAYLOAD_BYTES + " B at a time, to subscribers on one thread, " + whom
                + ", by a poll of each or by an egress agent that serves them, against Agrona's broadcast read in place by as many receivers, and bare copies. An operation is one"
                + " delivery; publishing is not timed. The null contrast is of two bare copies.";
    }

    @Override
    public List<String> lanes() {
        return List.of("in place", "by copy", "agent in place", "agent by copy", "broadcast", "copy", "copy again");
    }

    @Override
    public Lane open(String lane) {
        return new DeliverLane(
                lane,
                switch (lane) {
                    case "in place" -> new LiveFrames(streams, subscribersEach, true, false);
                    case "by copy" -> new LiveFrames(streams, subscribersEach, false, false);
                    case "agent in place" -> new LiveFrames(streams, subscribersEach, true, true);
                    case "agent by copy" -> new LiveFrames(streams, subscribersEach, false, true);
                    case "broadcast" -> new LiveBroadcast(streams, subscribersEach);
                    default -> new LiveCopies(streams, subscribersEach);
                });
    }

    @Override
    public List<Contrast> contrasts() {
        return List.of(
                new Contrast("in place / broadcast", "in place", "broadcast"),
                new Contrast("by copy / copy", "by copy", "copy"),
                new Contrast("agent in place / broadcast", "agent in place", "broadcast"),
                new Contrast("agent by copy / copy", "agent by copy", "copy"),
                new Contrast("null: copy / copy", "copy again", "copy"));
    }

    @Override
    public int operations() {
        return DELIVERIES;
    }
}
