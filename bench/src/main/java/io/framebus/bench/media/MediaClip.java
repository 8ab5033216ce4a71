package io.framebus.bench.media;

import io.framebus.FrameFlags;
import io.framebus.FrameKind;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source in memory: the form a load generator plays from. Units by index, in decode order; payload in one block outside
 * the heap, where the source has one. Immutable once loaded, so any number of threads may read it; reading does not allocate.
 */
public final class MediaClip {
    /** A bound on the payload that suits a machine with a few gigabytes: 256 MiB. */
    public static final long DEFAULT_MAX_BYTES = 256L << 20;

    private static final Duration NO_LIMIT = Duration.ofDays(36_500);

    private final MediaOrigin origin;
    private final List<MediaTrack> tracks;
    private final UnitIndex units;
    private final @Nullable ByteBuffer payload;
    private final long durationUs;
    private final long payloadBytes;
    private final int largestUnitBytes;
    private final double packetsPerUnit;

    private MediaClip(MediaSource source, UnitIndex units, @Nullable ByteBuffer payload) {
        this(source.origin(), source.tracks(), units, payload, 1);
    }

    private MediaClip(
            MediaOrigin origin,
            List<MediaTrack> tracks,
            UnitIndex units,
            @Nullable ByteBuffer payload,
            double packetsPerUnit) {
        this.origin = origin;
        this.tracks = tracks;
        this.packetsPerUnit = packetsPerUnit;
        this.units = units;
        this.payload = payload;
        this.durationUs = units.spanUs();
        long bytes = 0;
        int largest = 0;
        for (int i = 0; i < units.count(); i++) {
            bytes += units.size(i);
            largest = Math.max(largest, units.size(i));
        }
        this.payloadBytes = bytes;
        this.largestUnitBytes = largest;
    }

    /** All of {@code source}: see {@link #load(MediaSource, long, Duration)}. */
    public static MediaClip load(MediaSource source, long maxBytes) {
        return load(source, maxBytes, NO_LIMIT);
    }

    /**
     * Loads the units of {@code source} that are decoded less than {@code longest} after the first. The source is rewound, and
     * read twice; it stays open.
     *
     * @param maxBytes bound on the payload kept in memory; does not count for sources without payload
     * @throws MediaException if the payload is larger than that, if no unit is left, if all are due at the same time, so that
     *     the clip has no duration to loop over, or if the source cannot be read
     */
    public static MediaClip load(MediaSource source, long maxBytes, Duration longest) {
        String name = source.origin().name();
        UnitIndex units = index(source, longest);
        if (units.count() == 0) {
            throw new MediaException(name, "has no access units");
        }
        if (units.spanUs() <= 0) {
            throw new MediaException(name, "cannot be paced: its " + units.count() + " access units have no duration");
        }
        if (!source.hasPayload()) {
            return new MediaClip(source, units, null);
        }
        int last = units.count() - 1;
        long bytes = units.offset(last) + units.size(last);
        if (bytes > Math.min(maxBytes, Integer.MAX_VALUE)) {
            throw new MediaException(
                    name,
                    "its payload of " + bytes + " bytes is over the limit of " + Math.min(maxBytes, Integer.MAX_VALUE)
                            + " bytes for a clip in memory; play less of it (--clip-seconds) or extract a trace");
        }
        return new MediaClip(source, units, copyPayload(source, units.count(), (int) bytes));
    }

    /** The units with their places in the payload block as offsets. */
    private static UnitIndex index(MediaSource source, Duration longest) {
        UnitIndex units = new UnitIndex();
        long longestUs = longest.compareTo(NO_LIMIT) < 0 ? longest.toNanos() / 1000 : Long.MAX_VALUE;
        long bytes = 0;
        try {
            source.rewind();
            for (MediaUnit unit = source.next(); unit != null; unit = source.next()) {
                if (units.count() > 0 && unit.dtsUs() - units.dtsUs(0) >= longestUs) {
                    break;
                }
                if (units.count() > 0 && unit.dtsUs() < units.dtsUs(units.count() - 1)) {
                    throw new MalformedMedia("unit " + units.count() + " is decoded before the one it follows");
                }
                units.add(
                        unit.trackId(), unit.ptsUs(), unit.dtsUs(), unit.durationUs(), bytes, unit.size(), unit.kind());
                units.describe(units.count() - 1, unit.flags(), unit.temporalLayer());
                bytes += unit.size();
            }
        } catch (MalformedMedia e) {
            throw new MediaException(source.origin().name(), String.valueOf(e.getMessage()), e);
        }
        return units;
    }

