package io.framebus.bench.paired;

import io.framebus.DeliveredFrame;
import io.framebus.FrameHandler;
import io.framebus.bench.peer.CheckingSink;
import io.framebus.bench.peer.Imprint;
import io.framebus.bench.peer.PeerFrame;
import io.framebus.bench.peer.PeerSink;

/**
 * Looks at the clock once both ends of a payload have been read: so what a frame's bytes take from core to core is in the figure,
 * whether they are copied before the handler is called or read where they are. For one thread.
 */
final class ArrivalSink implements PeerSink, FrameHandler {
    private final CheckingSink checks;
    private long arrivedNs;

    ArrivalSink(Imprint imprint) {
        checks = new CheckingSink(imprint, CheckingSink.Look.ENDS, 0);
    }

    @Override
    public void onFrame(PeerFrame frame) {
        checks.onFrame(frame);
        arrivedNs = System.nanoTime();
    }

    @Override
    public void onFrame(DeliveredFrame frame) {
        checks.onFrame(frame);
        arrivedNs = System.nanoTime();
    }

    @Override
    public FrameHandler handler() {
        return this;
    }

    /**
     * When the newest frame had arrived. Plain: the reader's release store of how many were delivered comes after it. Partner:
     * {@link ReaderThread#awaitDelivered}; who has not waited there may be told of an earlier frame.
     */
    long arrivedNs() {
        return arrivedNs;
    }

    CheckingSink checks() {
        return checks;
    }
}
