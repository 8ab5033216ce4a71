package io.framebus.bench.soak;

import io.framebus.Codec;
import io.framebus.FrameFlags;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.bench.media.MediaTrack;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What the how-manieth frame of a publisher is: a configuration now and then, key frames, dependent frames of two temporal layers
 * of which the upper can be left out, and sound. Follows from the count alone, so that whoever reads knows what it lost.
 */
final class Pattern {
    static final int VIDEO = 0;
    static final int AUDIO = 1;
    static final int GROUP = 25;
    /** A configuration is the first frame of every so many groups, followed by a key frame. */
    static final int GROUPS_PER_CONFIGURATION = 8;

    static final int MAX_BYTES = 6_000;
    private static final long FRAME_US = 40_000;

    /** For a {@link io.framebus.bench.measure.DecodabilityTracker}: the video track needs its configuration first. */
    static final List<MediaTrack> TRACKS = List.of(
            new MediaTrack(VIDEO, Codec.H264, 90_000, ByteBuffer.wrap(new byte[] {1}), 320, 180, 0, 0),
            new MediaTrack(AUDIO, Codec.OPUS, 48_000, ByteBuffer.allocate(0), 0, 0, 48_000, 2));

    private Pattern() {}

    static boolean isConfiguration(long count) {
        return count % (GROUP * GROUPS_PER_CONFIGURATION) == 0;
    }

    static boolean isKey(long count) {
        return count % GROUP == 1;
    }

    static int track(long count) {
        return count % GROUP >= 2 && count % 3 == 0 ? AUDIO : VIDEO;
    }

    static FrameKind kind(long count) {
        if (track(count) == AUDIO) {
            return FrameKind.AUDIO;
        }
        return isKey(count) || isConfiguration(count) ? FrameKind.KEY : FrameKind.DELTA;
    }

    static int flags(long count) {
        if (isConfiguration(count)) {
            return FrameFlags.CONFIG;
        }
        return temporalLayer(count) == 1 ? FrameFlags.DISCARDABLE : 0;
    }

    static int temporalLayer(long count) {
        return kind(count) == FrameKind.DELTA && count % 4 == 2 ? 1 : 0;
    }

    /** 64 to {@value #MAX_BYTES}; key frames are large. Spread by a hash, so that frames begin all over the arena. */
    static int bytes(long identity) {
        long count = Identity.count(identity);
        if (isConfiguration(count)) {
            return 64;
        }
        int spread = (int) ((identity * 0x9E3779B97F4A7C15L) >>> 40);
        return isKey(count) ? 3_000 + spread % (MAX_BYTES - 3_000) : 64 + spread % 900;
    }

    static void describe(long identity, FrameHeader header) {
        long count = Identity.count(identity);
        boolean video = track(count) == VIDEO;
        header.reset()
                .trackId(track(count))
                .kind(kind(count))
                .codec(video ? Codec.H264 : Codec.OPUS)
                .flags(flags(count))
                .temporalLayer(temporalLayer(count))
                .ptsUs(identity)
                .dtsUs(count * FRAME_US)
                .durationUs(FRAME_US);
    }
}
