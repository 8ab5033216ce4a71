package io.framebus.disruptor;

import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** Hands one frame to all members in step, wherever it begins, and takes in who meets them there. For the thread that serves. */
final class FanOutHandover {
    private final FanOutSeats seats;
    private final FanOutRun<?> run;
    private final FanOutStep step;

    // Since begin():
    private int fallen;
    private long frames;
    private long bytes;

    FanOutHandover(FanOutSeats seats, FanOutRun<?> run, FanOutStep step) {
        this.seats = seats;
        this.run = run;
        this.step = step;
    }

    /** A pass begins: nothing was handed over. */
    void begin() {
        fallen = 0;
        frames = 0;
        bytes = 0;
    }

    /**
     * The frame whose turn it is, to the seat at {@code start} first. False if it was overwritten meanwhile, and some of those in step
     * have not been handed it.
     */
    boolean handOver(int start) {
        orderFrames();
        return run.isThere() && handOver(seats.twice(), start, start + seats.size());
    }

    /**
     * Once for a frame what a poll does for each delivery. Between the members there is no fence, so that what the frame is can be
     * read once for all: with one, a compiler reads view, header and buffer anew for each of them.
     */
    private static void orderFrames() {
        // Release fence: what handlers did with the frames before this one, before its members' sequences go on
        // (FanOutSeat.deliver). Partner: the acquire load in Books.next. Without it, whoever sees that a frame was
        // delivered might not see what was done with the one before.
        VarHandle.releaseFence();
        // Acquire fence: the frames before this one, before its looks at who was stopped (FanOutSeat.goesOn). Partner:
        // none, as the flag promises no order. Without it a compiler could keep what it saw at an earlier frame, and
        // one that another thread has closed be handed the rest.
        VarHandle.acquireFence();
    }

    private boolean handOver(FanOutSeat[] all, int from, int to) {
        boolean there = true;
        int i = from;
        while (i < to && there) {
            there = handOverRow(all, i, to);
            i = run.reached();
            if (i < to && there) {
                FanOutSeat seat = all[i];
                if (seat.isInStep()) {
                    step.leave(seat, run.view()); // stopped
                } else if (seat.isOver || !step.join(seat)) {
                    i++;
                }
            }
        }
        return there;
    }

    /** To those in a row that are in step. */
    private boolean handOverRow(FanOutSeat[] all, int from, int to) {
        boolean there = true;
        Throwable failure = null;
        try {
            there = run.handOverApart(all, from, to);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        int given = run.reached() - from - run.unwanted();
        frames += given;
        bytes += (long) given * run.view().length();
        if (failure != null || !there) {
            fallOut(all[run.reached() - 1], failure);
        }
        return there;
    }

    /** A member's handler threw, or the frame was overwritten under it: its turn is over. */
    private void fallOut(FanOutSeat seat, @Nullable Throwable failure) {
        step.leave(seat, run.view());
        seat.isOver = true;
        fallen++;
        if (failure != null) {
            seat.member.failed(failure);
        }
    }

    /** Members that fell out of step in the midst of the pass. */
    int fallen() {
        return fallen;
    }

    /** Frames handed over, to one member each. */
    long frames() {
        return frames;
    }

    /** Payload bytes of these frames. */
    long bytes() {
        return bytes;
    }
}
