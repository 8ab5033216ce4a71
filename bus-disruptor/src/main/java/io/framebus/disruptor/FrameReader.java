package io.framebus.disruptor;

import io.framebus.FrameHandler;
import io.framebus.FrameKind;
import io.framebus.Resync;
import io.framebus.StartAt;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A subscription's side of the protocol: reads slot by slot, trusts nothing until the stamp has been looked at again, and passes
 * over what is lost, unwanted, or of no use to a decoder. Polling thread only, but for what says otherwise.
 */
final class FrameReader {
    /** Landings that may be overwritten again before the poll gives up for this time; each means a whole lap. */
    private static final int MAX_LANDINGS = 16;

    private static final long EVERY_TRACK = -1L;
    private static final VarHandle READ_BYTES;
    private static final VarHandle WITHOUT_SYNC;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            READ_BYTES = lookup.findVarHandle(FrameReader.class, "readBytes", long.class);
            WITHOUT_SYNC = lookup.findVarHandle(FrameReader.class, "withoutSync", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** What a reader needs of its subscription while it drains. */
    interface Owner {
        /** Whether nothing more may be handed over. */
        boolean isShut();

        /** Whether the stream's publisher will not publish any more. */
        boolean isStreamOver();

        /** The open gap is complete: tell it. The subscription may be shut afterwards. */
        void tellGap(GapReport gap, FrameHandler handler);
    }

    private final FrameRing ring;
    private final FrameWriter writer;
    private final Owner owner;
    private final Resync resync;
    private final @Nullable FrameFilter filter;
    private final Landing landing;
    private final ConfigHandover handover;
    private final @Nullable Latencies latencies;
    private final Books books;
    private final DeliveredView view = new DeliveredView();
    private final GapReport gap = new GapReport();
    private final ByteBuffer memory;
    private final long lastReplayed;

    /** One bit for each track whose next dependent frame has lost what it depends on. Read by any thread. */
    private long withoutSync;

    /** Running totals of the stream up to the frame read last; {@code readBytes} is read by any thread. */
    private long readBytes;

    private long readSyncPoints;
    private long readMediaTimeUs;

    /** Of the frames skipped, those before the first one handed over: not the subscriber's fault. */
    private long skippedBeforeFirst;

    private boolean handedAny;
    private long overruns;
    private long torn;
    private boolean blockedAny;

    FrameReader(
            Stream stream,
            Owner owner,
            Resync resync,
            StartAt startAt,
            @Nullable FrameFilter filter,
            @Nullable Latencies latencies) {
        this.ring = stream.ring;
        this.writer = stream.writer;
        this.owner = owner;
        this.resync = resync;
        this.filter = filter;
        this.latencies = latencies;
        this.landing = new Landing(ring, stream.tracks, filter);
        this.handover = new ConfigHandover(filter);
        this.memory = ring.arena.readOnly();
        this.lastReplayed = ring.cursor();
        long start = landing.start(startAt, stream.config, stream.clock);
        this.books = new Books(start);
        if (startAt == StartAt.SYNC_POINT) {
            withoutSync = EVERY_TRACK;
        }
        if (!takeTotalsBefore(start)) {
            takeTotalsOfWriter();
        }
    }

    /** Any thread. */
    Books books() {
        return books;
    }

    /** Hands over up to {@code limit} of the frames up to {@code available}. */
    int drain(FrameHandler handler, int limit, long available, boolean inPlace, Scratch scratch) {
        int handed = 0;
        long sequence = books.next();
        while (handed < limit && sequence <= available && !owner.isShut()) {
            FrameSlot slot = ring.slot(sequence);
            if (!slot.holds(sequence)) {
                if (!goOnAfterOverrun(sequence)) {
                    break;
                }
            } else if (handOver(slot, sequence, handler, inPlace, scratch, handed)) {
                handed++;
            }
            sequence = books.next();
        }
        if (gap.isOpen() && !owner.isShut()) {
            owner.tellGap(gap, handler);
        }
        return handed;
    }

    /** The poll is over, in good order or not: what the handler kept of the last frame reads nothing any more. */
    void endPoll() {
        view.clear();
    }

    /** Reads one frame. False if it was not handed over; then either it was passed over, or its slot no longer holds it. */
    private boolean handOver(
            FrameSlot slot, long sequence, FrameHandler handler, boolean inPlace, Scratch scratch, int handed) {
        long packed = slot.packed;
        int length = slot.length;
        int track = slot.track;
        int offset = ring.offset(slot.position);
        long bytesThrough = slot.bytesThrough;
        long syncPointsThrough = slot.syncPointsThrough;
        long mediaTimeThroughUs = slot.mediaTimeThroughUs;
        int mediaAdvanceUs = slot.mediaAdvanceUs;
        ConfigSet configs = slot.configs;
        view.readHeader(slot, sequence, packed, length, sequence <= lastReplayed);
        if (!slot.isStill(sequence)) {
            return false;
        }
        if (filter != null && !filter.accepts(track, packed)) {
            passFiltered(sequence, handler, bytesThrough, syncPointsThrough, mediaTimeThroughUs);
            return false;
        }
        if ((((withoutSync >>> track) & 1) != 0 || (packed & PackedHeader.DISCONTINUITY) != 0)
                && isBlocked(track, packed)) {
            passBlocked(sequence, packed, length, mediaAdvanceUs, bytesThrough, syncPointsThrough, mediaTimeThroughUs);
            return false;
        }
        if (gap.isOpen() || !handover.isUpToDate(configs)) {
            prepare(sequence, configs, handler);
            if (owner.isShut()) {
                return false;
            }
        }
        if (inPlace) {
            memory.limit(offset + length).position(offset);
            view.inPlace(memory, offset, slot);
        } else {
            scratch.take(memory, offset, length);
            if (!slot.isStill(sequence)) {
                return false;
            }
            view.copied(scratch.view(length));
        }
        books.deliver(sequence + 1);
        totals(bytesThrough, syncPointsThrough, mediaTimeThroughUs);
        handedAny = true;
        if (latencies != null && latencies.samples(handed)) {
            latencies.enter(view.publishTimeNs(), view.isReplayed());
            handler.onFrame(view);
            latencies.exit();
        } else {
            handler.onFrame(view);
        }
        if (inPlace && view.answer() != DeliveredView.Answer.INTACT && !slot.isStill(sequence)) {
            takeBack(sequence, packed, length, mediaAdvanceUs);
            return false;
        }
        return true;
    }

    /** Tells the gap before the frame, then the configurations that the frame needs. */
    private void prepare(long sequence, ConfigSet configs, FrameHandler handler) {
        if (gap.isOpen()) {
            owner.tellGap(gap, handler);
        }
        if (!owner.isShut() && !handover.isUpToDate(configs)) {
            handover.handOver(configs, sequence, handler);
        }
    }

    private void passFiltered(
            long sequence, FrameHandler handler, long bytesThrough, long syncPointsThrough, long mediaTimeThroughUs) {
        if (gap.isOpen()) {
            owner.tellGap(gap, handler); // a gap is a run of consecutive frames, and this one is not lost
        }
        books.filter(sequence + 1);
        totals(bytesThrough, syncPointsThrough, mediaTimeThroughUs);
    }

    /** Whether a frame of a track without sync, or one after a discontinuity, is of no use to a decoder. */
    private boolean isBlocked(int track, long packed) {
        if (!PackedHeader.isDependent(packed)) {
            if (PackedHeader.isSyncPoint(packed) && PackedHeader.kind(packed) == FrameKind.KEY) {
                WITHOUT_SYNC.setOpaque(this, withoutSync & ~(1L << track));
            }
            return false;
        }
        if ((packed & PackedHeader.DISCONTINUITY) != 0 && resync == Resync.SYNC_POINT) {
            WITHOUT_SYNC.setOpaque(this, withoutSync | (1L << track));
        }
        return ((withoutSync >>> track) & 1) != 0;
    }

    private void passBlocked(
            long sequence,
            long packed,
            int length,
            int mediaAdvanceUs,
            long bytesThrough,
            long syncPointsThrough,
            long mediaTimeThroughUs) {
        blockedAny = true;
        if (!handedAny) {
            skippedBeforeFirst++;
        }
        gap.extend(sequence, 1, length, mediaAdvanceUs, PackedHeader.isSyncPoint(packed) ? 1 : 0, 0);
        books.drop(0, 1, sequence + 1);
        totals(bytesThrough, syncPointsThrough, mediaTimeThroughUs);
    }

    /** The frame was overwritten under the handler: it becomes the first of the coming gap. */
    private void takeBack(long sequence, long packed, int length, int mediaAdvanceUs) {
        torn++;
        books.takeBack(sequence);
        totals(
                readBytes - length,
                readSyncPoints - (PackedHeader.isSyncPoint(packed) ? 1 : 0),
                readMediaTimeUs - mediaAdvanceUs);
    }

    /** Goes on where the policy says. False if that cannot be told now; nothing has changed then, and a later poll tries again. */
    private boolean goOnAfterOverrun(long first) {
        for (int i = 0; i < MAX_LANDINGS; i++) {
            long cursor = ring.cursor();
            long tail = ring.tail.get();
            if (tail <= first) {
                return false; // the publisher is just retiring it
            }
            long target = landing.after(resync, first, tail, cursor);
            long bytes = readBytes;
            long syncPoints = readSyncPoints;
            long mediaTimeUs = readMediaTimeUs;
            if (takeTotalsBefore(target)) {
                passOverrun(first, target, Math.min(tail, target), bytes, syncPoints, mediaTimeUs);
                return true;
            }
            if (tail > cursor && cursor == ring.cursor()) {
                return goOnAfterLast(first, cursor, bytes, syncPoints, mediaTimeUs);
            }
        }
        return false;
    }

    /** Every frame is retired, for one that is being written or was given up. Only the end of the stream settles the matter. */
    private boolean goOnAfterLast(long first, long cursor, long bytes, long syncPoints, long mediaTimeUs) {
        if (!owner.isStreamOver()) {
            return false;
        }
        takeTotalsOfWriter();
        passOverrun(first, cursor + 1, cursor + 1, bytes, syncPoints, mediaTimeUs);
        return true;
    }

    private void passOverrun(long first, long target, long tail, long bytes, long syncPoints, long mediaTimeUs) {
        overruns++;
        long overwritten = tail - first;
        gap.extend(
                first,
                target - first,
                readBytes - bytes,
                readMediaTimeUs - mediaTimeUs,
                readSyncPoints - syncPoints,
                overwritten);
        books.drop(overwritten, target - tail, target);
        landing.landed(target);
        if (resync == Resync.SYNC_POINT) {
            WITHOUT_SYNC.setOpaque(this, EVERY_TRACK);
        }
    }

    /** The stream's totals before {@code sequence}, from its slot or the one before; false if neither holds still. */
    private boolean takeTotalsBefore(long sequence) {
        if (sequence == 0) {
            totals(0, 0, 0);
            return true;
        }
        FrameSlot slot = ring.slot(sequence);
        if (slot.holds(sequence)) {
            long bytes = slot.bytesBefore();
            long syncPoints = slot.syncPointsBefore();
            long mediaTimeUs = slot.mediaTimeBeforeUs();
            if (slot.isStill(sequence)) {
                totals(bytes, syncPoints, mediaTimeUs);
                return true;
            }
            return false;
        }
        FrameSlot before = ring.slot(sequence - 1);
        if (before.holds(sequence - 1)) {
            long bytes = before.bytesThrough;
            long syncPoints = before.syncPointsThrough;
            long mediaTimeUs = before.mediaTimeThroughUs;
            if (before.isStill(sequence - 1)) {
                totals(bytes, syncPoints, mediaTimeUs);
                return true;
            }
        }
        return false;
    }

    private void takeTotalsOfWriter() {
        totals(writer.bytesThrough(), writer.syncPointsThrough(), writer.mediaTimeThroughUs());
    }

    private void totals(long bytes, long syncPoints, long mediaTimeUs) {
        READ_BYTES.setOpaque(this, bytes);
        readSyncPoints = syncPoints;
        readMediaTimeUs = mediaTimeUs;
    }

    /** Payload bytes of the stream up to the frame read last. Opaque: any thread. */
    long readBytes() {
        return (long) READ_BYTES.getOpaque(this);
    }

    /** Whether some video track of the subscription waits for its next sync point. Any thread. */
    boolean isWaitingForSyncPoint() {
        return ((long) WITHOUT_SYNC.getOpaque(this) & landing.videoMask()) != 0;
    }

    /** Whether frames were passed over for want of a sync point since this was last asked. */
    boolean takeBlocked() {
        boolean any = blockedAny;
        blockedAny = false;
        return any;
    }

    long droppedSinceFirst() {
        return books.droppedSoFar() - skippedBeforeFirst;
    }

    /** Plain: a reading by another thread may be a little old. */
    long overruns() {
        return overruns;
    }

    /** Plain: a reading by another thread may be a little old. */
    long torn() {
        return torn;
    }
}
