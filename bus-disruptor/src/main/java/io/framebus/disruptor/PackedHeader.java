package io.framebus.disruptor;

import io.framebus.Codec;
import io.framebus.FrameFlags;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;

/**
 * The small fields of a frame's header in one {@code long}, so that a reader takes them in one load and filters with masks.
 *
 * <pre>
 *  bit 63      62..39           38      37..32       31..16   15..8   7..6    5..3       2..0
 *  sync point  media advance    0       track index  flags    codec   kind    temporal   spatial
 * </pre>
 *
 * The media advance is by how many microseconds the stream's media time goes on with the frame.
 */
final class PackedHeader {
    static final long SYNC_POINT = 1L << 63;

    /** The largest media advance there is room for, in microseconds. */
    static final int MAX_MEDIA_ADVANCE_US = (1 << 24) - 1;

    private static final int ADVANCE_SHIFT = 39;
    private static final int TRACK_SHIFT = 32;
    private static final int FLAGS_SHIFT = 16;
    private static final int CODEC_SHIFT = 8;
    private static final int KIND_SHIFT = 6;
    private static final int TEMPORAL_SHIFT = 3;
    private static final int LAYER_MASK = 7;
    private static final int TRACK_MASK = 63;
    private static final FrameKind[] KINDS = FrameKind.values();

    static final long CONFIG = (long) FrameFlags.CONFIG << FLAGS_SHIFT;
    static final long DISCARDABLE = (long) FrameFlags.DISCARDABLE << FLAGS_SHIFT;
    static final long CONTINUATION = (long) FrameFlags.CONTINUATION << FLAGS_SHIFT;
    static final long DISCONTINUITY = (long) FrameFlags.DISCONTINUITY << FLAGS_SHIFT;

    /** In frames of video none of these is set in a sync point: a key frame, at its beginning. */
    static final long NOT_VIDEO_SYNC_POINT = (3L << KIND_SHIFT) | CONFIG | CONTINUATION;

    /** Set in frames of kinds that are none of video. */
    static final long NOT_VIDEO = 2L << KIND_SHIFT;

    /** A bit that no header has. */
    static final long UNUSED = 1L << 38;

    private PackedHeader() {}

    /** The small fields of {@code header}, which it has packed the same way: all in the low half. */
    static long of(FrameHeader header) {
        return Integer.toUnsignedLong(header.packed());
    }

    /** The bits that tell a track. */
    static long ofTrack(int track) {
        return (long) track << TRACK_SHIFT;
    }

    /** Whether the frame is a key frame or a delta: of the kinds, the two that have none but the lowest bit. */
    static boolean isVideo(long packed) {
        return (packed & NOT_VIDEO) == 0;
    }

    /** {@code packed}, which has none yet, with a media advance of up to {@link #MAX_MEDIA_ADVANCE_US}. */
    static long withMediaAdvance(long packed, long mediaAdvanceUs) {
        return packed | (mediaAdvanceUs << ADVANCE_SHIFT);
    }

    static boolean isSyncPoint(long packed) {
        return packed < 0;
    }

    /** 1 for a sync point, else 0. */
    static long syncPoints(long packed) {
        return packed >>> 63;
    }

    static int mediaAdvanceUs(long packed) {
        return (int) (packed >>> ADVANCE_SHIFT) & MAX_MEDIA_ADVANCE_US;
    }

    static boolean isConfig(long packed) {
        return (packed & CONFIG) != 0;
    }

    /** Whether a decoder needs an earlier frame, or the start of this one, for it: a delta, or a key frame's continuation. */
    static boolean isDependent(long packed) {
        FrameKind kind = kind(packed);
        return !isSyncPoint(packed) && !isConfig(packed) && (kind == FrameKind.KEY || kind == FrameKind.DELTA);
    }

    /** The track's index in its stream. */
    static int track(long packed) {
        return (int) (packed >>> TRACK_SHIFT) & TRACK_MASK;
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
