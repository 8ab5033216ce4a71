package io.framebus;

/**
 * What an {@link EgressAgent} has done since it was built, as of the end of a recent sweep. Counts are read one by one while
 * the agent goes on: each is right, but they need not all be of the same sweep.
 *
 * @param sweeps duty cycles: each passes once over all streams
 * @param turns turns in which a subscription was served: polled, or handed frames in step with others of its stream
 * @param turnsInDebt turns in which a subscription was not polled, for it had gone over its byte budget before
 * @param streamsPassedOver how often a stream was passed over with one read, for it had nothing new and all of its
 *     subscriptions were drained
 * @param frames frames handed to handlers, configurations in force and frames torn in place included
 * @param bytes payload bytes of these frames
 * @param failures handlers that threw
 * @param subscriptions subscriptions served now, those just added included
 * @param streams streams these belong to, as of the last sweep
 * @param streamsReady those of them that the next sweep looks at: all, where streams are asked
 * @param notifications how often a stream that was not looked at had something new, and said so
 * @param parks how often the agent's thread was parked ({@link EgressAgent#idleUntilTold()}), as of the last sweep
 */
public record EgressStats(
        long sweeps,
        long turns,
        long turnsInDebt,
        long streamsPassedOver,
        long frames,
        long bytes,
        long failures,
        int subscriptions,
        int streams,
        int streamsReady,
        long notifications,
        long parks) {}
