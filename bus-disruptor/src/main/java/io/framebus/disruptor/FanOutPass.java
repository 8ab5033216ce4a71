package io.framebus.disruptor;

import org.jspecify.annotations.Nullable;

/**
 * The passes of a {@link RingFanOut}, one after the other: each finds all that there is for those in step, hands it over frame by frame
 * ({@link FanOutHandover}), and has the others served alone when it is over. For the thread that serves.
 */
final class FanOutPass {
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
    void serveInStep(PollContext ofThisThread, int start, int maxFrames, long maxBytes) {
        begin();
        PollContext context = ofThisThread.borrow();
        boolean complete = false;
        try {
            if (judged > 0) {
                judge();
            }
            findRun(context, maxFrames, maxBytes);
            boolean any = run.hasFrame();
            while (run.hasFrame() && handOver(start)) {
                step.moveOn(run.view());
                run.moveOn();
            }
            served += handover.fallen() + (any ? step.size() : 0);
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
        handover.begin();
        aloneCount = 0;
        if (alone.length < seats.size()) {
            alone = new FanOutSeat[seats.all().length];
        }
    }

    /** Of all that there is for those in step, or else for the first that can lead others. Where it cannot be had, nobody is in step. */
    private void findRun(PollContext context, int maxFrames, long maxBytes) {
        long most = Math.min(maxFrames, SharedHeaders.MAX_FRAMES);
        if (step.size() == 0) {
            findLeader(context, most, maxBytes);
            return;
        }
        boolean forAll = step.size() == seats.size();
        boolean possible = most > 0 && (step.next() > last || run.find(context, step, last, most, maxBytes, forAll));
        if (!possible) {
            dissolve();
        }
    }

    private void findLeader(PollContext context, long most, long maxBytes) {
        FanOutSeat[] all = seats.all();
        for (int i = 0; i < seats.size() && step.size() == 0; i++) {
            long next = all[i].next();
            boolean leads = next <= last && last - next < most && step.begin(all[i]);
            if (leads && !run.find(context, step, last, most, maxBytes, false)) {
                step.leave(all[i], run.view());
                return; // not for each one anew
            }
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
            if (!seat.isInStep() && !seat.isOver && seat.wantsPoll(last)) {
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
                seat.member.serveAlone();
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
        return handover.fallen() == 0;
    }
}
