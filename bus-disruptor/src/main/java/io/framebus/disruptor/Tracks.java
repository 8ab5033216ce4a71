package io.framebus.disruptor;

import io.framebus.StreamHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The tracks of a stream, in order of appearance. The publisher adds; anyone reads. */
final class Tracks {
    private static final int HINTS = 64;

    /** Copied on write; the volatile store publishes the new track. */
    private volatile Track[] all = {};

    /** One bit for each track that has carried video. Grows only; volatile, written by the publisher before the frame. */
    private volatile long videoMask;

    /** Publisher only: tracks by the low bits of their id. */
    private final @Nullable Track[] hints = new Track[HINTS];

    /** The track with this id, or null if the publisher has not used it yet. Publisher only. */
    @Nullable
    Track find(int id) {
        Track hint = hints[id & (HINTS - 1)];
        return hint != null && hint.id == id ? hint : search(id);
    }

    private @Nullable Track search(int id) {
        for (Track track : all) {
            if (track.id == id) {
                hints[id & (HINTS - 1)] = track;
                return track;
            }
        }
        return null;
    }

    /**
     * @throws IllegalArgumentException if there is no room for one more
     */
    void requireRoomFor(int id) {
        if (all.length == StreamHandle.MAX_TRACKS) {
            throw new IllegalArgumentException(
                    "a stream can have " + StreamHandle.MAX_TRACKS + " tracks, trackId " + id + " is one more");
        }
    }

    /** Adds a track. Publisher only. */
    Track add(int id) {
        Track[] before = all;
        Track track = new Track(before.length, id);
        Track[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = track;
        all = after;
        hints[id & (HINTS - 1)] = track;
        return track;
    }

    /** The track carries video. Publisher only. */
    void markVideo(Track track) {
        track.markVideo();
        videoMask |= track.bit();
    }

    long videoMask() {
        return videoMask;
    }

    int count() {
        return all.length;
    }

    Track get(int index) {
        return all[index];
    }

    /** The next frame of each is the first after the publisher changed. */
    void discontinue() {
        for (Track track : all) {
            track.discontinue();
        }
    }
}
