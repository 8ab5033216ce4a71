package io.framebus.disruptor;

import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import java.nio.ByteBuffer;

/** Frames of which every field and every byte follows from one number, the key, so that a reader can tell a mixture. */
final class Frames {
    /** Keys are presentation times, one apart; decoding times are this far apart. */
    static final int DTS_STEP_US = 20;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int TRACK = 7;

    private Frames() {}

    static void header(FrameHeader header, long key, int length) {
        header.trackId(TRACK + (int) (key & 1))
                .kind(FrameKind.AUDIO)
                .codec(Codec.OPUS)
                .flags((int) (key & 0xFF) << 8)
                .temporalLayer((int) (key & 3))
                .spatialLayer((int) (key >> 2 & 3))
                .ptsUs(key)
                .dtsUs(key * DTS_STEP_US)
                .durationUs(length);
    }

    /** The header as it is in the slot; each frame is a sync point, since there is no video, and tracks come in turns. */
    static long packed(FrameHeader header, long key) {
        int mediaAdvanceUs = key == 0 ? 0 : DTS_STEP_US;
        int track = (int) (key & 1);
        return PackedHeader.withMediaAdvance(
                PackedHeader.of(header) | PackedHeader.ofTrack(track) | PackedHeader.SYNC_POINT, mediaAdvanceUs);
    }

    /** Writes a payload; {@code length} is a multiple of eight. */
    static void fill(ByteBuffer target, int at, int length, long key) {
        for (int i = 0; i < length; i += Long.BYTES) {
            target.putLong(at + i, word(key, i));
        }
    }

    private static long word(long key, int i) {
        return (key + 1) * SPREAD + i;
    }

    /** Whether all of the header and all of the payload belong to one frame. */
    static boolean isWhole(DeliveredFrame frame) {
        long key = frame.ptsUs();
        int length = frame.length();
        ByteBuffer payload = frame.payload();
        return frame.dtsUs() == key * DTS_STEP_US
                && frame.durationUs() == length
                && frame.trackId() == TRACK + (int) (key & 1)
                && frame.kind() == FrameKind.AUDIO
                && frame.codec() == Codec.OPUS
                && frame.flags() == (int) (key & 0xFF) << 8
                && frame.temporalLayer() == (int) (key & 3)
                && frame.spatialLayer() == (int) (key >> 2 & 3)
                && payload.remaining() == length
                && isPayloadOf(payload, length, key);
    }

    private static boolean isPayloadOf(ByteBuffer payload, int length, long key) {
        int at = payload.position();
        for (int i = 0; i < length; i += Long.BYTES) {
            if (payload.getLong(at + i) != word(key, i)) {
                return false;
            }
        }
        return true;
    }
}
