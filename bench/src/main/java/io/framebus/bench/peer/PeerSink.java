package io.framebus.bench.peer;

import io.framebus.FrameHandler;

/** What a subscriber's frames are given to, in order. */
@FunctionalInterface
public interface PeerSink {
    /** A frame; valid inside this call only. */
    void onFrame(PeerFrame frame);

    /**
     * What a subscription of framebus is to call for this sink. Every other peer's frames are {@link PeerFrame}s; those of framebus
     * are not, and are shown as such by one object more. A sink that is timed reads them itself, as a user's handler does.
     */
    default FrameHandler handler() {
        return new FramebusView(this);
    }
}
