package io.framebus.bench.measure;

import io.framebus.FrameFlags;
import io.framebus.FrameKind;
import io.framebus.bench.media.MediaTrack;
import java.util.List;

/**
 * Follows the references of each track, as a decoder does, and knows nothing of the bus: it is told in order what was published
 * and whether it arrived.
 *
 * <p>The rules. A key frame needs nothing. A dependent frame needs its track to be whole: no frame that others need was lost,
 * and none was undecodable, since the last key frame. A lost discardable frame breaks nothing but itself. Every packet of a
 * frame needs the ones before it ({@link FrameFlags#CONTINUATION}). A frame of a track with a configuration needs that to have
 * been handed over. Frames of tracks without video need nothing else.
 *
 * <p>Temporal layers are not looked at: a frame that others <em>may</em> need counts as needed by all that follow.
 */
public final class DecodabilityTracker {
    private final boolean[] needsConfiguration;
    /** Something that dependent frames need is missing. From the start: there was no key frame yet. */
    private final boolean[] broken;
    /** A packet of the frame under way is missing. */
    private final boolean[] frameBroken;

    public DecodabilityTracker(List<MediaTrack> tracks) {
        int count = tracks.size();
        needsConfiguration = new boolean[count];
        broken = new boolean[count];
        frameBroken = new boolean[count];
        for (int t = 0; t < count; t++) {
            needsConfiguration[t] = tracks.get(t).configuration().hasRemaining();
            broken[t] = tracks.get(t).isVideo();
            frameBroken[t] = true;
        }
    }

    /** The configuration of {@code track} was handed over. */
    public void configured(int track) {
        needsConfiguration[track] = false;
    }

    /** The next frame of {@code track} did not arrive. */
    public void lost(int track, FrameKind kind, int flags) {
        frameBroken[track] = true;
        if (isVideo(kind) && !FrameFlags.has(flags, FrameFlags.DISCARDABLE)) {
            broken[track] = true;
        }
    }

    /**
     * The next frame of {@code track} arrived.
     *
     * @return whether a decoder can use it
     */
    public boolean delivered(int track, FrameKind kind, int flags) {
        if (!FrameFlags.has(flags, FrameFlags.CONTINUATION)) {
            start(track, kind, flags);
        }
        boolean decodable = !frameBroken[track] && !needsConfiguration[track];
        if (!decodable && isVideo(kind) && !FrameFlags.has(flags, FrameFlags.DISCARDABLE)) {
            broken[track] = true;
        }
        return decodable;
    }

    /** Whether every track has all that its next frame needs, were it not lost itself. */
    public boolean isWhole() {
        for (int t = 0; t < broken.length; t++) {
            if (broken[t] || needsConfiguration[t]) {
                return false;
            }
        }
        return true;
    }

    private void start(int track, FrameKind kind, int flags) {
        if (kind == FrameKind.KEY) {
            broken[track] = false;
        } else if (isVideo(kind) && FrameFlags.has(flags, FrameFlags.DISCONTINUITY)) {
            broken[track] = true;
        }
        frameBroken[track] = isVideo(kind) && broken[track];
    }

    private static boolean isVideo(FrameKind kind) {
        return kind == FrameKind.KEY || kind == FrameKind.DELTA;
    }
}
