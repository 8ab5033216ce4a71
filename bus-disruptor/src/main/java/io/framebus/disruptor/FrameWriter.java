package io.framebus.disruptor;

import io.framebus.FrameFlags;
import io.framebus.FrameHeader;
import io.framebus.MediaFrame;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.agrona.concurrent.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * The publisher's side of the protocol: says what is to be said of a frame, writes it, and has it seen. One thread at a time; the
 * fields are plain and travel with the hand-over between publisher threads.
 *
 * <p>A frame is written in three steps: {@link #place} works out where it goes and retires what is in the way, then the caller
 * writes the payload, then {@link #publish} writes the header and lets it be seen, or {@link #add} writes the header and {@link #show} lets all
 * be seen that were added. A frame that was placed and is not completed has changed nothing but the tail.
 */
final class FrameWriter extends RingBounds {
    private static final VarHandle LAST_PUBLISH_NS;

    static {
        try {
            LAST_PUBLISH_NS = MethodHandles.lookup().findVarHandle(FrameWriter.class, "lastPublishNs", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final FrameRing ring;
    private final NanoClock clock;
    private final Tracks tracks;
    private final ByteBuffer memory;

    /** Of the stream's tracks the first: looked at before {@link #tracks}, which is one more object to come by. */
    private @Nullable Track first;

    @SuppressWarnings("unused") // accessed through LAST_PUBLISH_NS
    private long lastPublishNs;

    /**
     * Made anew with each frame at which a reader has to look closer, even if no configuration changes. Volatile for those who
     * ask for the cached configurations; readers of frames get theirs through the slot.
     */
    private volatile ConfigSet configs = ConfigSet.EMPTY;

    /** From this sequence on, every slot bears {@link #configs} already: so many frames have been written since they changed. */
    private long configsEverywhereFrom;

    FrameWriter(FrameRing ring, Tracks tracks, NanoClock clock) {
        super(ring);
        this.ring = ring;
        this.tracks = tracks;
        this.clock = clock;
        this.memory = ring.arena.writable();
        this.lastPublishNs = clock.nanoTime();
    }

    /** Goes on as after so many frames and bytes: for tests, before there is a frame or a reader. */
    void beginAt(long firstSequence, long firstPosition) {
        sequence = firstSequence;
        tail = firstSequence;
        end = firstPosition;
        noneBefore = firstPosition;
        configsEverywhereFrom = firstSequence;
        tailInSight.set(firstSequence);
        signal.publish(cursor, firstSequence - 1);
    }

    /**
     * Refuses a frame that cannot be published, before anything changes. Returns its track, or null if it is the track's first.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    @Nullable
    Track check(FrameHeader header, int length) {
        checkShape(header, length);
        Track track = find(header.trackId());
        if (track == null) {
            tracks.requireRoomFor(header.trackId());
        }
        return track;
    }

    private @Nullable Track find(int trackId) {
        Track first = this.first;
        return first != null && first.id == trackId ? first : tracks.find(trackId);
    }

    /** The part of {@link #check} that any thread can do. */
    void checkShape(FrameHeader header, int length) {
        if (!header.isComplete()) {
            throw new IllegalArgumentException(
                    "header must have a kind and a codec, has " + header.kind() + " and " + header.codec());
        }
        if (length < 0 || length > capacityBytes) {
            throw new IllegalArgumentException(
                    "payload must be between 0 and " + capacityBytes + " bytes, is " + length);
        }
    }

    /** All of the payload memory, for writing at the offset that {@link #place} gave. */
    ByteBuffer memory() {
        return memory;
    }

    /** Publishes the frame placed last: its payload of {@code length} bytes has been written. */
    void publish(FrameHeader header, int length) {
        publish(header, length, find(header.trackId()));
    }

    /** The same, {@code known} being what {@link #check} returned. */
    void publish(FrameHeader header, int length, @Nullable Track known) {
        complete(header, length, known, nowNs());
        signal.publish(cursor, sequence - 1);
    }

    /** What frames are stamped with. */
    long nowNs() {
        return clock.nanoTime();
    }

    /**
     * Adds the frame placed last, which bears this time, and whose payload of {@code length} bytes has been written. Not seen before
     * {@link #show}, which must be called before a frame is placed that would retire it: readers go on where frames are, between tail and cursor.
     */
    void add(FrameHeader header, int length, @Nullable Track known, long nowNs) {
        complete(header, length, known, nowNs);
        keepWaiting();
    }

    private void complete(FrameHeader header, int length, @Nullable Track known, long nowNs) {
        Track track = known != null ? known : addTrack(header.trackId());
        long packed = PackedHeader.of(header) | track.packed;
        if (track.isTurningPoint(packed)) {
            packed = turn(header, packed, track, length, nowNs);
        }
        if (track.isSyncPoint(packed)) {
            packed |= PackedHeader.SYNC_POINT;
        }
        long dtsUs = header.dtsUs();
        packed = PackedHeader.withMediaAdvance(packed, advance(dtsUs));
        long sequence = this.sequence;
        write(sequence, header, dtsUs, packed, length, nowNs);
        if (PackedHeader.isSyncPoint(packed) && track.isVideo) {
            // What waits is shown first: a sync point told of is never more than one frame ahead of the cursor, as
            // whoever lands there would else count frames as passed over that are not published yet.
            showWaiting();
            track.syncPointAt(sequence);
        }
        this.sequence = sequence + 1;
        end = position + length;
        LAST_PUBLISH_NS.setOpaque(this, nowNs);
    }

    private Track addTrack(int trackId) {
        Track added = tracks.add(trackId);
        if (first == null) {
            first = added;
        }
        return added;
    }

    /**
     * Where there is more to a frame: what it changes is changed, its header returned with what is to be said of it. Where readers
     * have to look closer the configurations become new ones, even if none of them changes.
     */
    private long turn(FrameHeader header, long packed, Track track, int length, long nowNs) {
        if (PackedHeader.isVideo(packed) && !track.isVideo) {
            tracks.markVideo(track);
            changeConfigs(configs.renewed()); // a track of which readers may be without a sync point
        }
        long marked = track.takeDiscontinued() ? packed | PackedHeader.DISCONTINUITY : packed;
        if ((marked & PackedHeader.DISCONTINUITY) != 0) {
            changeConfigs(configs.renewed());
        }
        if (PackedHeader.isConfig(marked)) {
            putInForce(header, PackedHeader.flags(marked), track, length, nowNs);
        }
        return marked;
    }

    /** Fills the slot of {@code sequence} and stamps it. */
    private void write(long sequence, FrameHeader header, long dtsUs, long packed, int length, long nowNs) {
        FrameSlot slot = FrameRing.slot(bySequence, sequence);
        slot.position = position;
        slot.packed = packed;
        slot.ptsUs = header.ptsUs();
        slot.dtsUs = dtsUs;
        slot.durationUs = header.durationUs();
        slot.publishTimeNs = nowNs;
        slot.length = length;
        if (sequence - configsEverywhereFrom < 0) {
            putConfigs(slot);
        }
        goThrough(slot, packed, length);
        slot.complete(sequence);
    }

    /**
     * Stores the reference only where it is another: storing it costs a collector's barrier, and it seldom changes. Not even to be asked
     * where it cannot be another: of all that publishing does this alone has to wait for what the slot held before.
     */
    @SuppressWarnings("ReferenceEquality") // a set is changed by making another
    private void putConfigs(FrameSlot slot) {
        ConfigSet inForce = configs;
        if (slot.configs != inForce) {
            slot.configs = inForce;
        }
    }

    private void putInForce(FrameHeader header, int flags, Track track, int length, long nowNs) {
        MediaFrame frame = MediaFrame.builder()
                .trackId(header.trackId())
                .kind(Objects.requireNonNull(header.kind()))
                .codec(Objects.requireNonNull(header.codec()))
                .flags(flags)
                .temporalLayer(header.temporalLayer())
                .spatialLayer(header.spatialLayer())
                .ptsUs(header.ptsUs())
                .dtsUs(header.dtsUs())
                .durationUs(header.durationUs())
                .payload(memory.slice(ring.offset(position), length))
                .build();
        changeConfigs(configs.with(ConfigSet.Entry.of(track.index, frame, sequence, nowNs)));
    }

    /** From the frame on that is being written. */
    private void changeConfigs(ConfigSet changed) {
        configs = changed;
        configsEverywhereFrom = sequence + capacityFrames;
    }

    /**
     * From here on the first frame of every track bears {@link FrameFlags#DISCONTINUITY}: another publisher has taken over. What a thread that
     * died has left waiting is shown: true if there was anything.
     */
    boolean discontinue() {
        boolean waited = waiting() > 0;
        showWaiting();
        tracks.discontinue();
        return waited;
    }

    ConfigSet configs() {
        return configs;
    }

    /** When the newest frame was published, or when the stream began. Opaque: any thread. */
    long lastPublishNs() {
        return (long) LAST_PUBLISH_NS.getOpaque(this);
    }
}
