package io.framebus.disruptor;

import org.jspecify.annotations.Nullable;

/** Hands frames to all members in step, and takes in who meets them there. For the thread that serves. */
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
     * The frame whose turn it is, to the seat at {@code start} first, and those behind it as long as all members are handed each. False if the
     * frame whose turn it is then was overwritten meanwhile, and some of those in step have not been handed it.
     */
    boolean handOver(int start) {
        return run.mayBegin(run.view().sequence()) && handOver(seats.twice(), start, start + seats.size());
    }

    private boolean handOver(FanOutSeat[] all, int from, int to) {
        boolean there = true;
        int i = from;
        while (i < to && there) {
            there = handOverRow(all, i, to, i == from);
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
    private boolean handOverRow(FanOutSeat[] all, int from, int to, boolean everybody) {
        boolean there = true;
        Throwable failure = null;
        try {
            there = run.handOverApart(all, from, to, everybody, step);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        int given = run.reached() - from - run.unwanted();
        frames += run.handedBefore() + given;
        bytes += run.bytesBefore() + (long) given * run.view().length();
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
