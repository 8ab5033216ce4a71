package io.framebus.bench.paired;

import io.framebus.bench.paired.Contrast.Limit;
import io.framebus.bench.paired.ReaderLane.Pace;
import java.util.List;

/** What does a reader on another core do to the publisher, here and with Agrona's broadcast? */
final class ReaderOnAnotherCore implements Experiment {
    /** Holds more frames than the arena does payloads, so that both sides keep as many bytes. */
    private static final int CAPACITY_FRAMES = 1024;

    private static final int CAPACITY_BYTES = 1 << 20;
    private static final int PAYLOAD_BYTES = 1200;
    private static final String BATCHES = "bus in batches, live";
    private static final Limit NO_SLOWER = new Limit(1, 0);

    @Override
    public String name() {
        return "reader";
    }

    @Override
    public String question() {
        return "Publishing 1200 B in bursts of 16 frames while a thread on another core reads by copy. Before each burst a reader"
                + " at the live edge has read everything and spins; a slow one takes " + ReaderLane.SLOW_NS
                + " ns over each frame and is not waited for. In batches each burst is one."
                + " An operation is one frame; both sides pay for two looks at the clock per burst. The null contrast is of two"
                + " streams with a reader at the live edge.";
    }

    @Override
    public List<String> lanes() {
        return List.of(
                "bus, live",
                "bus, live, again",
                "bus, slow",
                "bus, alone",
                "bus with clock, live",
                BATCHES,
                "broadcast, live",
                "broadcast, slow",
                "broadcast, alone");
    }

    @Override
    public Lane open(String lane) {
        Pace pace = lane.contains("slow") ? Pace.SLOW : lane.contains("live") ? Pace.LIVE : Pace.NONE;
        return new ReaderLane(
                lane,
                lane.startsWith("broadcast")
                        ? new BroadcastChannel(CAPACITY_BYTES, PAYLOAD_BYTES)
                        : new BusChannel(
                                CAPACITY_FRAMES,
                                CAPACITY_BYTES,
                                PAYLOAD_BYTES,
                                lane.startsWith("bus with clock") ? "system" : "none",
                                lane.equals(BATCHES),
                                false),
                pace);
    }

    @Override
    public List<Contrast> contrasts() {
        return List.of(
                new Contrast("bus / broadcast, live", "bus, live", "broadcast, live", NO_SLOWER),
                new Contrast("bus, slow / live", "bus, slow", "bus, live", NO_SLOWER),
                new Contrast("bus with clock / broadcast, live", "bus with clock, live", "broadcast, live"),
                new Contrast("bus in batches / broadcast, live", BATCHES, "broadcast, live"),
                new Contrast("bus / broadcast, slow", "bus, slow", "broadcast, slow"),
                new Contrast("bus, live / alone", "bus, live", "bus, alone"),
                new Contrast("broadcast, live / alone", "broadcast, live", "broadcast, alone"),
                new Contrast("null: bus / bus, live", "bus, live, again", "bus, live"));
    }

    @Override
    public int operations() {
        return 64 * ReaderLane.BURST;
    }

    /** Fewer than elsewhere: a slice hands over from thread to thread dozens of times. */
    @Override
    public int rounds() {
        return 11;
    }
}
