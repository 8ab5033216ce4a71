package io.framebus.bench.media;

import static io.framebus.bench.media.MediaLimits.MAX_TIME_US;
import static io.framebus.bench.media.MediaLimits.MAX_UNITS;
import static io.framebus.bench.media.MediaLimits.MAX_UNIT_BYTES;

import io.framebus.FrameFlags;
import io.framebus.FrameKind;
import java.util.Arrays;
import java.util.List;

/** A growing table of access units, column by column: no object per unit. */
final class UnitIndex {
    /** As a duration: to be derived from the next unit. */
    static final int UNKNOWN = -1;

    private final UnitBudget budget;
    private int count;
    private long[] ptsUs;
    private long[] dtsUs;
    private int[] durationUs;
    private long[] offset;
    private int[] size;
    private byte[] track;
    private FrameKind[] kind;
    private byte[] flags;
    private byte[] temporalLayer;

    UnitIndex() {
        this(new UnitBudget());
    }

    /** An index that shares a limit on units with others. */
    UnitIndex(UnitBudget budget) {
        this(budget, 64);
    }

    private UnitIndex(UnitBudget budget, int capacity) {
        this.budget = budget;
        ptsUs = new long[capacity];
        dtsUs = new long[capacity];
        durationUs = new int[capacity];
        offset = new long[capacity];
        size = new int[capacity];
        track = new byte[capacity];
        kind = new FrameKind[capacity];
        flags = new byte[capacity];
        temporalLayer = new byte[capacity];
    }

    /** Appends a unit without flags on layer 0. */
    void add(int trackId, long pts, long dts, long duration, long at, int bytes, FrameKind frameKind) {
        check(trackId, pts, dts, bytes);
        budget.take();
        if (count == dtsUs.length) {
            grow(Math.min(MAX_UNITS, count * 2));
        }
        ptsUs[count] = pts;
        dtsUs[count] = dts;
        durationUs[count] = (int) Math.min(duration, Integer.MAX_VALUE);
        offset[count] = at;
        size[count] = bytes;
        track[count] = (byte) trackId;
        kind[count] = frameKind;
        count++;
    }

    /** Sets what {@link #add} left out, for unit {@code i}. */
    void describe(int i, int frameFlags, int layer) {
        flags[i] = (byte) frameFlags;
        temporalLayer[i] = (byte) layer;
    }

    private void check(int trackId, long pts, long dts, int bytes) {
        if (bytes < 0 || bytes > MAX_UNIT_BYTES) {
            throw new MalformedMedia("unit " + count + " of track " + trackId + " claims "
                    + Integer.toUnsignedString(bytes) + " bytes, more than the limit of " + MAX_UNIT_BYTES);
        }
        if (Math.abs(pts) > MAX_TIME_US || Math.abs(dts) > MAX_TIME_US) {
            throw new MalformedMedia(
                    "unit " + count + " of track " + trackId + " has a time out of range: pts " + pts + ", dts " + dts);
        }
    }

    private void grow(int capacity) {
        ptsUs = Arrays.copyOf(ptsUs, capacity);
        dtsUs = Arrays.copyOf(dtsUs, capacity);
        durationUs = Arrays.copyOf(durationUs, capacity);
        offset = Arrays.copyOf(offset, capacity);
        size = Arrays.copyOf(size, capacity);
        track = Arrays.copyOf(track, capacity);
        kind = Arrays.copyOf(kind, capacity);
        flags = Arrays.copyOf(flags, capacity);
        temporalLayer = Arrays.copyOf(temporalLayer, capacity);
    }

    /**
     * One index of the units of several, ordered by decoding time, and by position in {@code tracks} where that is equal.
     * The order within each is kept. Track ids become positions in {@code tracks}.
     */
    static UnitIndex merge(List<UnitIndex> tracks) {
        int total = tracks.stream().mapToInt(UnitIndex::count).sum();
        UnitIndex merged = new UnitIndex(new UnitBudget(), total);
        int[] next = new int[tracks.size()];
        while (merged.count < total) {
            int first = UNKNOWN;
            long earliest = Long.MAX_VALUE;
            for (int t = 0; t < next.length; t++) {
                UnitIndex candidate = tracks.get(t);
                if (next[t] < candidate.count && candidate.dtsUs[next[t]] < earliest) {
                    first = t;
                    earliest = candidate.dtsUs[next[t]];
                }
            }
            merged.addFrom(tracks.get(first), next[first]++, first);
        }
        return merged;
    }

    private void addFrom(UnitIndex other, int i, int trackId) {
        add(
                trackId,
                other.ptsUs[i],
                other.dtsUs[i],
                other.durationUs[i],
                other.offset[i],
                other.size[i],
                other.kind(i));
        describe(count - 1, other.flags[i], other.temporalLayer[i]);
    }

