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
                writer.bytesThrough(ring));
    }

    Retention retention() {
        long cursor = ring.cursor();
        FrameSlot newest = cursor < 0 ? null : ring.slot(cursor);
        if (newest != null && newest.holds(cursor)) {
            long bytesThrough = newest.bytesThrough;
            long publishTimeNs = newest.publishTimeNs;
            // From the tail upwards: frames may be retired during the look.
            for (long sequence = ring.tail.get(); sequence <= cursor && newest.isStill(cursor); sequence++) {
                FrameSlot oldest = ring.slot(sequence);
                if (oldest.holds(sequence)) {
                    long bytes = bytesThrough - oldest.bytesBefore();
                    long spanNs = publishTimeNs - oldest.publishTimeNs;
                    if (oldest.isStill(sequence)) {
                        return retention(cursor - sequence + 1, bytes, spanNs);
                    }
                }
            }
        }
        return retention(0, 0, 0);
    }

    private Retention retention(long frames, long bytes, long spanNs) {
        return new Retention(frames, ring.capacityFrames, bytes, ring.capacityBytes, spanNs);
    }
}
