package io.framebus.disruptor;

import io.framebus.StreamConfig;
import org.agrona.concurrent.NanoClock;

/** How far back a replay may begin: limits in frames, payload bytes and age. */
final class ReplayBounds {
    private final FrameRing ring;
    private final long frames;
    private final long bytes;
    private final long ageNs;
    private final long nowNs;

    ReplayBounds(FrameRing ring, StreamConfig config, NanoClock clock) {
        this.ring = ring;
        this.frames = config.replayFrames();
        this.bytes = config.replayBytes();
        this.ageNs = Times.saturatedNs(config.replayTime());
        this.nowNs = clock.nanoTime();
    }

    /** Whether a replay from {@code first} to {@code cursor} is within the limits; no if either is overwritten meanwhile. */
    boolean allow(long first, long cursor) {
        if (cursor - first + 1 > frames) {
            return false;
        }
        FrameSlot oldest = ring.slot(first);
        FrameSlot newest = ring.slot(cursor);
        if (!oldest.holds(first) || !newest.holds(cursor)) {
            return false;
        }
        long bytesBefore = oldest.bytesBefore();
        long bytesThrough = newest.bytesThrough;
        long publishTimeNs = oldest.publishTimeNs;
        return oldest.isStill(first)
                && newest.isStill(cursor)
                && bytesThrough - bytesBefore <= bytes
                && nowNs - publishTimeNs <= ageNs;
    }
}
