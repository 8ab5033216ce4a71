package io.framebus.bench.paired;

import java.util.List;

/**
 * How long until a burst has arrived? Beside {@link ReaderOnAnotherCore}: who publishes is held up by a reader that is close behind, and a
 * reader that is slow to follow holds nobody up.
 */
final class BurstUntilRead implements Experiment {
    private static final int CAPACITY_FRAMES = 1024;
    private static final int CAPACITY_BYTES = 1 << 20;
    private static final int PAYLOAD_BYTES = 1200;
    private static final String IN_PLACE = ", in place";
    private static final String BUS = "bus";
    private static final String BATCHES = "bus in batches";
    private static final String BROADCAST = "broadcast";

    @Override
    public String name() {
        return "burst";
    }

    @Override
    public String question() {
        return "From the first of " + ReaderLane.BURST + " frames of " + PAYLOAD_BYTES
                + " B that are published at once until a subscriber that spins on another core has read the last, by copy, or in place both ends of"
                + " each. One by one, or as a batch. An operation is one frame. The null contrast is of two streams whose subscribers read by copy.";
    }

    @Override
    public List<String> lanes() {
        return List.of(BUS, "bus, again", BATCHES, BROADCAST, BUS + IN_PLACE, BATCHES + IN_PLACE, BROADCAST + IN_PLACE);
    }

    @Override
    public Lane open(String lane) {
        boolean inPlace = lane.endsWith(IN_PLACE);
        return ReaderLane.untilRead(
                lane,
                lane.startsWith(BROADCAST)
                        ? new BroadcastChannel(CAPACITY_BYTES, PAYLOAD_BYTES, inPlace)
                        : new BusChannel(
                                CAPACITY_FRAMES,
                                CAPACITY_BYTES,
                                PAYLOAD_BYTES,
                                "none",
                                lane.startsWith(BATCHES),
                                inPlace));
    }

    @Override
    public List<Contrast> contrasts() {
        return List.of(
                new Contrast("bus / broadcast", BUS, BROADCAST),
                new Contrast("bus in batches / broadcast", BATCHES, BROADCAST),
                new Contrast("bus / broadcast, in place", BUS + IN_PLACE, BROADCAST + IN_PLACE),
                new Contrast("bus in batches / broadcast, in place", BATCHES + IN_PLACE, BROADCAST + IN_PLACE),
                new Contrast("bus in batches / one by one", BATCHES, BUS),
                new Contrast("bus in batches / one by one, in place", BATCHES + IN_PLACE, BUS + IN_PLACE),
                new Contrast("null: bus / bus", "bus, again", BUS));
    }

    @Override
    public int operations() {
        return 64 * ReaderLane.BURST;
    }

    /** As of {@link ReaderOnAnotherCore}. */
    @Override
    public int rounds() {
        return 11;
    }
}
