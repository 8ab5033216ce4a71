package io.framebus.bench.paired;

import io.framebus.bench.paired.Contrast.Limit;
import io.framebus.bench.peer.Peers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How long is a frame on its way to another core? The calls through a peer's interfaces go to several classes here, for all lanes
 * alike: some nanoseconds of several hundred.
 */
final class Arrival implements Experiment {
    private static final Limit NO_SLOWER = new Limit(1, 0);
    private static final long SLICE_NS = 5_000_000;
    private static final int LEAST_FRAMES = 40;

    private static final Map<String, String> PEERS = new TreeMap<>(Map.of(
            "bus", "framebus",
            "bus, again", "framebus",
            "bus, in place", "framebus-in-place",
            "broadcast", "agrona",
            "broadcast, in place", "agrona-in-place",
            "gated Disruptor", "disruptor"));

    private final int framesPerSecond;

    Arrival(int framesPerSecond) {
        this.framesPerSecond = framesPerSecond;
    }

    @Override
    public String name() {
        return "arrival-" + framesPerSecond;
    }

    @Override
    public String question() {
        return "From the publish call until a subscriber that spins on another core has read both ends of "
                + ArrivalLane.PAYLOAD_BYTES
                + " B, " + framesPerSecond
                + " frames a second, by copy where nothing else is said. An operation is one frame;"
                + " a slice has the median of its frames. The null contrast is of two streams of the bus.";
    }

    @Override
    public List<String> lanes() {
        return List.copyOf(PEERS.keySet());
    }

    @Override
    public Lane open(String lane) {
        return new ArrivalLane(
                lane, Peers.named(Objects.requireNonNull(PEERS.get(lane), lane)), 1_000_000_000L / framesPerSecond);
    }

    @Override
    public List<Contrast> contrasts() {
        return List.of(
                new Contrast("bus / broadcast", "bus", "broadcast", NO_SLOWER),
                new Contrast("bus / broadcast, in place", "bus, in place", "broadcast, in place", NO_SLOWER),
                new Contrast("bus, in place / gated Disruptor", "bus, in place", "gated Disruptor"),
                new Contrast("bus, in place / by copy", "bus, in place", "bus"),
                new Contrast("null: bus / bus", "bus, again", "bus"));
    }

    @Override
    public int operations() {
        return (int) Math.max(LEAST_FRAMES, framesPerSecond * SLICE_NS / 1_000_000_000L);
    }

    /** Fewer than elsewhere: what counts is where the lanes lie in memory, and a slice has its median already. */
    @Override
    public int rounds() {
        return 11;
    }

    @Override
    public Duration placement() {
        int frames = operations() * lanes().size() * (rounds() + settling());
        return Duration.ofSeconds(frames).dividedBy(framesPerSecond);
    }
}