    private static ByteBuffer copyPayload(MediaSource source, int count, int bytes) {
        ByteBuffer block;
        try {
            block = ByteBuffer.allocateDirect(bytes);
        } catch (OutOfMemoryError e) {
            throw new MediaException(
                    source.origin().name(),
                    "its payload of " + bytes + " bytes does not fit the JVM's direct memory (-XX:MaxDirectMemorySize);"
                            + " play less of it (--clip-seconds) or extract a trace",
                    e);
        }
        source.rewind();
        for (int i = 0; i < count; i++) {
            if (source.next() == null) {
                throw new MediaException(source.origin().name(), "gave fewer access units when read again");
            }
            source.copyPayload(block);
        }
        return block.flip();
    }

    /**
     * The same media as an ingest of RTP has it: each unit in as few packets as have {@code mostBytes} at most, of sizes that differ by a
     * byte at most. A packet has the times of its unit; those behind the first are {@linkplain FrameFlags#CONTINUATION continuations}.
     * Configurations stay whole. The payload is shared. Where the clip returned speaks of units, they are packets.
     *
     * @throws IllegalArgumentException if {@code mostBytes} is less than 1
     * @throws MediaException if there are more packets than can be indexed
     */
    public MediaClip inPackets(int mostBytes) {
        if (mostBytes < 1) {
            throw new IllegalArgumentException("mostBytes must be at least 1, is " + mostBytes);
        }
        UnitIndex packets = new UnitIndex();
        try {
            for (int i = 0; i < units.count(); i++) {
                units.addPacketsTo(packets, i, mostBytes);
            }
        } catch (MalformedMedia e) {
            throw new MediaException(
                    origin.name(),
                    "makes more than " + MediaLimits.MAX_UNITS + " packets of at most " + mostBytes
                            + " bytes; play less of it (--clip-seconds)",
                    e);
        }
        return new MediaClip(origin, tracks, packets, payload, packetsPerUnit * packets.count() / units.count());
    }

    /** Where this comes from. */
    public MediaOrigin origin() {
        return origin;
    }

    /** The tracks, by their ids. */
    public List<MediaTrack> tracks() {
        return tracks;
    }

    /** Of how many packets the media's units are, in the mean: 1, but for what {@link #inPackets} returned. */
    public double packetsPerUnit() {
        return packetsPerUnit;
    }

    /** Number of units, or of packets. At least one. */
    public int unitCount() {
        return units.count();
    }

    /** Whether {@link #copyPayload} can be called. Without, only sizes are known, and payload is to be made up. */
    public boolean hasPayload() {
        return payload != null;
    }

    /** Sum of the units' sizes, whether or not there is a payload. */
    public long payloadBytes() {
        return payloadBytes;
    }

    /** Size of the largest unit. */
    public int largestUnitBytes() {
        return largestUnitBytes;
    }

    /** Decoding time of the first unit, in microseconds: where the media time of a pass starts. */
    public long startUs() {
        return units.dtsUs(0);
    }

    /** Length of a pass in microseconds, more than 0: what to add to the times of the next pass. */
    public long durationUs() {
        return durationUs;
    }

    /** Track of unit {@code i}. */
    public int trackId(int i) {
        return units.trackId(i);
    }

    /** Presentation time of unit {@code i}, in microseconds. */
    public long ptsUs(int i) {
        return units.ptsUs(i);
    }

    /** Decoding time of unit {@code i}, in microseconds. Never less than that of unit {@code i - 1}. */
    public long dtsUs(int i) {
        return units.dtsUs(i);
    }

    /** Duration of unit {@code i}, in microseconds; -1 if it is not known. */
    public long unitDurationUs(int i) {
        return units.durationUs(i);
    }

    /** Payload bytes of unit {@code i}. */
    public int size(int i) {
        return units.size(i);
    }

    /** Kind of unit {@code i}. */
    public FrameKind kind(int i) {
        return units.kind(i);
    }

    /** {@link io.framebus.FrameFlags} of unit {@code i}. */
    public int flags(int i) {
        return units.flags(i);
    }

    /** Temporal layer of unit {@code i}. */
    public int temporalLayer(int i) {
        return units.temporalLayer(i);
    }

    /**
     * Copies the payload of unit {@code i} to {@code target}, from its position on, which moves behind what was copied.
     *
     * @return the number of bytes copied, {@link #size}
     * @throws java.nio.BufferOverflowException if the payload does not fit, before anything is copied
     * @throws IllegalStateException if this clip has no payload
     */
    public int copyPayload(int i, ByteBuffer target) {
        if (payload == null) {
            throw new IllegalStateException(origin.name() + " has no payload");
        }
        int size = units.size(i);
        if (size > target.remaining()) {
            throw new BufferOverflowException();
        }
        target.put(target.position(), payload, (int) units.offset(i), size);
        target.position(target.position() + size);
        return size;
    }
}
