package io.framebus.disruptor;

/**
 * Finds what those in step are handed next, and where to begin if nobody is in step. For the thread that serves.
 *
 * <p>Who is behind is served in step like everybody, and so catches up sooner than by himself. That asks for all to be at the same place: a step
 * begins where most are; who is a little further waits for it; and a step that most are far ahead of is given up.
 */
final class FanOutSearch {
    /** Who has read so many frames more than those in step, or less, waits for them. */
    private static final int REACH = SharedHeaders.MAX_FRAMES;

    private final FrameRing ring;
    private final FanOutSeats seats;
    private final FanOutRun<?> run;
    private final FanOutStep step;

    /** In the pass under way a frame that was to be handed over in step was overwritten. */
    private boolean overrun;

    FanOutSearch(FrameRing ring, FanOutSeats seats, FanOutRun<?> run, FanOutStep step) {
        this.ring = ring;
        this.seats = seats;
        this.run = run;
        this.step = step;
    }

    /** The first run of a pass, for those in step or for who begins a step. Where none can be had though there is something to read, nobody is in step. */
    void findFirst(PollContext context, FanOutAllowance allowance) {
        overrun = false;
        if (isLeftBehind(allowance)) {
            dissolve();
        }
        if (step.size() == 0) {
            begin(context, allowance);
        } else if (allowance.framesOfRun() == 0 || !(isDrained(allowance) || find(context, allowance))) {
            lookForOverrun(step.next());
            dissolve();
        }
    }

    /** Behind the one that was handed over, if there is one. Else who is in step stays there: the next pass looks again. */
    void findNext(PollContext context, FanOutAllowance allowance) {
        if (step.size() == 0 || isDrained(allowance) || !find(context, allowance)) {
            run.clear();
        }
    }

    private boolean isDrained(FanOutAllowance allowance) {
        return step.next() > allowance.last();
    }

    /** Whether it would be long before those in step met the others, who are more. */
    private boolean isLeftBehind(FanOutAllowance allowance) {
        return 2 * step.size() < seats.size() && allowance.last() - step.next() >= REACH;
    }

    private boolean find(PollContext context, FanOutAllowance allowance) {
        return run.find(context, step, allowance, step.size() == seats.size());
    }

    private void begin(PollContext context, FanOutAllowance allowance) {
        long place = seats.whereToBegin(allowance.last(), REACH);
        FanOutSeat[] all = seats.all();
        for (int i = 0; i < seats.size() && place <= allowance.last() && step.size() == 0; i++) {
            if (all[i].next() == place && step.begin(all[i]) && !find(context, allowance)) {
                lookForOverrun(place);
                step.leave(all[i], run.view());
                return; // not for each one anew
            }
        }
    }

    private void lookForOverrun(long sequence) {
        overrun = sequence < ring.tail.get();
    }

    /** The frame whose turn it was has been overwritten: nobody is in step. */
    void dissolveOverrun() {
        overrun = true;
        dissolve();
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

    /**
     * How many frames one that is served alone is to be handed at most. After an overrun one: all land at the same place then, but would not be
     * there any more if each were handed many before the next one lands.
     */
    int framesAlone() {
        return overrun ? 1 : Integer.MAX_VALUE;
    }

    /** Whether there is something left for those in step. */
    boolean isBehind(FanOutAllowance allowance) {
        return step.size() > 0 && !isDrained(allowance);
    }

    /** Whether those in step are about to come to where it is, or are there. */
    boolean isAboutToBeMet(FanOutSeat seat, FanOutAllowance allowance) {
        long ahead = seat.next() - step.next();
        return isBehind(allowance)
                && ahead >= 0
                && ahead <= REACH
                && step.isFor(seat)
                && seat.canBegin(allowance.last());
    }
}
