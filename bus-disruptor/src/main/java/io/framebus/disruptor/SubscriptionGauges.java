package io.framebus.disruptor;

import io.framebus.MaxLagPolicy;
import io.framebus.SubscriberRef;
import io.framebus.SubscriptionStats;
import java.util.concurrent.atomic.AtomicLong;

/** How far one subscription is behind and how near it is to losing frames. Any thread, without touching what publishers write. */
final class SubscriptionGauges {
    private final Stream stream;
    private final FrameRing ring;
    private final Books books;

    private static final long NOT_FROZEN = Long.MAX_VALUE;

    /** The cursor that counts for this subscription once it has ended. Set once. */
    private final AtomicLong lastCursor = new AtomicLong(NOT_FROZEN);

    SubscriptionGauges(Stream stream, Books books) {
        this.stream = stream;
        this.ring = stream.ring;
        this.books = books;
    }

    /**
     * What is published from now on is none of this subscription's business. The first call stands: the polling thread and one
     * that closes may come to it together, and whoever was told of the end has perhaps looked at the books already.
     */
    void freezeAt(long cursor) {
        lastCursor.compareAndSet(NOT_FROZEN, cursor);
    }

    long lagFrames(long next) {
        return Math.max(0, Math.min(ring.cursor(), lastCursor.get()) - next + 1);
    }

    /** Payload bytes not yet read and still retained. */
    private long lagBytes(long next) {
        long sequence = Math.max(next, ring.tail.get());
        FrameSlot slot = ring.slot(sequence);
        if (lagFrames(next) == 0 || !slot.holds(sequence)) {
            return 0;
        }
        long before = slot.bytesBefore();
        return slot.isStill(sequence) ? Math.max(0, stream.writer.bytesThrough(ring) - before) : 0;
    }

    /** Distance to loss as a share of the ring, by the nearer of its two limits. */
    double headroomShare() {
        long next = books.next();
        return headroomShare(lagFrames(next), lagBytes(next));
    }

    private double headroomShare(long lagFrames, long lagBytes) {
        double byFrames = 1 - (double) lagFrames / ring.capacityFrames;
        double byBytes = 1 - (double) lagBytes / ring.capacityBytes;
        return Math.max(0, Math.min(byFrames, byBytes));
    }

    private long headroomFrames(long lagFrames, long lagBytes) {
        long byFrames = ring.capacityFrames - lagFrames;
        long byBytes =
                lagBytes == 0 ? byFrames : (long) ((ring.capacityBytes - lagBytes) / ((double) lagBytes / lagFrames));
        return Math.max(0, Math.min(byFrames, byBytes));
    }

    SubscriptionStats stats(
            SubscriberRef ref, FrameSelector selector, LagWatch watch, MaxLagPolicy maxLag, boolean active) {
        Books.Snapshot read = books.snapshot();
        long next = read.nextSequence();
        long nowNs = stream.clock.nanoTime();
        long lagFrames = lagFrames(next);
        long lagBytes = lagBytes(next);
        long lagNs = lagFrames == 0 ? 0 : Math.max(0, nowNs - watch.publishTimeOfOldestUnread(next, nowNs));
        boolean evictable = active
                && !maxLag.equals(MaxLagPolicy.none())
                && watch.sinceJoinNs(nowNs) >= Times.saturatedNs(maxLag.grace());
        return new SubscriptionStats(
                ref.id(),
                ref.label(),
                ref.key(),
                read.startSequence(),
                next,
                next - read.startSequence() + lagFrames,
                read.delivered(),
                read.dropped(),
                read.overwritten(),
                read.skipped(),
                read.filtered(),
                lagFrames,
                lagBytes,
                lagNs,
                headroomFrames(lagFrames, lagBytes),
                headroomShare(lagFrames, lagBytes),
                books.gaps(),
                selector.overruns(),
                selector.torn(),
                selector.isWaitingForSyncPoint(),
                evictable,
                maxLag.toString());
    }
}
