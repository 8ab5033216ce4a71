package io.framebus.disruptor;

import io.framebus.FrameHandler;
import io.framebus.Resync;
import io.framebus.StartAt;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription is given of its stream's frames, and the account of what it is not: passes over what is unwanted, lost, or of
 * no use to a decoder, and sees to it that what has to be told before a frame is told. Polling thread only, but for what says
 * otherwise.
 */
final class FrameSelector {
    /** Landings that may be overwritten again before the poll gives up for this time; each means a whole lap. */
    private static final int MAX_LANDINGS = 16;

    /** What a selector needs of its subscription. */
    interface Owner {
        /** The open gap is complete: tell it. The subscription may be shut afterwards. */
        void tellGap(GapReport gap, FrameHandler handler);
    }

    private final FrameRing ring;
    private final Progress progress;
    private final Owner owner;
    private final Resync resync;
    private final @Nullable FrameFilter filter;
    private final TotalsTrail totals;
    private final SyncGate syncGate;
    private final Landing landing;
    private final ConfigHandover handover;
    private final Books books;
    private final GapReport gap = new GapReport();

    /** As {@link Progress#carefree}, but for the filter: a frame that bears this set can be handed over as it is if the filter accepts it. */
    @Nullable
    ConfigSet settled;

    private long overruns;
    private long torn;

    /** Puts {@code progress} where {@code startAt} says. */
    FrameSelector(
            Stream stream,
            Progress progress,
            Owner owner,
            Resync resync,
            StartAt startAt,
            @Nullable FrameFilter filter) {
        this.ring = stream.ring;
        this.progress = progress;
        this.owner = owner;
        this.resync = resync;
        this.filter = filter;
        this.totals = new TotalsTrail(ring, stream.writer, progress);
        this.syncGate = new SyncGate(startAt, resync == Resync.SYNC_POINT);
        this.landing = new Landing(ring, stream.tracks, filter);
        this.handover = new ConfigHandover(stream.tracks, filter);
        progress.moveTo(findStart(startAt, stream));
        this.books = new Books(progress);
        totals.begin();
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

    /** Where it is in its stream. */
    Progress progress() {
        return progress;
    }

    /** Any thread. */
    Books books() {
        return books;
    }

    TotalsTrail totals() {
        return totals;
    }

    @Nullable
    FrameFilter filter() {
        return filter;
    }

    /** Passes the frame over if it is unwanted or of no use; otherwise tells what has to be told before it. */
    boolean admits(long sequence, ConfigSet configs, long packed, int length, FrameHandler handler) {
        if (filter != null && !filter.accepts(packed)) {
            passFiltered(sequence, packed, length, handler);
            return false;
        }
        if (syncGate.keeps(packed)) {
            passKept(sequence, packed, length);
            return false;
        }
        tellOpenGap(handler);
        if (!progress.isStopped() && !handover.isUpToDate(configs)) {
            handover.handOver(configs, sequence, handler);
        }
        if (handover.isUpToDate(configs) && !syncGate.closes(landing.videoMask())) {
            settle(configs);
        } else {
            unsettle();
        }
        return !progress.isStopped();
    }

    private void settle(ConfigSet configs) {
        syncGate.takeKept(); // nothing waits any more for what was kept until here
        settled = configs;
        progress.carefree = filter == null ? configs : null;
    }

    private void unsettle() {
        settled = null;
        progress.carefree = null;
    }

    private void passFiltered(long sequence, long packed, int length, FrameHandler handler) {
        tellOpenGap(handler); // a gap is a run of consecutive frames, and this one is not lost
        totals.pass(packed, length);
        books.filter(sequence + 1);
    }

    private void passKept(long sequence, long packed, int length) {
        unsettle();
        totals.pass(packed, length);
        gap.extend(sequence, 1, length, PackedHeader.mediaAdvanceUs(packed), PackedHeader.syncPoints(packed), 0);
        books.drop(0, 1, sequence + 1);
    }

    /** A frame that was admitted is whole and is handed over now. */
    void handOver(long sequence, ConfigSet configs, long packed, int length) {
        if (PackedHeader.isConfig(packed)) {
            handover.cameAtItsPlace(configs, sequence);
        }
        totals.pass(packed, length);
        books.deliver(sequence + 1);
    }

    /** The frame was overwritten under the handler: it becomes the first of the coming gap. */
    void takeBack(long sequence, long packed, int length) {
        torn++;
        unsettle();
        totals.takeBack(packed, length);
        books.takeBack(sequence);
        if (PackedHeader.isConfig(packed)) {
            handover.wasTorn(sequence);
        }
    }

    /** Goes on where the policy says. False if that cannot be told now; nothing has changed then, and a later poll tries again. */
    boolean goOnAfterOverrun(long first) {
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
        unsettle();
        totals.jump(gap, first, target, tail - first);
        books.drop(tail - first, target - tail, target);
        landing.landed(target);
        syncGate.lost();
    }

    /** Tells of the gap that is open, if one is. None is where frames are carefree: not to be asked there spares a look at this. */
    void tellOpenGap(FrameHandler handler) {
        if (gap.isOpen()) {
            owner.tellGap(gap, handler);
        }
    }

    /** Whether some video track of the subscription waits for its next sync point. Any thread. */
    boolean isWaitingForSyncPoint() {
        return landing.isWaiting(syncGate.withoutSync(), books.next());
    }

    /** Whether frames were passed over for want of a sync point since this was last asked, and more may be. Not where they are carefree. */
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
