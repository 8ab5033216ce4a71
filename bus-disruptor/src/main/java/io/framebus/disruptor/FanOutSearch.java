package io.framebus.disruptor;

/**
 * Finds what those in step are handed next, and where to begin if nobody is in step. For the thread that serves.
 *
 * <p>Who is behind is served in step like everybody, and so catches up sooner than by himself. That asks for all to be at the same place: a step
 * begins where most are; who is a little further waits for it; and a step that most are far ahead of is given up.
 *
 * <p>A part of the {@link FanOutPass}, as {@link FanOutAllowance} is one of the step.
 */
abstract sealed class FanOutSearch permits FanOutPass {
    /** Frames between two members up to which they are near each other: those in step come to who is further with their next runs. */
    private static final int REACH = SharedHeaders.MAX_FRAMES;

    final FrameRing ring;
    final FanOutSeats seats;
    final FanOutRun<?> run;
    final FanOutStep step = new FanOutStep();

    /** In the pass under way a frame that was to be handed over in step was overwritten. */
    private boolean overrun;

    FanOutSearch(FrameRing ring, FanOutSeats seats, FanOutRun<?> run) {
        this.ring = ring;
        this.seats = seats;
        this.run = run;
    }

    /** The first run of a pass, for those in step or for who begins a step. Where none can be had though there is something to read, nobody is in step. */
    final void findFirst(PollContext context) {
        overrun = false;
        if (isLeftBehind()) {
            dissolve();
        }
        if (step.size() == 0) {
            if (step.framesAllowed() > 0) {
                beginStep(context);
            }
        } else if (step.framesAllowed() == 0 || !(step.isDrained() || run.find(context, step, seats.size()))) {
            lookForOverrun(step.next());
            dissolve();
        }
    }

    /** Behind the one that was handed over, if there is one. Else who is in step stays there: the next pass looks again. */
    final void findNext(PollContext context) {
        if (!isBehind() || !findRest(context)) {
            run.clear();
        }
    }

    private boolean findRest(PollContext context) {
        step.take(run.frames(), run.bytes(context));
        return run.find(context, step, seats.size());
    }

    /** Whether it would be long before those in step met the others, who are more. */
    private boolean isLeftBehind() {
        boolean few = step.size() > 0 && 2 * step.size() < seats.size();
        return few && step.last() - step.next() >= REACH;
    }

    private void beginStep(PollContext context) {
        long place = seats.whereToBegin(step.last(), REACH);
        FanOutSeat[] all = seats.all();
        for (int i = 0; i < seats.size() && place <= step.last() && step.size() == 0; i++) {
            if (all[i].next() == place && step.begin(all[i]) && !run.find(context, step, seats.size())) {
                lookForOverrun(place);
                step.leave(all[i], run.view());
                return; // not for each one anew
            }
        }
    }

    /**
     * Acquire load of the tail; partner: the publisher's release store. A hint, which may be a moment old: then each is polled for a whole
     * turn, and they meet later.
     */
    private void lookForOverrun(long sequence) {
        overrun = sequence < ring.tail.get();
    }

    /** The frame whose turn it was has been overwritten: nobody is in step. */
    final void dissolveOverrun() {
        overrun = true;
        dissolve();
    }

    /** Nobody is in step any more. */
    final void dissolve() {
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
    final int framesAlone() {
        return overrun ? 1 : Integer.MAX_VALUE;
    }

    /** Whether there is something left for those in step. */
    final boolean isBehind() {
        return step.size() > 0 && !step.isDrained();
    }

    /** Whether those in step are about to come to where it is, or are there. */
    final boolean isAboutToBeMet(FanOutSeat seat) {
        long ahead = seat.next() - step.next();
        return isBehind() && ahead >= 0 && ahead <= REACH && step.isFor(seat) && seat.canBegin(step.last());
    }
}
