package io.framebus.bench.sim;

import io.framebus.FrameFlags;
import io.framebus.FrameKind;
import io.framebus.bench.media.MediaClip;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What one stream publishes: a clip over and over, and when. Sequences are the engine's: first the configurations of the tracks,
 * published before the start, then the units. Times are nanoseconds since the start. Immutable, and shared by all threads.
 */
public final class Timeline {
    /** Of a sequence: there is none such. */
    static final long NONE = -1;

    private static final int MEAN_UNITS_PER_BUCKET = 1;

    private final MediaClip clip;
    private final int configurations;
    private final int[] configurationBytes;
    private final int units;
    private final int first;
    private final long passNs;
    private final long[] dueInPassNs;
    private final int[] bucket;
    private final long bucketNs;
    private final long endNs;
    private final long lastSequence;

    /** By video track: how many units ago its newest sync point was. */
    private final int[][] sinceSync;

    private final int[] videoTracks;

    /** By track: how many units ago its newest unit was. */
    private final int[][] sinceUnit;

    /**
     * @param firstUnit the unit of the clip to begin with
     * @param rateFactor how many times faster than real time
     * @param durationNs units that are due before this are published
     */
    public Timeline(MediaClip clip, int firstUnit, double rateFactor, long durationNs) {
        this.clip = clip;
        this.units = clip.unitCount();
        this.first = firstUnit;
        double nsPerUs = 1000.0 / rateFactor;
        this.passNs = Math.max(1, Math.round(clip.durationUs() * nsPerUs));
        this.dueInPassNs = new long[units];
        for (int i = 0; i < units; i++) {
            int unit = unitAt(i);
            long us = clip.dtsUs(unit) - clip.dtsUs(first) + (unit < first ? clip.durationUs() : 0);
            dueInPassNs[i] = Math.min(passNs - 1, (long) (us * nsPerUs));
        }
        this.bucketNs = Math.max(1, passNs / units * MEAN_UNITS_PER_BUCKET);
        this.bucket = buckets();
        this.configurationBytes = clip.tracks().stream()
                .map(track -> track.configuration().remaining())
                .filter(bytes -> bytes > 0)
                .mapToInt(Integer::intValue)
                .toArray();
        this.configurations = configurationBytes.length;
        this.endNs = durationNs;
        this.lastSequence = cursorAt(durationNs - 1);
        this.videoTracks = clip.tracks().stream()
                .filter(track -> track.isVideo())
                .mapToInt(track -> track.id())
                .toArray();
        this.sinceSync = new int[videoTracks.length][];
        for (int v = 0; v < videoTracks.length; v++) {
            sinceSync[v] = since(videoTracks[v], true);
        }
        this.sinceUnit = new int[clip.tracks().size()][];
        for (int track = 0; track < sinceUnit.length; track++) {
            sinceUnit[track] = since(track, false);
        }
    }

    private int unitAt(int i) {
        int unit = first + i;
        return unit < units ? unit : unit - units;
    }

    /** For each bucket of time, the first unit that is due in it or later. */
    private int[] buckets() {
        int[] firsts = new int[(int) (passNs / bucketNs) + 2];
        int unit = 0;
        for (int b = 0; b < firsts.length; b++) {
            while (unit < units && dueInPassNs[unit] < b * bucketNs) {
                unit++;
            }
            firsts[b] = unit;
        }
        return firsts;
    }

    /** For each unit, how many units ago the newest one of {@code track} was; over the end of a pass. */
    private int[] since(int track, boolean syncOnly) {
        int[] ago = new int[units];
        Arrays.fill(ago, Integer.MAX_VALUE);
        int newest = Integer.MIN_VALUE;
        for (int i = 0; i < 2 * units; i++) {
            int unit = unitAt(i % units);
            if (clip.trackId(unit) == track && (!syncOnly || isSyncPoint(unit))) {
                newest = i;
            }
            if (newest != Integer.MIN_VALUE) {
                ago[i % units] = i - newest;
            }
        }
        return ago;
    }

    private boolean isSyncPoint(int unit) {
        return clip.kind(unit) == FrameKind.KEY && !FrameFlags.has(clip.flags(unit), FrameFlags.CONTINUATION);
    }

    MediaClip clip() {
        return clip;
    }

    /** How many sequences before {@link #firstSequence()}: the configurations of the tracks. */
    public int configurations() {
        return configurations;
    }

    /** The sequence of the first unit. */
    public long firstSequence() {
        return configurations;
    }

    /** The sequence published last. */
    public long lastSequence() {
        return lastSequence;
    }

    /** When publishing ends. */
    public long endNs() {
        return endNs;
    }

    /** Units of a pass. */
    int units() {
        return units;
    }

    /** Duration of a pass. */
    long passNs() {
        return passNs;
    }

    int[] videoTracks() {
        return videoTracks;
    }

    /** The clip's unit that is published at {@code sequence}, which is not a configuration. */
    int unit(long sequence) {
        return unitAt((int) ((sequence - configurations) % units));
    }

    /** When {@code sequence} is due; configurations before anything. */
    public long dueNs(long sequence) {
        long ordinal = sequence - configurations;
        return ordinal < 0 ? -1 : ordinal / units * passNs + dueInPassNs[(int) (ordinal % units)];
    }

    /** Payload bytes of the frame at {@code sequence}. */
    int size(long sequence) {
        return sequence < configurations ? configurationBytes[(int) sequence] : clip.size(unit(sequence));
    }

    /** The newest sequence that is due at {@code atNs} or before. */
    long cursorAt(long atNs) {
        if (atNs < 0) {
            return firstSequence() - 1;
        }
        long pass = atNs / passNs;
        long inPassNs = atNs - pass * passNs;
        int unit = bucket[(int) (inPassNs / bucketNs)];
        while (unit < units && dueInPassNs[unit] <= inPassNs) {
            unit++;
        }
        return configurations + pass * units + unit - 1;
    }

    /** The newest sync point of the video track of index {@code v} at {@code cursor} or before it; {@link #NONE}. */
    long newestSyncPoint(int v, long cursor) {
        return newest(sinceSync[v], cursor);
    }

    /** The newest frame of {@code track} at {@code sequence} or before it, configurations left out; {@link #NONE}. */
    long newestOf(int track, long sequence) {
        return newest(sinceUnit[track], sequence);
    }

    private long newest(int[] ago, long sequence) {
        if (sequence < configurations) {
            return NONE;
        }
        long found = sequence - ago[(int) ((sequence - configurations) % units)];
        return found < configurations ? NONE : found;
    }

    /** Frames per second in the mean. */
    public double framesPerSecond() {
        return units * 1e9 / passNs;
    }

    /** Payload bytes per second in the mean. */
    public double bytesPerSecond() {
        return clip.payloadBytes() * 1e9 / passNs;
    }

    /** The configuration of each track that has one, in the order of their sequences. */
    ByteBuffer[] configurationsInOrder() {
        return clip.tracks().stream()
                .map(track -> track.configuration())
                .filter(ByteBuffer::hasRemaining)
                .toArray(ByteBuffer[]::new);
    }
}
