package io.framebus.bench.paired;

import io.framebus.bench.jmh.PublishBenchmark;
import io.framebus.bench.paired.Contrast.Limit;
import java.util.List;

/** What does publishing add to a bare copy of the same bytes? */
final class PublishAgainstCopy implements Experiment {
    /** The goal for 1200 B: at most this many times a bare copy, and so many nanoseconds on top. */
    private static final Limit LIMIT = new Limit(1.3, 8);

    private static final int LIMIT_BYTES = 1200;
    private static final int MOST_SLICE_BYTES = 16 << 20;

    private final int payloadBytes;

    PublishAgainstCopy(int payloadBytes) {
        this.payloadBytes = payloadBytes;
    }

    @Override
    public String name() {
        return "publish-" + payloadBytes;
    }

    @Override
    public String question() {
        return "Publishing " + payloadBytes
                + " B with no clock and no subscribers against a bare copy of the same bytes into"
                + " memory of the same size. An operation is one frame. The null contrast is of two bare copies.";
    }

    @Override
    public List<String> lanes() {
        return List.of("publish", "copy", "copy again");
    }

    @Override
    public Lane open(String lane) {
        int capacityBytes = PublishBenchmark.CAPACITY_BYTES;
        return lane.equals("publish")
                ? new PublishLane(lane, PublishBenchmark.CAPACITY_FRAMES, capacityBytes, payloadBytes, 0, "none")
                : new CopyInLane(lane, capacityBytes, payloadBytes);
    }

    @Override
    public List<Contrast> contrasts() {
        return List.of(
                new Contrast("publish / copy", "publish", "copy", payloadBytes == LIMIT_BYTES ? LIMIT : null),
                new Contrast("null: copy / copy", "copy again", "copy"));
    }

    @Override
    public int operations() {
        return Math.min(4096, MOST_SLICE_BYTES / Math.max(1, payloadBytes));
    }
}
