package io.framebus.disruptor;

import io.framebus.FrameKind;
import io.framebus.Qos;
import io.framebus.Retention;
import org.agrona.concurrent.NanoClock;

/**
 * What can be measured of a stream by looking at its ring: nothing is counted while publishing that the slots tell already. Any
 * thread; a frame overwritten during the look is left out.
 */
final class RingGauges {
    private static final long WINDOW_NS = 1_000_000_000L;

    private final FrameRing ring;
    private final FrameWriter writer;
    private final NanoClock clock;

    RingGauges(FrameRing ring, FrameWriter writer, NanoClock clock) {
        this.ring = ring;
        this.writer = writer;
        this.clock = clock;
    }

    /** Over the last second; over what is retained and scaled to a second where that is less. */
    Qos qos() {
        long nowNs = clock.nanoTime();
        long cursor = ring.cursor();
        long videoBytes = 0;
        long audioBytes = 0;
        long videoFrames = 0;
        long oldestAgeNs = 0;
        long sequence = cursor;
        for (; sequence >= 0; sequence--) {
            FrameSlot slot = ring.slot(sequence);
            if (!slot.holds(sequence)) {
                break;
            }
            long packed = slot.packed;
            int length = slot.length;
            long ageNs = nowNs - slot.publishTimeNs;
            if (!slot.isStill(sequence)) {
                break;
            }
            if (ageNs >= WINDOW_NS) {
                oldestAgeNs = WINDOW_NS;
                break;
            }
            oldestAgeNs = ageNs;
            FrameKind kind = PackedHeader.kind(packed);
            if (kind == FrameKind.KEY || kind == FrameKind.DELTA) {
                videoBytes += length;
                videoFrames += (packed & (PackedHeader.CONFIG | PackedHeader.CONTINUATION)) == 0 ? 1 : 0;
            } else if (kind == FrameKind.AUDIO) {
                audioBytes += length;
            }
        }
        // A ring that holds less than a second and has overwritten frames tells of its span only.
        boolean cut = sequence >= 0 && oldestAgeNs > 0 && oldestAgeNs < WINDOW_NS;
        double perSecond = cut ? (double) WINDOW_NS / oldestAgeNs : 1;
        return new Qos(
                Math.round(videoBytes * 8 * perSecond),
                Math.round(audioBytes * 8 * perSecond),
                videoFrames * perSecond,
                cursor + 1,
                writer.bytesThrough());
    }

    Retention retention() {
        while (true) {
            long cursor = ring.cursor();
            long tail = ring.tail.get();
            if (tail > cursor) {
                return new Retention(0, ring.capacityFrames, 0, ring.capacityBytes, 0);
            }
            FrameSlot oldest = ring.slot(tail);
            FrameSlot newest = ring.slot(cursor);
            if (oldest.holds(tail) && newest.holds(cursor)) {
                long bytes = newest.bytesThrough - oldest.bytesBefore();
                long spanNs = newest.publishTimeNs - oldest.publishTimeNs;
                if (oldest.isStill(tail) && newest.isStill(cursor)) {
                    return new Retention(cursor - tail + 1, ring.capacityFrames, bytes, ring.capacityBytes, spanNs);
                }
            }
            Thread.onSpinWait();
        }
    }
}
