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
    private static final VarHandle STOPPED;
    private static final VarHandle WITHOUT_SYNC;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STOPPED = lookup.findVarHandle(FrameReader.class, "stopped", boolean.class);
            WITHOUT_SYNC = lookup.findVarHandle(FrameReader.class, "withoutSync", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** What a reader needs of its subscription while it drains. */
    interface Owner {
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
    private final DeliveredView view;
    private final GapReport gap = new GapReport();
    private final ByteBuffer memory;

    /** A second view, for the handler: position and limit are set to each frame that is read in place. */
    private final ByteBuffer shown;

    /** One bit for each track whose next dependent frame has lost what it depends on. Read by any thread. */
    private long withoutSync;

    /**
     * Running totals through the frame read last and the one before, by parity of their sequence: reading a frame's header
     * spoils the totals of the last but one, and those through the last are there if the header turns out to be torn.
     */
    private final Totals evenTotals = new Totals();

    private final Totals oddTotals = new Totals();
    private final Totals landingTotals = new Totals();

    /** One bit for each track of which there has been no sync point since joining, and no overrun either. */
    private long neverInSync;

    /** Frames skipped of such tracks: a newcomer's wait for its first sync point, not the subscriber's fault. */
    private long skippedAsNewcomer;

    /** Nothing more may be handed over. Opaque: set by any thread, looked at before each frame. */
    @SuppressWarnings("unused") // accessed through STOPPED
    private boolean stopped;

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
        this.view = new DeliveredView(ring, ring.cursor());
        this.owner = owner;
        this.resync = resync;
        this.filter = filter;
        this.latencies = latencies;
        this.landing = new Landing(ring, stream.tracks, filter);
        this.handover = new ConfigHandover(filter);
        this.memory = ring.arena.readOnly();
        this.shown = ring.arena.readOnly();
        long start = findStart(startAt, stream);
        totalsThrough(start - 1).set(landingTotals);
        this.books = new Books(start);
        if (startAt == StartAt.SYNC_POINT) {
            withoutSync = EVERY_TRACK;
            neverInSync = EVERY_TRACK;
        }
    }

    /** A place to begin at, and the totals before it. */
    private long findStart(StartAt startAt, Stream stream) {
        while (true) {
            long cursor = ring.cursor();
            long start = landing.start(startAt, stream.config, stream.clock);
            if (readTotalsBefore(start, landingTotals)) {
                return start;
            }
            readTotalsOfWriter(landingTotals);
            // Nothing is retained, for a frame that is being written or was given up, and nothing was published
            // meanwhile.
            if (ring.tail.get() > cursor && !ring.slot(start).holds(start) && cursor == ring.cursor()) {
                return start;
            }
        }
    }

    private Totals totalsThrough(long sequence) {
        return (sequence & 1) == 0 ? evenTotals : oddTotals;
    }

    /** Nothing more is handed over, but for the frame that is being handed over now. Any thread. */
    void stop() {
        STOPPED.setOpaque(this, true);
    }

    private boolean isStopped() {
        return (boolean) STOPPED.getOpaque(this);
    }

    /** Any thread. */
    Books books() {
        return books;
    }

    /**
     * Hands over up to {@code limit} of the frames up to {@code available}: copied into {@code scratch}, or in place if that is
     * null.
     */
    int drain(FrameHandler handler, int limit, long available, @Nullable Scratch scratch) {
        if (scratch == null) {
            view.payloadsIn(memory, shown, true);
        } else {
            view.payloadsIn(scratch.memory(), scratch.view(), false);
        }
        int handed = 0;
        long sequence = books.next();
        while (handed < limit && sequence <= available && !isStopped()) {
            FrameSlot slot = ring.slot(sequence);
            if (slot.holds(sequence)) {
                if (handOver(slot, sequence, handler, scratch, handed)) {
                    handed++;
                    sequence++;
                } else {
                    sequence = books.next();
                }
            } else if (goOnAfterOverrun(sequence)) {
                sequence = books.next();
            } else {
                break;
            }
        }
        if (gap.isOpen()) {
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
            FrameSlot slot, long sequence, FrameHandler handler, @Nullable Scratch scratch, int handed) {
        view.readHeader(slot, sequence);
        totalsThrough(sequence).readThrough(slot);
        ConfigSet configs = slot.configs;
        int offset = ring.offset(slot.position);
        if (!slot.isStill(sequence)) {
            return false;
        }
        if (needsCare(configs) && !mayHandOver(sequence, configs, handler)) {
            return false;
        }
        if (scratch == null) {
            view.payloadAt(offset);
        } else {
            copyOut(scratch, offset, view.length());
            if (!slot.isStill(sequence)) {
                return false;
            }
            view.payloadAt(0);
        }
        if (PackedHeader.isConfig(view.packed())) {
            handover.cameAtItsPlace(configs, sequence);
        }
        books.deliver(sequence + 1);
        if (latencies != null && latencies.samples(handed)) {
            handOverMeasured(handler, latencies);
        } else {
            handler.onFrame(view);
        }
        if (scratch == null && view.answer() != DeliveredView.Answer.INTACT && !slot.isStill(sequence)) {
            takeBack(sequence);
            return false;
        }
        return true;
    }

    /** Whether there is anything to do before the frame whose header was read, or anything against it. */
    private boolean needsCare(ConfigSet configs) {
        return filter != null
                || !handover.isUpToDate(configs)
                || gap.isOpen()
                || ((withoutSync >>> view.track()) & 1) != 0
                || (view.packed() & PackedHeader.DISCONTINUITY) != 0;
    }

    /** Passes the frame over if it is unwanted or of no use; otherwise tells what has to be told before it. */
    private boolean mayHandOver(long sequence, ConfigSet configs, FrameHandler handler) {
        int track = view.track();
        long packed = view.packed();
        if (filter != null && !filter.accepts(track, packed)) {
            passFiltered(sequence, handler);
            return false;
        }
        if (isBlocked(track, packed)) {
            passBlocked(sequence);
            return false;
        }
        if (gap.isOpen()) {
            owner.tellGap(gap, handler);
        }
        if (!isStopped() && !handover.isUpToDate(configs)) {
            handover.handOver(configs, sequence, handler);
        }
        return !isStopped();
    }

    private void handOverMeasured(FrameHandler handler, Latencies latencies) {
        latencies.enter(view.publishTimeNs(), view.isReplayed());
        handler.onFrame(view);
        latencies.exit();
    }

    private void copyOut(Scratch scratch, int offset, int length) {
        if (scratch.makeRoomFor(length)) {
            view.payloadsIn(scratch.memory(), scratch.view(), false);
        }
        scratch.memory().put(0, memory, offset, length);
    }

    private void passFiltered(long sequence, FrameHandler handler) {
        if (gap.isOpen()) {
            owner.tellGap(gap, handler); // a gap is a run of consecutive frames, and this one is not lost
        }
        books.filter(sequence + 1);
    }

    /** Whether a frame of a track without sync, or one after a discontinuity, is of no use to a decoder. */
    private boolean isBlocked(int track, long packed) {
        if (!PackedHeader.isDependent(packed)) {
            if (PackedHeader.isSyncPoint(packed) && PackedHeader.kind(packed) == FrameKind.KEY) {
                WITHOUT_SYNC.setOpaque(this, withoutSync & ~(1L << track));
                neverInSync &= ~(1L << track);
            }
            return false;
        }
        if ((packed & PackedHeader.DISCONTINUITY) != 0 && resync == Resync.SYNC_POINT) {
            WITHOUT_SYNC.setOpaque(this, withoutSync | (1L << track));
        }
        return ((withoutSync >>> track) & 1) != 0;
    }

    private void passBlocked(long sequence) {
        blockedAny = true;
        if (((neverInSync >>> view.track()) & 1) != 0) {
            skippedAsNewcomer++;
        }
        gap.extend(sequence, 1, view.length(), view.mediaAdvanceUs(), view.isSyncPoint() ? 1 : 0, 0);
        books.drop(0, 1, sequence + 1);
    }

    /** The frame was overwritten under the handler: it becomes the first of the coming gap. */
    private void takeBack(long sequence) {
        torn++;
        books.takeBack(sequence);
        if (PackedHeader.isConfig(view.packed())) {
            handover.wasTorn(sequence);
        }
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
            if (readTotalsBefore(target, landingTotals)) {
                passOverrun(first, target, Math.min(tail, target));
                return true;
            }
            if (tail > cursor && cursor == ring.cursor()) {
                return goOnAfterLast(first, cursor);
            }
        }
        return false;
    }

    /** Every frame is retired, for one that is being written or was given up. Only the end of the stream settles the matter. */
    private boolean goOnAfterLast(long first, long cursor) {
        if (!owner.isStreamOver()) {
            return false;
        }
        readTotalsOfWriter(landingTotals);
        passOverrun(first, cursor + 1, cursor + 1);
        return true;
    }

    private void passOverrun(long first, long target, long tail) {
        overruns++;
        long overwritten = tail - first;
        Totals before = totalsThrough(first - 1);
        gap.extend(
                first,
                target - first,
                landingTotals.bytes - before.bytes,
                landingTotals.mediaTimeUs - before.mediaTimeUs,
                landingTotals.syncPoints - before.syncPoints,
                overwritten);
        totalsThrough(target - 1).set(landingTotals);
        books.drop(overwritten, target - tail, target);
        landing.landed(target);
        neverInSync = 0;
        if (resync == Resync.SYNC_POINT) {
            WITHOUT_SYNC.setOpaque(this, EVERY_TRACK);
        }
    }

    /** The stream's totals before {@code sequence}, from its slot or the one before; false if neither holds still. */
    private boolean readTotalsBefore(long sequence, Totals into) {
        if (sequence == 0) {
            into.set(0, 0, 0);
            return true;
        }
        FrameSlot slot = ring.slot(sequence);
        if (slot.holds(sequence)) {
            into.readBefore(slot);
            return slot.isStill(sequence);
        }
        FrameSlot before = ring.slot(sequence - 1);
        if (before.holds(sequence - 1)) {
            into.readThrough(before);
            return before.isStill(sequence - 1);
        }
        return false;
    }

    private void readTotalsOfWriter(Totals into) {
        into.set(writer.bytesThrough(), writer.syncPointsThrough(), writer.mediaTimeThroughUs());
    }

    /** Whether some video track of the subscription waits for its next sync point. Any thread. */
    boolean isWaitingForSyncPoint() {
        return landing.isWaiting((long) WITHOUT_SYNC.getOpaque(this), books.next());
    }

    /** Whether frames were passed over for want of a sync point since this was last asked. */
    boolean takeBlocked() {
        boolean any = blockedAny;
        blockedAny = false;
        return any;
    }

    /** Frames dropped, but for a newcomer's wait for its first sync point. */
    long droppedByLag() {
        return books.droppedSoFar() - skippedAsNewcomer;
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
