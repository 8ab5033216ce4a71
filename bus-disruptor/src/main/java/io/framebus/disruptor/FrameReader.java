package io.framebus.disruptor;

import io.framebus.FrameHandler;
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

    private static final VarHandle STOPPED;

    static {
        try {
            STOPPED = MethodHandles.lookup().findVarHandle(FrameReader.class, "stopped", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** What a reader needs of its subscription while it drains. */
    interface Owner {
        /** The open gap is complete: tell it. The subscription may be shut afterwards. */
        void tellGap(GapReport gap, FrameHandler handler);
    }

    private final FrameRing ring;
    private final TotalsTrail totals;
    private final SyncGate syncGate;
    private final Owner owner;
    private final Resync resync;
    private final @Nullable FrameFilter filter;
    private final Landing landing;
    private final ConfigHandover handover;
    private final @Nullable Latencies latencies;
    private final Books books;
    private final DeliveredView view;
    private final GapReport gap = new GapReport();
    private final FrameSlot[] slots;
    private final int arenaMask;
    private final ByteBuffer memory;

    /**
     * A frame published under this set needs no care unless the gate is concerned. Null while every frame needs care: a gap is
     * open, a configuration is to be handed over, or there is a filter. One comparison instead of five on the way of each frame.
     */
    private @Nullable ConfigSet carefree;

    /** A second view, for the handler: position and limit are set to each frame that is read in place. */
    private final ByteBuffer shown;

    /** Nothing more may be handed over. Opaque: set by any thread, looked at before each frame. */
    @SuppressWarnings("unused") // accessed through STOPPED
    private boolean stopped;

    private long overruns;
    private long torn;

    FrameReader(
            Stream stream,
            Owner owner,
            Resync resync,
            StartAt startAt,
            @Nullable FrameFilter filter,
            @Nullable Latencies latencies) {
        this.ring = stream.ring;
        this.totals = new TotalsTrail(ring, stream.writer);
        this.syncGate = new SyncGate(startAt, resync == Resync.SYNC_POINT);
        this.view = new DeliveredView(ring.bySequence, ring.cursor());
        this.owner = owner;
        this.resync = resync;
        this.filter = filter;
        this.latencies = latencies;
        this.landing = new Landing(ring, stream.tracks, filter);
        this.handover = new ConfigHandover(filter);
        this.slots = ring.bySequence;
        this.arenaMask = ring.capacityBytes - 1;
        this.memory = ring.arena.readOnly();
        this.shown = ring.arena.readOnly();
        long start = findStart(startAt, stream);
        totals.begin(start);
        this.books = new Books(start);
    }

    /** A place to begin at, and the totals before it. */
    private long findStart(StartAt startAt, Stream stream) {
        while (true) {
            long start = landing.start(startAt, stream.config, stream.clock);
            if (totals.findLanding(start)) {
                return start;
            }
            Thread.onSpinWait(); // overwritten meanwhile, or just being retired
        }
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
            FrameSlot slot = FrameRing.slot(slots, sequence);
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
        if (isStopped()) {
            view.forget();
        } else {
            view.clear();
        }
    }

    /** Reads one frame. False if it was not handed over; then either it was passed over, or its slot no longer holds it. */
    private boolean handOver(
            FrameSlot slot, long sequence, FrameHandler handler, @Nullable Scratch scratch, int handed) {
        long packed = slot.packed;
        int track = slot.track;
        int length = slot.length;
        view.readHeader(slot, sequence, packed, track, length);
        totals.read(slot, sequence);
        ConfigSet configs = slot.configs;
        int offset = (int) slot.position & arenaMask;
        if (!slot.isStill(sequence)) {
            return false;
        }
        if (needsCare(configs, track, packed) && !mayHandOver(sequence, configs, handler)) {
            return false;
        }
        if (scratch == null) {
            view.payloadAt(offset);
        } else {
            copyOut(scratch, offset, length);
            if (!slot.isStill(sequence)) {
                return false;
            }
            view.payloadAt(0);
        }
        if (PackedHeader.isConfig(packed)) {
            handover.cameAtItsPlace(configs, sequence);
        }
        books.deliver(sequence + 1);
        if (latencies != null && latencies.samples(handed)) {
            handOverMeasured(handler, latencies);
        } else {
            handler.onFrame(view);
        }
        if (scratch == null && !view.isVouchedFor() && !slot.isStill(sequence)) {
            takeBack(sequence);
            return false;
        }
        return true;
    }

    /** Whether there is anything to do before the frame whose header was read, or anything against it. */
    @SuppressWarnings("ReferenceEquality") // a set is changed by making another
    private boolean needsCare(ConfigSet configs, int track, long packed) {
        return configs != carefree || syncGate.concerns(track, packed);
    }

    /** Passes the frame over if it is unwanted or of no use; otherwise tells what has to be told before it. */
    private boolean mayHandOver(long sequence, ConfigSet configs, FrameHandler handler) {
        int track = view.track();
        long packed = view.packed();
        if (filter != null && !filter.accepts(track, packed)) {
            passFiltered(sequence, handler);
            return false;
        }
        if (syncGate.keeps(track, packed)) {
            passKept(sequence);
            return false;
        }
        if (gap.isOpen()) {
            owner.tellGap(gap, handler);
        }
        if (!isStopped() && !handover.isUpToDate(configs)) {
            handover.handOver(configs, sequence, handler);
        }
        carefree = filter == null && handover.isUpToDate(configs) ? configs : null;
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

    private void passKept(long sequence) {
        carefree = null;
        gap.extend(sequence, 1, view.length(), view.mediaAdvanceUs(), view.isSyncPoint() ? 1 : 0, 0);
        books.drop(0, 1, sequence + 1);
    }

    /** The frame was overwritten under the handler: it becomes the first of the coming gap. */
    private void takeBack(long sequence) {
        torn++;
        carefree = null;
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
            if (totals.findLanding(target)) {
                passOverrun(first, target, Math.min(tail, target));
                return true;
            }
        }
        return false;
    }

    private void passOverrun(long first, long target, long tail) {
        overruns++;
        carefree = null;
        totals.jump(gap, first, target, tail - first);
        books.drop(tail - first, target - tail, target);
        landing.landed(target);
        syncGate.lost();
    }

    /** Whether some video track of the subscription waits for its next sync point. Any thread. */
    boolean isWaitingForSyncPoint() {
        return landing.isWaiting(syncGate.withoutSync(), books.next());
    }

    /** Whether frames were passed over for want of a sync point since this was last asked. */
    boolean takeKept() {
        return syncGate.takeKept();
    }

    /** Frames dropped, but for a newcomer's wait for its first sync point. */
    long droppedByLag() {
        return books.droppedSoFar() - syncGate.keptFromNewcomer();
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
