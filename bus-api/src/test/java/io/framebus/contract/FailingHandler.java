package io.framebus.contract;

import io.framebus.DeliveredFrame;
import io.framebus.FrameHandler;
import io.framebus.Gap;

/** A handler that throws at some frames. */
final class FailingHandler implements FrameHandler {
    private final FrameHandler handler;
    private final long every;

    /** At each frame whose sequence is a multiple of {@code every}; 0: never. */
    FailingHandler(FrameHandler handler, long every) {
        this.handler = handler;
        this.every = every;
    }

    @Override
    public void onFrame(DeliveredFrame frame) {
        handler.onFrame(frame);
        if (every > 0 && frame.sequence() % every == 0) {
            throw new IllegalStateException("frame " + frame.sequence());
        }
    }

    @Override
    public void onGap(Gap gap) {
        handler.onGap(gap);
    }
}
