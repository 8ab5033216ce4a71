package io.framebus.bench.paired;

import io.framebus.bench.jmh.Require;
import java.util.List;

/** What does it cost to publish one frame to each of many streams in turn, when little of a stream is in the core's caches? */
final class PublishLive implements Experiment {
    private static final String PUBLISH = "publish";
    private static final String BATCH_CLOCK = "publish, batch clock";
    private static final String BROADCAST = "broadcast";
    private static final String COPY = "copy";

    /** In a slice, of all lanes. */
    private static final int FRAMES = 16_384;

    private final int streams;

    PublishLive(int streams) {
        this.streams = streams;
    }

    @Override
    public String name() {
        return "publish-" + streams + "x1";
    }

    @Override
    public String question() {
        return "One frame of " + LiveDelivery.PAYLOAD_BYTES + " B to each of " + streams
                + " streams with one subscriber each, stamped by the system's clock or by one reading of it for all, against Agrona's broadcast with as"
                + " many transmitters, which stamps nothing, and bare copies. An operation is one publish; what was published is read in place, which is not timed. The null contrast"
                + " is of two bare copies.";
    }

    @Override
    public List<String> lanes() {
        return List.of(PUBLISH, BATCH_CLOCK, BROADCAST, COPY, "copy again");
    }

    @Override
    public Lane open(String lane) {
        return new Publishing(
                lane,
                switch (lane) {
                    case PUBLISH -> new LiveFrames(streams, 1, true, false);
                    case BATCH_CLOCK -> LiveFrames.withBatchClock(streams);
                    case BROADCAST -> new LiveBroadcast(streams, 1);
                    default -> new LiveCopies(streams, 1);
                });
    }

    @Override
    public List<Contrast> contrasts() {
        return List.of(
                new Contrast("publish / broadcast", PUBLISH, BROADCAST),
                new Contrast("publish, batch clock / broadcast", BATCH_CLOCK, BROADCAST),
                new Contrast("publish / copy", PUBLISH, COPY),
                new Contrast("null: copy / copy", "copy again", COPY));
    }

    @Override
    public int operations() {
        return FRAMES;
    }

    /** The other half of a {@link DeliverLane}: what makes a turn ready is timed, and the turn is not. */
    private record Publishing(String name, LiveDelivery delivery) implements Lane {
        @Override
        public long timeNs(int operations) {
            turnNs(); // for the caches, which the other lanes have had since
            long ns = 0;
            for (int done = 0; done < operations; done += delivery.perTurn()) {
                ns += turnNs();
            }
            return ns;
        }

        private long turnNs() {
            long startNs = System.nanoTime();
            delivery.prepare();
            long ns = System.nanoTime() - startNs;
            Require.equal(delivery.perTurn(), delivery.deliver(), "frames of " + name);
            return ns;
        }

        @Override
        public void close() {
            delivery.close();
        }
    }
}
