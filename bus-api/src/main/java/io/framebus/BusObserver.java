package io.framebus;

import java.time.Duration;

/**
 * Told of what happens on a bus. Every method does nothing by default.
 *
 * <p>Called on the thread that noticed: a publisher's for nothing at all, a subscriber's for its own gaps and eviction, the
 * caller's for what it asked for, the housekeeper's otherwise, lag levels among it. Calls may come from several threads at once. A method should
 * return quickly, for it holds up the thread it runs on; what it throws is contained, counted, logged once per bus, and costs
 * nobody else anything.
 */
public interface BusObserver {
    /** A publisher started, or returned within the reconnect grace. */
    default void publishStarted(StreamKey key) {}

    /** A publisher left and the stream is kept for it: subscribers stay for up to {@code grace}. */
    default void publisherLost(StreamKey key, Duration grace) {}

    /** A stream ended. */
    default void publishEnded(StreamKey key, EndReason reason) {}

    /** A stream changed its state. */
    default void stateChanged(StreamKey key, StreamState from, StreamState to) {}

    /** A subscriber joined. */
    default void subscriberJoined(SubscriberRef subscriber) {}

    /** A subscription ended, for whatever reason. Told once, and after {@link #evicted} where that is the reason. */
    default void subscriberLeft(SubscriberRef subscriber, EndReason reason) {}

    /** A subscriber came nearer to losing frames, or recovered. */
    default void lagging(SubscriberRef subscriber, LagLevel level, SubscriptionStats stats) {}

    /** A subscriber did not get some frames; {@code gap} is valid inside the call only. */
    default void gap(SubscriberRef subscriber, Gap gap) {}

    /** A subscriber was evicted. */
    default void evicted(SubscriberRef subscriber, EndReason.Evicted reason) {}

    /** A stream was ended because its publisher had been silent for {@code silence}. */
    default void reaped(StreamKey key, Duration silence) {}

    /** A key frame was asked for; {@code waiting} subscribers were waiting for a sync point. */
    default void keyframeNeeded(StreamKey key, int waiting) {}
}