    /** Appends unit {@code i} to {@code packets} as {@link MediaClip#inPackets} says. */
    void addPacketsTo(UnitIndex packets, int i, int mostBytes) {
        boolean whole = size[i] <= mostBytes || FrameFlags.has(flags(i), FrameFlags.CONFIG);
        int parts = whole ? 1 : (size[i] - 1) / mostBytes + 1;
        for (int part = 0; part < parts; part++) {
            long from = (long) size[i] * part / parts;
            long to = (long) size[i] * (part + 1) / parts;
            packets.add(track[i], ptsUs[i], dtsUs[i], durationUs[i], offset[i] + from, (int) (to - from), kind(i));
            int saidOnce = FrameFlags.FIRST | FrameFlags.DISCONTINUITY;
            packets.describe(
                    packets.count() - 1,
                    part == 0 ? flags(i) : (flags(i) & ~saidOnce) | FrameFlags.CONTINUATION,
                    temporalLayer[i]);
        }
    }

    /** Derives durations that are unknown: the time to the track's next unit; for its last, the duration before. */
    void deriveDurations() {
        int[] newest = new int[MediaLimits.MAX_TRACKS];
        int[] previousDuration = new int[MediaLimits.MAX_TRACKS];
        Arrays.fill(newest, UNKNOWN);
        Arrays.fill(previousDuration, UNKNOWN);
        for (int i = 0; i < count; i++) {
            int before = newest[track[i]];
            if (before >= 0) {
                if (durationUs[before] == UNKNOWN) {
                    durationUs[before] = (int) Math.min(Integer.MAX_VALUE, Math.max(0, dtsUs[i] - dtsUs[before]));
                }
                previousDuration[track[i]] = durationUs[before];
            }
            newest[track[i]] = i;
        }
        for (int t = 0; t < newest.length; t++) {
            if (newest[t] >= 0 && durationUs[newest[t]] == UNKNOWN) {
                durationUs[newest[t]] = previousDuration[t];
            }
        }
    }

    /**
     * Turns times that were added as ticks into microseconds. To {@code ptsShift} and {@code dtsShift} see
     * {@link Mp4Track}. The last unit lasts {@code lastDuration} ticks; the others until the next.
     */
    void ticksToUs(long ticksPerSecond, long ptsShift, long dtsShift, long lastDuration) {
        for (int i = 0; i < count; i++) {
            long dts = dtsUs[i] + dtsShift;
            if (i == count - 1) {
                long us = Ticks.toUs(dts + lastDuration, ticksPerSecond) - Ticks.toUs(dts, ticksPerSecond);
                durationUs[i] = (int) Math.min(us, Integer.MAX_VALUE);
            }
            ptsUs[i] = Ticks.toUs(ptsUs[i] + ptsShift, ticksPerSecond);
            dtsUs[i] = Ticks.toUs(dts, ticksPerSecond);
        }
    }

    /** Says when the last unit of a track ends; a track without units is left alone. */
    void endTrack(int trackId, long endUs) {
        int i = count - 1;
        while (i >= 0 && track[i] != trackId) {
            i--;
        }
        if (i >= 0) {
            if (endUs < dtsUs[i]) {
                throw new MalformedMedia(
                        "track " + trackId + " ends at " + endUs + " us, before its last unit at " + dtsUs[i] + " us");
            }
            durationUs[i] = (int) Math.min(Integer.MAX_VALUE, endUs - dtsUs[i]);
        }
    }

    /** Sets all times to those of a constant rate. */
    void spaceEvenly(double unitsPerSecond) {
        for (int i = 0; i < count; i++) {
            long us = Math.round(i * 1e6 / unitsPerSecond);
            ptsUs[i] = us;
            dtsUs[i] = us;
        }
    }

    int count() {
        return count;
    }

    MediaUnit unit(int i) {
        return new MediaUnit(track[i], ptsUs[i], dtsUs[i], durationUs[i], size[i], kind(i), flags(i), temporalLayer[i]);
    }

    int trackId(int i) {
        return track[i];
    }

    long ptsUs(int i) {
        return ptsUs[i];
    }

    long dtsUs(int i) {
        return dtsUs[i];
    }

    long durationUs(int i) {
        return durationUs[i];
    }

    long offset(int i) {
        return offset[i];
    }

    int size(int i) {
        return size[i];
    }

    FrameKind kind(int i) {
        return kind[i];
    }

    int flags(int i) {
        return flags[i] & 0xFF;
    }

    int temporalLayer(int i) {
        return temporalLayer[i];
    }

    /** From the first decoding time to the end of the unit that ends last, in microseconds. Units must be in order. */
    long spanUs() {
        long endUs = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            endUs = Math.max(endUs, dtsUs[i] + Math.max(0, durationUs[i]));
        }
        return count == 0 ? 0 : endUs - dtsUs[0];
    }
}
