package io.framebus.bench.peer;

/** What a subscriber's frames are given to, in order. */
@FunctionalInterface
public interface PeerSink {
    /** A frame; valid inside this call only. */
    void onFrame(PeerFrame frame);
}
