package io.framebus.disruptor;

import io.framebus.Frame;
import io.framebus.SubscribeOptions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which frames a subscription reads, judged by the header alone. Polling thread only, but for {@link #trackMask}. */
final class FrameFilter {
    private final Tracks tracks;
    private final int @Nullable [] wantedIds;
    private final int maxTemporalLayer;
    private final int maxSpatialLayer;
    private final long unwantedFlags;
    private final boolean layered;

    /** For the first {@code knownTracks} tracks: one bit for each that is wanted. */
    private long knownMask;

    private int knownTracks;

    private FrameFilter(Tracks tracks, SubscribeOptions options) {
        this.tracks = tracks;
        this.wantedIds = options.tracks().orElse(null);
        this.maxTemporalLayer = options.maxTemporalLayer();
        this.maxSpatialLayer = options.maxSpatialLayer();
        this.unwantedFlags = options.dropDiscardable() ? PackedHeader.DISCARDABLE : 0;
        this.layered = maxTemporalLayer < Frame.MAX_LAYER || maxSpatialLayer < Frame.MAX_LAYER;
    }

    /** The filter that the options ask for, or null if they want everything. */
    static @Nullable FrameFilter of(Tracks tracks, SubscribeOptions options) {
        FrameFilter filter = new FrameFilter(tracks, options);
        boolean all = filter.wantedIds == null && !filter.layered && filter.unwantedFlags == 0;
        return all ? null : filter;
    }

    boolean accepts(long packed) {
        if (wantedIds != null && !wants(PackedHeader.track(packed))) {
            return false;
        }
        if (PackedHeader.isConfig(packed)) {
            return true;
        }
        if ((packed & unwantedFlags) != 0) {
            return false;
        }
        return !layered
                || (PackedHeader.temporalLayer(packed) <= maxTemporalLayer
                        && PackedHeader.spatialLayer(packed) <= maxSpatialLayer);
    }

    /** Whether the track with this index is wanted. */
    boolean wants(int track) {
        if (wantedIds == null) {
            return true;
        }
        if (track >= knownTracks) {
            learn();
        }
        return ((knownMask >>> track) & 1) != 0;
    }

    private void learn() {
        knownTracks = tracks.count();
        knownMask = trackMask(knownTracks);
    }

    /** One bit for each wanted one of the stream's first {@code count} tracks. Any thread. */
    long trackMask(int count) {
        if (wantedIds == null) {
            return -1L;
        }
        long mask = 0;
        for (int i = 0; i < count; i++) {
            Track track = tracks.get(i);
            if (Arrays.binarySearch(wantedIds, track.id) >= 0) {
                mask |= track.bit();
            }
        }
        return mask;
    }
}
