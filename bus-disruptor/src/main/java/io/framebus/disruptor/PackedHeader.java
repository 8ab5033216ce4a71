package io.framebus.disruptor;

import io.framebus.Codec;
import io.framebus.FrameFlags;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;

/**
 * The small fields of a frame's header in one {@code long}, so that a reader takes them in one load and filters with masks.
 *
 * <pre>
 *  bit 63      62..32     31..16   15..8   7..6    5..3       2..0
 *  sync point  track id   flags    codec   kind    temporal   spatial
 * </pre>
 */
final class PackedHeader {
    static final long SYNC_POINT = 1L << 63;

    private static final int TRACK_SHIFT = 32;
    private static final int FLAGS_SHIFT = 16;
    private static final int CODEC_SHIFT = 8;
    private static final int KIND_SHIFT = 6;
    private static final int TEMPORAL_SHIFT = 3;
    private static final int LAYER_MASK = 7;
    private static final FrameKind[] KINDS = FrameKind.values();

    static final long CONFIG = (long) FrameFlags.CONFIG << FLAGS_SHIFT;
    static final long DISCARDABLE = (long) FrameFlags.DISCARDABLE << FLAGS_SHIFT;
    static final long CONTINUATION = (long) FrameFlags.CONTINUATION << FLAGS_SHIFT;
    static final long DISCONTINUITY = (long) FrameFlags.DISCONTINUITY << FLAGS_SHIFT;

    private PackedHeader() {}

    @SuppressWarnings("EnumOrdinal") // never leaves this process: KINDS is its inverse
    static long pack(FrameHeader header, FrameKind kind, Codec codec, int flags, boolean syncPoint) {
        return (syncPoint ? SYNC_POINT : 0)
                | ((long) header.trackId() << TRACK_SHIFT)
                | ((long) flags << FLAGS_SHIFT)
                | ((long) codec.id() << CODEC_SHIFT)
                | ((long) kind.ordinal() << KIND_SHIFT)
                | ((long) header.temporalLayer() << TEMPORAL_SHIFT)
                | header.spatialLayer();
    }

    static boolean isSyncPoint(long packed) {
        return packed < 0;
    }

    static boolean isConfig(long packed) {
        return (packed & CONFIG) != 0;
    }

    /** Whether a decoder needs an earlier frame, or the start of this one, for it: a delta, or a key frame's continuation. */
    static boolean isDependent(long packed) {
        FrameKind kind = kind(packed);
        return !isSyncPoint(packed) && !isConfig(packed) && (kind == FrameKind.KEY || kind == FrameKind.DELTA);
    }

    static int trackId(long packed) {
        return (int) (packed >>> TRACK_SHIFT) & Integer.MAX_VALUE;
    }

    static int flags(long packed) {
        return (int) (packed >>> FLAGS_SHIFT) & 0xFFFF;
    }

    static Codec codec(long packed) {
        return Codec.fromId((int) (packed >>> CODEC_SHIFT) & 0xFF);
    }

    static FrameKind kind(long packed) {
        return KINDS[(int) (packed >>> KIND_SHIFT) & 3];
    }

    static int temporalLayer(long packed) {
        return (int) (packed >>> TEMPORAL_SHIFT) & LAYER_MASK;
    }

    static int spatialLayer(long packed) {
        return (int) packed & LAYER_MASK;
    }
}
