package io.framebus.bench.measure;

import io.framebus.bench.media.MediaTrack;
import java.util.Arrays;
import java.util.List;

/**
 * Measures how long a viewer looks at a picture that should have been replaced: from when the next picture was due, or the one
 * before was shown if that was later, to when another picture is shown. Counted from {@link #NOTICED_NS} on, the delay from which
 * on WebRTC's statistics speak of a freeze. Where there is no video, sounds count as pictures.
 *
 * <p>It is told in order what was published, and which of it was shown. Not thread-safe; does not allocate.
 */
public final class FreezeMeter {
    /** Shorter delays are not counted. */
    public static final long NOTICED_NS = 150_000_000;

    private static final long NONE = Long.MIN_VALUE;

    private final boolean[] watched;
    private final long[] awaitedNs;
    private final long[] shownNs;
    private final int watchedTracks;
    private long freezes;
    private long frozenNs;
    private long longestNs;

    public FreezeMeter(List<MediaTrack> tracks) {
        boolean video = tracks.stream().anyMatch(MediaTrack::isVideo);
        int count = tracks.size();
        watched = new boolean[count];
        awaitedNs = new long[count];
        shownNs = new long[count];
        int watching = 0;
        for (int t = 0; t < count; t++) {
            watched[t] = tracks.get(t).isVideo() == video;
            watching += watched[t] ? 1 : 0;
        }
        watchedTracks = watching;
        Arrays.fill(awaitedNs, NONE);
    }

    /** How many tracks are looked at. */
    public int watchedTracks() {
        return watchedTracks;
    }

    /** The next frame of {@code track} was due then. */
    public void due(int track, long dueNs) {
        if (awaitedNs[track] == NONE) {
            awaitedNs[track] = dueNs;
        }
    }

    /** The frame of {@code track} told last was shown then. */
    public void shown(int track, long atNs) {
        delayed(track, atNs);
        shownNs[track] = atNs;
        awaitedNs[track] = NONE;
    }

    /** Whether a frame was due that was not shown, nor any after it. */
    public boolean isAwaiting() {
        for (long ns : awaitedNs) {
            if (ns != NONE) {
                return true;
            }
        }
        return false;
    }

    /** All frames of {@code track} up to now were shown, none of them noticeably late, the last one then. */
    public void keptUp(int track, long lastShownNs) {
        shownNs[track] = lastShownNs;
        awaitedNs[track] = NONE;
    }

    /** The viewer looks away: what is frozen now counts as well. */
    public void end(long atNs) {
        for (int t = 0; t < watched.length; t++) {
            if (awaitedNs[t] != NONE) {
                shown(t, atNs);
            }
        }
    }

    private void delayed(int track, long atNs) {
        long ns = atNs - Math.max(awaitedNs[track], shownNs[track]);
        if (ns > NOTICED_NS && watched[track]) {
            freezes++;
            frozenNs += ns;
            longestNs = Math.max(longestNs, ns);
        }
    }

    /** Freezes so far. */
    public long freezes() {
        return freezes;
    }

    /** How long they took. */
    public long frozenNs() {
        return frozenNs;
    }

    /** The longest of them. */
    public long longestNs() {
        return longestNs;
    }
}
