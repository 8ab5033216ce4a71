package io.framebus.disruptor;

import org.jspecify.annotations.Nullable;

/**
 * The passes of a {@link RingFanOut}, one after the other: each finds what there is for those in step, run by run, hands it over frame by
 * frame ({@link FanOutHandover}), and has the others served alone when it is over. For the thread that serves.
 */
final class FanOutPass {
    /** Who has read so many frames more than those in step, or less, is waited for, or waits. */
    private static final int REACH = SharedHeaders.MAX_FRAMES;

    private final FrameRing ring;
    private final FanOutSeats seats;
    private final FanOutRun<?> run;
    private final FanOutStep step = new FanOutStep();
    private final FanOutHandover handover;

    /** Members that are to be judged before they read. */
    private int judged;

    // Of the pass under way, or the last one:
    private long last;
    private int served;
    private boolean isBehind;
    private boolean isOverrun;
    private @Nullable FanOutSeat[] alone = {};
    private int aloneCount;

    FanOutPass(FrameRing ring, FanOutSeats seats, FanOutRun<?> run) {
        this.ring = ring;
        this.seats = seats;
        this.run = run;
        this.handover = new FanOutHandover(seats, run, step);
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
    void serveInStep(PollContext ofThisThread, int start, FanOutAllowance allowance) {
        begin();
        PollContext context = ofThisThread.borrow();
        boolean complete = false;
        try {
            if (judged > 0) {
                judge();
            }
            findRun(context, allowance);
            boolean any = run.hasFrame();
            while (run.hasFrame()) {
                handOverRun(start, allowance);
                findNextRun(context, allowance);
            }
            served += handover.fallen() + (any ? step.size() : 0);
            isBehind = step.size() > 0 && step.next() <= last;
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
        last = ring.cursor();
        served = 0;
        isBehind = false;
        isOverrun = false;
        handover.begin();
        aloneCount = 0;
        if (alone.length < seats.size()) {
            alone = new FanOutSeat[seats.all().length];
        }
    }

    /** Of what there is for those in step, or else for the first that can lead others. Where none can be had, nobody is in step. */
    private void findRun(PollContext context, FanOutAllowance allowance) {
        if (isStepLeftBehind()) {
            dissolve();
        }
        if (step.size() == 0) {
            findLeader(context, allowance);
        } else if (allowance.framesOfRun() == 0 || !(step.next() > last || findForStep(context, allowance))) {
            isOverrun = step.next() < ring.tail.get();
            dissolve();
        }
    }

    /** Whether it would be long before the step met the others, who are more: they can have one of their own. */
    private boolean isStepLeftBehind() {
        return 2 * step.size() < seats.size() && last - step.next() >= SharedHeaders.MAX_FRAMES;
    }

    private boolean findForStep(PollContext context, FanOutAllowance allowance) {
        return run.find(context, step, last, allowance, step.size() == seats.size());
    }

    private void findLeader(PollContext context, FanOutAllowance allowance) {
        long place = seats.whereToBegin(last, REACH);
        FanOutSeat[] all = seats.all();
        for (int i = 0; i < seats.size() && place <= last && step.size() == 0; i++) {
            if (all[i].next() == place && step.begin(all[i]) && !findForStep(context, allowance)) {
                isOverrun = place < ring.tail.get();
                step.leave(all[i], run.view());
                return; // not for each one anew
            }
        }
    }

    /** Hands over what was found, as far as it is not overwritten meanwhile. */
    private void handOverRun(int start, FanOutAllowance allowance) {
        allowance.take(run.frames(), run.bytes());
        while (run.hasFrame() && handOver(start)) {
            step.moveOn(run.view());
            run.moveOn();
        }
    }

    /** Behind the one that was handed over. Who is in step stays there if there is none: the next pass looks again. */
    private void findNextRun(PollContext context, FanOutAllowance allowance) {
        if (step.size() == 0 || step.next() > last || !findForStep(context, allowance)) {
            run.clear();
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
            isOverrun = true;
            dissolve();
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
            if (!seat.isInStep() && !seat.isOver && seat.wantsPoll(last) && !isAboutToBeMet(seat)) {
                alone[aloneCount++] = seat;
            }
            seat.isOver = false;
        }
    }

    /** Those in step are about to come to where it is, or are there. */
    private boolean isAboutToBeMet(FanOutSeat seat) {
        long ahead = seat.next() - step.next();
        return isBehind && ahead >= 0 && ahead <= REACH && step.isFor(seat) && seat.canBegin(last);
    }

    /** The pass is left half-way. */
    private void abandon() {
        dissolve();
        FanOutSeat[] all = seats.all();
        for (int i = 0; i < seats.size(); i++) {
            all[i].isOver = false;
        }
    }

    /** Nobody is in step any more. */
    void dissolve() {
        FanOutSeat[] all = seats.all();
        for (int i = 0; i < seats.size(); i++) {
            if (all[i].isInStep()) {
                step.leave(all[i], run.view());
            }
        }
    }

    /** Has those served alone that were not in step. */
    void serveAlone() {
        for (int i = 0; i < aloneCount; i++) {
            FanOutSeat seat = alone[i];
            alone[i] = null;
            if (seat != null) {
                seat.member.serveAlone(isOverrun ? 1 : Integer.MAX_VALUE);
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
        return handover.fallen() == 0 && !isBehind;
    }
}
