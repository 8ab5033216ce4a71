package io.framebus.disruptor;

import com.lmax.disruptor.Sequence;
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
 * The publisher's side of the protocol: finds a place, retires what stands there, and makes the new frame visible. One thread at
 * a time; the fields are plain and travel with the hand-over between publisher threads.
 *
 * <p>A frame is written in three steps: {@link #place} works out where it goes and retires what is in the way, then the caller
 * writes the payload, then {@link #complete} writes the header, and {@link #show} lets it be seen, alone or with others. A frame that
 * was placed and is not completed has changed nothing but the tail.
 */
final class FrameWriter extends RunningTotals {
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
    private final FrameSlot[] bySequence;
    private final Sequence tailInSight;
    private final Sequence cursor;
    private final RingSignal signal;
    private final int capacityFrames;
    private final int capacityBytes;

    /** Of the stream's tracks the first: looked at before {@link #tracks}, which is one more object to come by. */
    private @Nullable Track first;

    private long sequence;

    /** Frames before this one can be seen; the others wait for {@link #show}. */
    private long shown;

    private long end;
    private long tail;

    /** Before this no retained payload begins: where that of the frame at the tail did when it was looked at last. */
    private long noneBefore;

    private long position;

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
        this.ring = ring;
        this.cursor = ring.cursorSequence();
        this.signal = ring.signal;
        this.tracks = tracks;
        this.clock = clock;
        this.memory = ring.arena.writable();
        this.bySequence = ring.bySequence;
        this.tailInSight = ring.tail;
        this.capacityFrames = ring.capacityFrames;
        this.capacityBytes = ring.capacityBytes;
        this.lastPublishNs = clock.nanoTime();
    }

    /** Goes on as after so many frames and bytes: for tests, before there is a frame or a reader. */
    void beginAt(long firstSequence, long firstPosition) {
        sequence = firstSequence;
        shown = firstSequence;
        tail = firstSequence;
        end = firstPosition;
        noneBefore = firstPosition;
        configsEverywhereFrom = firstSequence;
        ring.tail.set(firstSequence);
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

    /** Finds {@code length} contiguous bytes for the next frame and retires what is in the way. Returns their offset. */
    int place(int length) {
        long begin = end;
        int offset = (int) begin & (capacityBytes - 1);
        int room = capacityBytes - offset;
        if (length > room) {
            begin += room;
            offset = 0;
        }
        position = begin;
        if (tail - (sequence - capacityFrames) <= 0) {
            retireOldest();
        }
        long firstPositionKept = begin + length - capacityBytes;
        if (noneBefore - firstPositionKept < 0) {
            retireBefore(firstPositionKept);
        }
        return offset;
    }

    /** All of the payload memory, for writing at the offset that {@link #place} gave. */
    ByteBuffer memory() {
        return memory;
    }

    /** Retires the frame whose slot the next one takes. */
    private void retireOldest() {
        long oldest = tail;
        FrameRing.slot(bySequence, oldest).retire();
        moveTail(oldest + 1);
    }

    /**
     * Retires the frames with payload before {@code firstPositionKept}. By differences: positions count all bytes ever written, and
     * may pass the largest long one day. At most all of them at once, for one large frame; in the long run no more than are
     * published, since each is retired once. The oldest frame's slot is looked at only here, where what was seen there last does not
     * tell any more: seldom, as long as it is headers for which there is no more room.
     */
    private void retireBefore(long firstPositionKept) {
        FrameSlot[] slots = bySequence;
        long next = sequence;
        long oldest = tail;
        long t = oldest;
        long begins = end; // of a frame yet to come: the one that is placed now may be given up, and another take less
        while (t != next) {
            FrameSlot slot = FrameRing.slot(slots, t);
            if (slot.position - firstPositionKept >= 0) {
                begins = slot.position;
                break;
            }
            slot.retire();
            t++;
        }
        noneBefore = begins;
        if (t != oldest) {
            moveTail(t);
        }
    }

    /** The frames before {@code oldest} were retired. */
    private void moveTail(long oldest) {
        if (oldest == shown) {
            retireAllInSight();
        }
        tail = oldest;
        // Release fence: the retirements before every overwriting store that follows. Partner: the acquire fence in
        // FrameSlot.isStill. Without it a new byte could be seen under a stamp that still looks valid: a torn frame.
        VarHandle.releaseFence();
        tailInSight.set(oldest);
    }

    /**
     * Of what can be seen everything was retired. Either nothing else is there, or what waits is shown before the tail is: a tail one past the
     * cursor says that nothing is retained, and that the totals kept are those of the last frame.
     */
    private void retireAllInSight() {
        if (shown == sequence) {
            keepOfTheLast();
        } else {
            show();
        }
    }

    /** Publishes the frame placed last: its payload of {@code length} bytes has been written. */
    void publish(FrameHeader header, int length) {
        publish(header, length, find(header.trackId()));
    }

    /** The same, {@code known} being what {@link #check} returned. */
    void publish(FrameHeader header, int length, @Nullable Track known) {
        complete(header, length, known, nowNs());
        show();
    }

    /** What frames are stamped with. */
    long nowNs() {
        return clock.nanoTime();
    }

    /**
     * The frame placed last bears this time, and its payload of {@code length} bytes has been written. Not seen before {@link #show}, which must
     * be called before a frame is placed that would retire it: readers go on where frames are, between tail and cursor.
     */
    void complete(FrameHeader header, int length, @Nullable Track known, long nowNs) {
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
            showBefore(sequence);
            track.syncPointAt(sequence);
        }
        this.sequence = sequence + 1;
        end = position + length;
        LAST_PUBLISH_NS.setOpaque(this, nowNs);
    }

    /** All frames completed so far can be seen from now on. */
    void show() {
        showBytes();
        shown = sequence;
        signal.publish(cursor, sequence - 1);
    }

    /**
     * What waits before a sync point is shown before that is told of, so that this is never more than one frame ahead of the cursor: whoever
     * lands there would else count frames as passed over that are not published yet.
     */
    private void showBefore(long syncPoint) {
        if (shown != syncPoint) {
            show();
        }
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

    /** From here on the first frame of every track bears {@link FrameFlags#DISCONTINUITY}: another publisher has taken over. */
    void discontinue() {
        tracks.discontinue();
    }

    ConfigSet configs() {
        return configs;
    }

    /** When the newest frame was published, or when the stream began. Opaque: any thread. */
    long lastPublishNs() {
        return (long) LAST_PUBLISH_NS.getOpaque(this);
    }
}
