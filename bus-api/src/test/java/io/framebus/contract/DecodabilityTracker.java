package io.framebus.contract;

import io.framebus.FrameFlags;
import io.framebus.FrameKind;
import java.util.HashSet;
import java.util.Set;

/**
 * A decoder that only keeps the books: per track, a frame that depends on a lost one cannot be decoded, nor can any other until
 * the next key frame. The loss of audio, data, configurations and of frames that no other needs breaks nothing.
 */
public final class DecodabilityTracker {
    private final Published published;
    private final Set<Integer> broken = new HashSet<>();
    private final Set<Integer> started = new HashSet<>();
    private final boolean startsAtSyncPoint;
    private long undecodable;

    /** @param startsAtSyncPoint whether a track that begins with a dependent frame counts as broken */
    public DecodabilityTracker(Published published, boolean startsAtSyncPoint) {
        this.published = published;
        this.startsAtSyncPoint = startsAtSyncPoint;
    }

    public void lost(long firstSequence, long lastSequence) {
        for (long sequence = firstSequence; sequence <= lastSequence; sequence++) {
            boolean needed = published.isVideo(sequence)
                    && !published.isConfig(sequence)
                    && !FrameFlags.has(published.flags(sequence), FrameFlags.DISCARDABLE);
            if (needed) {
                broken.add(published.trackId(sequence));
            }
        }
    }

    /** Whether a decoder could make something of the frame. */
    public boolean received(long sequence) {
        if (!published.isVideo(sequence) || published.isConfig(sequence)) {
            return true;
        }
        int track = published.trackId(sequence);
        int flags = published.flags(sequence);
        boolean first = started.add(track);
        if (published.kind(sequence) == FrameKind.KEY && !FrameFlags.has(flags, FrameFlags.CONTINUATION)) {
            broken.remove(track);
            return true;
        }
        if ((first && startsAtSyncPoint) || FrameFlags.has(flags, FrameFlags.DISCONTINUITY)) {
            broken.add(track);
        }
        if (broken.contains(track)) {
            undecodable++;
            return false;
        }
        return true;
    }

    public long undecodable() {
        return undecodable;
    }
}
