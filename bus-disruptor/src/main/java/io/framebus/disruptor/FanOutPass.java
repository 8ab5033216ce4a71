package io.framebus.disruptor;

import org.jspecify.annotations.Nullable;

/**
 * The passes of a {@link RingFanOut}, one after the other: each finds what there is for those in step, run by run, hands it over frame by
 * frame ({@link FanOutHandover}), and has the others served alone when it is over. For the thread that serves.
 */
final class FanOutPass extends FanOutSearch {
    private final FanOutHandover handover;

    /** Members that are to be judged before they read. */
    private int judged;

    // Of the pass under way, or the last one:
    private int served;

    /** Something is left for those who were in step, and so for those who wait for them: also if they have ended since. */
    private boolean behind;

    private @Nullable FanOutSeat[] alone = {};
    private int aloneCount;

    FanOutPass(FrameRing ring, FanOutSeats seats, FanOutRun<?> run) {
        super(ring, seats, run);
        this.handover = new FanOutHandover(seats, run, step);
    }

    /** What the next pass goes up to, and may hand over: {@link FanOutAllowance#allow}. */
    void allow(long last, int frames, long bytes, boolean allOrNone) {
        step.allow(last, frames, bytes, allOrNone);
    }

    void added(FanOutSeat seat) {
        judged += seat.isJudged() ? 1 : 0;
    }

    void removed(FanOutSeat seat) {
        judged -= seat.isJudged() ? 1 : 0;
        if (seat.isInStep()) {
            step.leave(seat, run.view());
        }
    }

    /** Hands frames to those in step, beginning with the seat at {@code start}. {@code ofThisThread}: what the thread uses for its polls. */
    void serveInStep(PollContext ofThisThread, int start) {
        begin();
        PollContext context = ofThisThread.borrow();
        boolean complete = false;
        try {
            if (judged > 0) {
                judge();
            }
            findFirst(context);
            boolean any = run.hasFrame();
            while (run.hasFrame()) {
                while (run.hasFrame() && handOver(start)) {
                    step.moveOn(run.view());
                    run.moveOn();
                }
                findNext(context);
            }
            served += handover.fallen() + (any ? step.size() : 0);
            behind = isBehind();
            if (!any || step.size() < seats.size()) {
                noteAlone();
            }
            complete = true;
        } finally {
            if (!complete) {
                abandon();
            }
            run.clear();
            context.giveBack();
        }
    }

    private void begin() {
        served = 0;
        behind = false;
        handover.begin();
        aloneCount = 0;
        if (alone.length < seats.size()) {
            alone = new FanOutSeat[seats.all().length];
        }
    }

    private void judge() {
        FanOutSeat[] all = seats.all();
        for (int i = 0; i < seats.size(); i++) {
            if (all[i].isInStep() && all[i].isJudged() && !all[i].mayRead()) {
                step.leave(all[i], run.view());
            }
        }
    }

    /**
     * The frame whose turn it is, and those behind it that went to everybody, for all that are in step or meet them there. False if one was
     * overwritten meanwhile: then nobody is in step.
     */
    private boolean handOver(int start) {
        boolean there = handover.handOver(start);
        if (!there) {
            served += handover.frames() > 0 ? step.size() : 0;
            dissolveOverrun();
        }
        return there;
    }

    /** Whoever is out of step, or is stopped, and has something to read or to be told. */
    private void noteAlone() {
        FanOutSeat[] all = seats.all();
        for (int i = 0; i < seats.size(); i++) {
            FanOutSeat seat = all[i];
            if (seat.isInStep() && !seat.goesOn()) {
                step.leave(seat, run.view());
            }
            if (!seat.isInStep() && !seat.isOver && seat.wantsPoll(step.last()) && !isAboutToBeMet(seat)) {
                alone[aloneCount++] = seat;
            }
            seat.isOver = false;
        }
    }

    /** The pass is left half-way. */
    private void abandon() {
        dissolve();
        FanOutSeat[] all = seats.all();
        for (int i = 0; i < seats.size(); i++) {
            all[i].isOver = false;
        }
    }

    /** Has those served alone that were not in step. */
    void serveAlone() {
        for (int i = 0; i < aloneCount; i++) {
            FanOutSeat seat = alone[i];
            alone[i] = null;
            if (seat != null) {
                seat.member.serveAlone(framesAlone());
            }
        }
    }

    /** Members that were handed frames in step. */
    int served() {
        return served;
    }

    /** These frames. */
    long frames() {
        return handover.frames();
    }

    /** Payload bytes of these frames. */
    long bytes() {
        return handover.bytes();
    }

    /** Whether all in step have all that there was for them. */
    boolean isDrained() {
        return handover.fallen() == 0 && !behind;
    }
}
