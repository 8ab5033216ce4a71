package io.framebus.bench.overload;

import io.framebus.FrameKind;
import io.framebus.bench.media.MediaClip;
import io.framebus.bench.rig.Sender;
import java.util.ArrayList;
import java.util.List;

/**
 * Sizes and key frames of a video track, over and over, from a key frame on. Times are left out, and so are frames of other
 * tracks: the peers know one track. Immutable.
 */
final class Rhythm {
    private final int[] bytes;
    private final boolean[] keys;

    private Rhythm(List<Integer> bytes, List<Boolean> keys) {
        this.bytes = bytes.stream()
                .mapToInt(size -> Math.max(size, Sender.MIN_PAYLOAD_BYTES))
                .toArray();
        this.keys = new boolean[keys.size()];
        for (int i = 0; i < this.keys.length; i++) {
            this.keys[i] = keys.get(i);
        }
    }

    /**
     * The rhythm of a clip's first video track. Frames before its first key frame come last.
     *
     * @throws IllegalArgumentException if it has no key frame
     */
    static Rhythm of(MediaClip clip) {
        List<Integer> bytes = new ArrayList<>();
        List<Boolean> keys = new ArrayList<>();
        for (int unit = 0; unit < clip.unitCount(); unit++) {
            if (clip.trackId(unit) == 0 && clip.tracks().get(0).isVideo()) {
                bytes.add(clip.size(unit));
                keys.add(clip.kind(unit) == FrameKind.KEY);
            }
        }
        return of(bytes, keys, clip.origin().name());
    }

    /** The rhythm of these frames, of a source of that name. */
    static Rhythm of(List<Integer> bytes, List<Boolean> keys, String name) {
        int first = keys.indexOf(true);
        if (first < 0) {
            throw new IllegalArgumentException(name + " has no video key frame, which a decoder could start at");
        }
        List<Integer> rotatedBytes = new ArrayList<>(bytes.subList(first, bytes.size()));
        List<Boolean> rotatedKeys = new ArrayList<>(keys.subList(first, keys.size()));
        rotatedBytes.addAll(bytes.subList(0, first));
        rotatedKeys.addAll(keys.subList(0, first));
        return new Rhythm(rotatedBytes, rotatedKeys);
    }

    int frames() {
        return bytes.length;
    }

    /** Payload bytes of a frame. */
    int bytes(long frame) {
        return bytes[(int) (frame % bytes.length)];
    }

    boolean isKey(long frame) {
        return keys[(int) (frame % keys.length)];
    }

    int largestBytes() {
        int largest = 0;
        for (int size : bytes) {
            largest = Math.max(largest, size);
        }
        return largest;
    }

    double meanBytes() {
        long sum = 0;
        for (int size : bytes) {
            sum += size;
        }
        return (double) sum / bytes.length;
    }

    /** The most frames from one key frame to the next. */
    int longestKeyInterval() {
        int longest = 0;
        int current = 0;
        // The first frame is a key frame, so the last interval ends with the rhythm.
        for (boolean key : keys) {
            current = key ? 1 : current + 1;
            longest = Math.max(longest, current);
        }
        return longest;
    }

    /** The most payload bytes of that many successive frames. */
    long mostBytes(int successive) {
        long most = 0;
        for (int first = 0; first < bytes.length; first++) {
            most = Math.max(most, bytesFrom(first, successive));
        }
        return most;
    }

    private long bytesFrom(int first, int successive) {
        long whole = successive / bytes.length * (long) (meanBytes() * bytes.length);
        long sum = whole;
        for (int i = 0; i < successive % bytes.length; i++) {
            sum += bytes[(first + i) % bytes.length];
        }
        return sum;
    }
}
