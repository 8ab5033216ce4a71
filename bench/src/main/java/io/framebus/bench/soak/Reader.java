package io.framebus.bench.soak;

import io.framebus.DeliveredFrame;
import io.framebus.EndReason;
import io.framebus.FrameHandler;
import io.framebus.Gap;
import io.framebus.Subscription;
import io.framebus.SubscriptionStats;
import io.framebus.bench.measure.DecodabilityTracker;
import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.peer.Imprint;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber: checks every frame and gap, keeps books of its own, and compares them with the subscription's at its end. Knows
 * nothing of the bus but what it was told.
 *
 * <p>By the thread that polls, unless a method says otherwise.
 */
final class Reader implements FrameHandler, Liveness.Subject {
    private final Subscription subscription;
    private final Incarnation incarnation;
    private final Imprint imprint;
    private final Ledger ledger;
    private final Manner manner;
    private final @Nullable DecodabilityTracker tracker;
    /** By publisher: the next count that can come. */
    private final long[] nextCounts;

    private final AtomicLong progress = new AtomicLong();
    private long next;
    private long delivered;
    private long gapFrames;
    private long passedOver;
    private LatencySeries.@Nullable Writer latency;

    /** From any thread: how it goes on. */
    private volatile long heldUntilNs = System.nanoTime();

    private volatile boolean hasLeft;
    private volatile boolean wasHeld;
    private volatile boolean ended;

