package io.framebus;

/** Why a subscription, or a stream, ended. Closed: a {@code switch} or a chain of {@code instanceof} can name every case. */
public sealed interface EndReason {
    /** The publisher ended the stream, or did not return within the reconnect grace. */
    record StreamEnded() implements EndReason {}

    /**
     * The subscriber's max-lag policy ended it.
     *
     * @param policy the limit that was passed, with its figures
     * @param stats the subscription as it was at that moment
     */
    record Evicted(String policy, SubscriptionStats stats) implements EndReason {}

    /** The stream was ended because its publisher was silent for longer than the idle timeout. */
    record IdleReaped() implements EndReason {}

    /** The whole bus was closed. */
    record BusClosed() implements EndReason {}

    /** The subscriber closed its subscription. */
    record ClosedBySubscriber() implements EndReason {}
}
