package io.framebus;

/** Asks a stream's source for a key frame, for instance by sending a PLI. */
@FunctionalInterface
public interface KeyframeRequester {
    /**
     * Called when subscribers wait for a sync point, at most once per minimum interval and stream however many wait. Runs on
     * the thread that noticed, a subscriber's or the housekeeper's: it must not block. What it throws is contained.
     */
    void requestKeyframe(StreamKey key);
}
