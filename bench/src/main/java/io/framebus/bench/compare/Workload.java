package io.framebus.bench.compare;

import io.framebus.FrameKind;
import io.framebus.bench.media.MediaClip;
import io.framebus.bench.media.MediaFiles;
import io.framebus.bench.media.MediaSource;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Sizes and key frames of the frames to be published, over and over. Immutable. */
final class Workload {
    /** Of frames that are all of one size: 30 a second with a key frame every second. */
    private static final int KEY_INTERVAL = 30;

    private final int[] sizes;
    private final boolean[] keys;
    private final int maxBytes;
    private final double meanBytes;

    private Workload(int[] sizes, boolean[] keys) {
        this.sizes = sizes;
        this.keys = keys;
        int max = 0;
        double sum = 0;
        for (int size : sizes) {
            max = Math.max(max, size);
            sum += size;
        }
        maxBytes = max;
        meanBytes = sum / sizes.length;
    }

    /** Frames of that size. */
    static Workload fixed(int payloadBytes) {
        int[] sizes = new int[KEY_INTERVAL];
        boolean[] keys = new boolean[KEY_INTERVAL];
        Arrays.fill(sizes, payloadBytes);
        keys[0] = true;
        return new Workload(sizes, keys);
    }

    /**
     * Frames of a bundled trace, a trace file or a media file, in their order. Frames without payload are left out.
     *
     * @throws io.framebus.bench.media.MediaException if there is no such thing, or it cannot be read
     */
    static Workload ofTrace(String nameOrFile) {
        try (MediaSource source = MediaFiles.open(nameOrFile)) {
            MediaClip clip = MediaClip.load(source, MediaClip.DEFAULT_MAX_BYTES);
            int[] units = IntStream.range(0, clip.unitCount())
                    .filter(i -> clip.size(i) > 0)
                    .toArray();
            int[] sizes = new int[units.length];
            boolean[] keys = new boolean[units.length];
            for (int i = 0; i < units.length; i++) {
                sizes[i] = clip.size(units[i]);
                keys[i] = clip.kind(units[i]) == FrameKind.KEY;
            }
            return new Workload(sizes, keys);
        }
    }

    static Workload of(RunSpec spec) {
        return spec.trace() == null ? fixed(spec.payloadBytes()) : ofTrace(spec.trace());
    }

    /** How many frames there are before they begin again. */
    int count() {
        return sizes.length;
    }

    /** Payload bytes of frame {@code i}. */
    int size(int i) {
        return sizes[i];
    }

    /** Whether frame {@code i} is a key frame. */
    boolean key(int i) {
        return keys[i];
    }

    int maxBytes() {
        return maxBytes;
    }

    double meanBytes() {
        return meanBytes;
    }
}
