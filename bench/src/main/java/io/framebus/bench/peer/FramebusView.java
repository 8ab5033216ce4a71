package io.framebus.bench.peer;

import io.framebus.DeliveredFrame;
import io.framebus.FrameHandler;
import java.nio.ByteBuffer;

/** A delivered frame as sinks know it. */
final class FramebusView implements FrameHandler, PeerFrame {
    private final PeerSink sink;

    @SuppressWarnings("NullAway.Init") // set before the sink sees it
    private DeliveredFrame frame;

    FramebusView(PeerSink sink) {
        this.sink = sink;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the same view each time, but for configurations
    public void onFrame(DeliveredFrame delivered) {
        if (frame != delivered) {
            frame = delivered; // only then: with most collectors the store costs several times what the frame does
        }
        sink.onFrame(this);
    }

    /** The number that a frame was published with: see {@link FramebusPeer}. */
    static long sequence(DeliveredFrame frame) {
        return frame.ptsUs();
    }

    @Override
    public long sequence() {
        return sequence(frame);
    }

    @Override
    public long sentNs() {
        return frame.dtsUs();
    }

    @Override
    public boolean key() {
        return frame.isKeyframe();
    }

    @Override
    public ByteBuffer payload() {
        return frame.payload();
    }

    @Override
    public boolean isIntact() {
        return frame.isIntact();
    }
}