    /** What a handler does that it should not. */
    static final class HandlerFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HandlerFailure() {
            super("on purpose", null, false, false);
        }
    }

    Reader(Subscription subscription, Incarnation incarnation, Imprint imprint, Manner manner, Ledger ledger) {
        this.subscription = subscription;
        this.incarnation = incarnation;
        this.imprint = imprint;
        this.manner = manner;
        this.ledger = ledger;
        this.next = subscription.stats().startSequence();
        this.tracker = manner.decodable() && !incarnation.isShared() ? new DecodabilityTracker(Pattern.TRACKS) : null;
        this.nextCounts = new long[1 << 4];
    }

    Subscription subscription() {
        return subscription;
    }

    Manner manner() {
        return manner;
    }

    /** Before the first poll. */
    void recordTo(LatencySeries.Writer writer) {
        latency = writer;
    }

    /** From any thread. Frames that it filters show in the subscription's books only. */
    @Override
    public long progress() {
        return progress.getAcquire() + subscription.delivered() + subscription.dropped() + subscription.filtered();
    }

    /** From any thread. */
    @Override
    public boolean isDue() {
        return !ended && !isHeld(System.nanoTime()) && subscription.lag() > 0;
    }

    /** From any thread: it leaves, with whatever it has not read. */
    void leave() {
        hasLeft = true;
        subscription.close();
    }

    /** From any thread: not to be read before that time. */
    void holdUntil(long timeNs) {
        wasHeld = true;
        heldUntilNs = timeNs;
    }

    /** From any thread. */
    boolean isHeld(long nowNs) {
        return heldUntilNs - nowNs > 0;
    }

    /** From any thread: for how long it is not to be read; 0 or less: it may be. */
    long heldForNs() {
        return heldUntilNs - System.nanoTime();
    }

    /** From any thread: whether its books are closed. */
    boolean isEnded() {
        return ended;
    }

    /** From any thread. */
    @Override
    public String name() {
        return subscription.key() + "#" + subscription.id() + " (" + manner + ")";
    }

    @Override
    public void onFrame(DeliveredFrame frame) {
        progress.setRelease(progress.getPlain() + 1);
        long identity = frame.ptsUs();
        boolean intact = isAsPublished(identity, frame);
        if (manner.seat() == Manner.Seat.RECEIVE) {
            sitOut();
        }
        if (manner.slowNs() > 0) {
            ledger.injected(Fault.SLOW_HANDLER);
            LockSupport.parkNanos(manner.slowNs());
        }
        if (!frame.isIntact()) {
            return; // It comes again, as part of a gap.
        }
        if (!intact) {
            ledger.found(
                    Trouble.TORN,
                    name() + ": frame " + frame.sequence() + " is not what was published as "
                            + Identity.incarnation(identity) + "/" + Identity.count(identity));
        }
        long sequence = frame.sequence();
        if (sequence < next && frame.isConfig() && frame.isReplayed()) {
            if (tracker != null) {
                tracker.configured(frame.trackId());
            }
            return;
        }
        take(frame, sequence, identity);
        if (manner.throwEvery() > 0 && delivered % manner.throwEvery() == 0) {
            ledger.injected(Fault.HANDLER_EXCEPTION);
            throw new HandlerFailure();
        }
    }

    /** A thread of its own is held in the midst of a frame, as one that was stopped and goes on later. */
    private void sitOut() {
        for (long ns = heldForNs(); ns > 0; ns = heldForNs()) {
            LockSupport.parkNanos(ns);
        }
    }

    private boolean isAsPublished(long identity, DeliveredFrame frame) {
        long count = Identity.count(identity);
        return Identity.incarnation(identity) == incarnation.id()
                && (incarnation.isShared() || count == frame.sequence())
                && frame.length() == Pattern.bytes(identity)
                && frame.trackId() == Pattern.track(count)
                && frame.kind() == Pattern.kind(count)
                && imprint.allMatches(identity, frame.payload());
    }

    private void take(DeliveredFrame frame, long sequence, long identity) {
        if (sequence < next) {
            ledger.found(Trouble.MISORDERED, name() + ": frame " + sequence + " after " + (next - 1));
            return;
        }
        if (sequence > next && !manner.filtered()) {
            ledger.found(Trouble.LOST, name() + ": frame " + sequence + " follows " + (next - 1) + " without a gap");
        }
        passedOver += sequence - next;
        next = sequence + 1;
        delivered++;
        int publisher = Identity.publisher(identity);
        long count = Identity.count(identity);
        if (count < nextCounts[publisher]) {
            ledger.found(
                    Trouble.MISORDERED,
                    name() + ": frame " + count + " of publisher " + publisher + " after "
                            + (nextCounts[publisher] - 1));
        }
        nextCounts[publisher] = count + 1;
        if (tracker != null) {
            follow(tracker, frame);
        }
        if (latency != null && !frame.isReplayed() && !wasHeld && manner.isHealthy()) {
            latency.record(System.nanoTime() - incarnation.sentAtNs(identity));
        }
    }

    private void follow(DecodabilityTracker decoder, DeliveredFrame frame) {
        if (frame.isConfig()) {
            decoder.configured(frame.trackId());
        } else if (!decoder.delivered(frame.trackId(), frame.kind(), frame.flags())) {
            ledger.found(Trouble.UNDECODABLE, name() + ": frame " + frame.sequence() + " of track " + frame.trackId());
        }
    }

    @Override
    public void onGap(Gap gap) {
        progress.setRelease(progress.getPlain() + 1);
        long first = gap.firstSequence();
        long last = gap.lastSequence();
        if (first < next || last - first + 1 != gap.frames() || gap.overwritten() + gap.skipped() != gap.frames()) {
            ledger.found(
                    Trouble.MISORDERED,
                    name() + ": gap of " + gap.frames() + " frames from " + first + " to " + last + " at " + next);
        } else if (first > next && !manner.filtered()) {
            ledger.found(Trouble.LOST, name() + ": gap from " + first + " follows " + (next - 1));
        }
        passedOver += Math.max(0, first - next);
        gapFrames += gap.frames();
        if (tracker != null) {
            for (long sequence = first; sequence <= last; sequence++) {
                if (!Pattern.isConfiguration(sequence)) {
                    tracker.lost(Pattern.track(sequence), Pattern.kind(sequence), Pattern.flags(sequence));
                }
            }
        }
        next = last + 1;
    }

    /** From any thread: whether the subscription's figures of one moment belong together. */
    void sampleBooks() {
        SubscriptionStats stats = subscription.stats();
        ledger.did(Operation.BOOKS_SAMPLED);
        long accounted = stats.delivered() + stats.dropped() + stats.filtered() + stats.lagFrames();
        if (accounted != stats.published()) {
            ledger.found(Trouble.LOST, name() + ": books do not balance: " + stats);
        }
    }

    /** Compares the books, once it has ended and the last poll has returned. */
    void closeBooks() {
        SubscriptionStats stats = subscription.stats();
        EndReason reason = subscription.endReason().orElse(null);
        ledger.did(Operation.BOOKS_CLOSED);
        if (reason instanceof EndReason.Evicted) {
            ledger.injected(Fault.EVICTION);
        }
        sampleBooks();
        balance("delivered", delivered, subscription.delivered());
        balance("dropped, by the gaps,", gapFrames, subscription.dropped());
        // Those passed over behind the last frame that it was handed show in the subscription's place only.
        balance("filtered", passedOver + stats.nextSequence() - next, subscription.filtered());
        if (reason == null) {
            ledger.found(Trouble.UNEXPECTED, name() + ": has ended without a reason");
        } else if (!hasLeft && !(reason instanceof EndReason.Evicted)) {
            // One that leaves after the stream's end keeps that as its reason, but need not have read all.
            if (stats.lagFrames() != 0) {
                ledger.found(
                        Trouble.LOST,
                        name() + ": has read to the end, with " + stats.lagFrames() + " unread, " + reason);
            }
            incarnation.claimEnd(name(), stats.startSequence() + stats.published(), ledger);
        }
        ended = true;
    }

    private void balance(String what, long counted, long said) {
        if (counted != said) {
            ledger.found(
                    Trouble.LOST,
                    name() + ": books do not balance: " + what + " " + counted + ", the subscription says " + said
                            + ", "
                            + subscription.endReason() + ", last counts "
                            + Arrays.toString(Arrays.copyOf(nextCounts, 2)));
        }
    }

    /** Frames that it checked. Once it has ended. */
    long delivered() {
        return delivered;
    }
}
