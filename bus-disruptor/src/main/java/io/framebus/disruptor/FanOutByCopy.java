package io.framebus.disruptor;

import java.nio.ByteBuffer;

/** {@link FanOutRun} by copy. */
final class FanOutByCopy extends FanOutRun<SharedCopies> {
    private final SharedCopyView view;
    private final ByteBuffer arena;

    FanOutByCopy(FrameRing ring, Tracks tracks) {
        super(ring);
        this.view = new SharedCopyView(tracks, NOTHING_REPLAYED);
        this.arena = ring.arena.readOnly();
    }

    @Override
    SharedView view() {
        return view;
    }

    @Override
    SharedCopies shared(PollContext context) {
        return context.copies().begun();
    }

    @Override
    int findPayloads(SharedCopies copies, int index, int end) {
        view.framesOf(copies);
        return copies.copyPayloads(ring, arena, index, end);
    }

    /** It is a copy. */
    @Override
    boolean isThere(long sequence) {
        return true;
    }

    @Override
    boolean handOver(FanOutSeat[] seats, int from, int to) {
        SharedCopyView view = this.view;
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
