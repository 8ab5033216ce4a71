package io.framebus.disruptor;

import java.nio.ByteBuffer;

/** {@link FanOutRun} in place: each handler reads the ring's own memory, and is believed only if the frame was still there then. */
final class FanOutInPlace extends FanOutRun<SharedHeaders> {
    private final SharedInPlaceView view;
    private final ByteBuffer memory;

    /** A second view, for the handler: position and limit are set to each frame that is read. */
    private final ByteBuffer shown;

    FanOutInPlace(FrameRing ring, Tracks tracks) {
        super(ring);
        this.view = new SharedInPlaceView(tracks, ring.bySequence, NOTHING_REPLAYED);
        this.memory = ring.arena.readOnly();
        this.shown = ring.arena.shown();
    }

    @Override
    SharedView view() {
        return view;
    }

    @Override
    SharedHeaders shared(PollContext context) {
        return context.headers().begun();
    }

    @Override
    int findPayloads(SharedHeaders headers, int index, int end) {
        view.framesOf(headers, memory, shown);
        return end;
    }

    /** Frames that went while those before them were handled are not to be seen at all. */
    @Override
    boolean isThere(long sequence) {
        return ring.slot(sequence).holds(sequence);
    }

    @Override
    boolean handOver(FanOutSeat[] seats, int from, int to) {
        SharedInPlaceView view = this.view;
        long next = view.sequence() + 1;
        int unwanted = 0;
        boolean intact = true;
        int i = from;
        try {
            while (i < to && intact && seats[i].goesOn()) {
                FanOutSeat seat = seats[i];
                i++;
                if (seat.accepts(view)) {
                    seat.deliver(next);
                    view.forAnother();
                    seat.callHandler(view, position());
                    intact = view.isVouchedFor() || view.isIntact();
                } else {
                    seat.filter(next);
                    unwanted++;
                }
            }
        } finally {
            reached(i, unwanted);
        }
        if (!intact) {
            seats[i - 1].takeBack(view);
        }
        return intact;
    }
}
