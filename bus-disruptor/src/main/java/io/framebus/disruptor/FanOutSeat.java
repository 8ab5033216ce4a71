package io.framebus.disruptor;

import io.framebus.FanOut;
import io.framebus.FrameHandler;
import org.jspecify.annotations.Nullable;

/**
 * A member of a {@link RingFanOut}, and what a pass looks at of its subscription, one load from here. For the thread that serves.
 *
 * <p>While it is in step the fan-out is inside its {@link Occupancy}, and its {@link TotalsTrail} stands still: where it would be is
 * known to the {@link FanOutStep}.
 */
final class FanOutSeat {
    final FanOut.Member member;
    final FrameSelector selector;
    private final RingSubscription subscription;
    private final FrameHandler handler;
    private final Progress progress;
    private final @Nullable FrameFilter filter;
    private final @Nullable Latencies latencies;

    /** Frames up to this one may have been published before it joined: these it reads alone, for they say so of themselves. */
    private final long lastReplayed;

    /** It fell out of step in the pass under way, and is left alone until the next. */
    boolean isOver;

    private boolean inStep;

    /** Its place among the others. */
    int place;

    /** {@code lastReplayed}: nothing newer was published before the subscription joined. */
    FanOutSeat(FanOut.Member member, RingSubscription subscription, long lastReplayed) {
        this.member = member;
        this.subscription = subscription;
        this.selector = subscription.selector();
        this.handler = member.handler();
        this.progress = selector.progress();
        this.filter = selector.filter();
        this.latencies = subscription.latencies();
        this.lastReplayed = lastReplayed;
    }

    boolean isInStep() {
        return inStep;
    }

    /** Whether it is in step and was not stopped. Looks anew with each frame: ordered by {@link FanOutHandover}. */
    boolean goesOn() {
        return inStep && !progress.isStoppedPlain();
    }

    boolean enterStep() {
        inStep = next() > lastReplayed && subscription.enterStep();
        return inStep;
    }

    /** Where the totals before the frame read next are {@code here}. */
    void leaveStep(Totals here) {
        inStep = false;
        subscription.leaveStep(here);
    }

    /** Whether it is to be judged before it reads. */
    boolean isJudged() {
        return subscription.isJudgedAtEachRead();
    }

    /** Judges it; false if it is evicted for it. */
    boolean mayRead() {
        return subscription.mayRead();
    }

    /** Whether a poll would have something to hand over of the frames up to {@code last}, or to tell. */
    boolean wantsPoll(long last) {
        return next() <= last || subscription.isEnded();
    }

    /** Whether it has something to read up to {@code last}, and could come into step where it is. */
    boolean canBegin(long last) {
        long next = next();
        return next <= last && next > lastReplayed && selector.settled != null && !subscription.isEnded();
    }

    /** Where it is, while it is not in step. */
    Progress progress() {
        return progress;
    }

    /** The sequence read next. */
    long next() {
        return progress.next();
    }

    boolean accepts(SharedView frame) {
        return filter == null || filter.accepts(frame.packed());
    }

    /** The frame before {@code next} is being handed over. Ordered by {@link FanOutHandover}. */
    void deliver(long next) {
        progress.moveToPlain(next);
    }

    /** The frame before {@code next} is passed over. */
    void filter(long next) {
        selector.books().filter(next);
    }

    /** The frame was overwritten under the handler. */
    void takeBack(SharedView torn) {
        selector.takeBack(torn.sequence(), torn.packed(), torn.length());
    }

    /** Gives the handler the frame that {@code view} shows, of this pass the one after {@code handed} others. */
    void callHandler(SharedView view, int handed) {
        if (latencies == null) {
            handler.onFrame(view);
        } else {
            FrameReader.callHandler(handler, view, latencies, handed);
        }
    }
}
