package io.framebus.disruptor;

import java.nio.ByteBuffer;

/** {@link FanOutRun} by copy. */
final class FanOutByCopy extends FanOutRun<SharedCopies> {
    private final ByteBuffer arena;

    FanOutByCopy(FrameRing ring, Tracks tracks) {
        super(ring, tracks);
        this.arena = ring.arena.readOnly();
    }

    @Override
    SharedCopies shared(PollContext context) {
        return context.copies().begun();
    }

    @Override
    boolean findPayloads(SharedCopies copies, int index, int end) {
        if (copies.copyPayloads(ring, arena, index, end) < end) {
            return false;
        }
        view.payloadsIn(copies.memory(), copies.view(), false);
        return true;
    }

    @Override
    void show(long sequence, FrameCopy copy) {
        view.frame(sequence, copy.packed, copy.ptsUs, copy.publishTimeNs, copy.place(), copy.length);
        view.rest(copy.dtsUs, copy.durationUs);
    }

    /** It is a copy. */
    @Override
    boolean isThere() {
        return true;
    }

    @Override
    boolean handOver(FanOutSeat[] seats, int from, int to) {
        OwnView view = this.view;
        long next = view.sequence() + 1;
        int unwanted = 0;
        int i = from;
        try {
            while (i < to && seats[i].goesOn()) {
                FanOutSeat seat = seats[i];
                i++;
                if (seat.accepts(view)) {
                    seat.deliver(next);
                    seat.callHandler(view, position());
                } else {
                    seat.filter(next);
                    unwanted++;
                }
            }
        } finally {
            reached(i, unwanted);
        }
        return true;
    }
}
