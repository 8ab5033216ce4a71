package io.framebus;

/**
 * A frame as a handler is given it. A subscription has a few such objects and reuses them: valid on the polling thread and
 * inside the handler call only; {@link #copy()} makes something that may be kept.
 *
 * <p>From {@link Subscription#poll} all of it is a private copy that was proved whole before the call. From
 * {@link Subscription#pollInPlace} the payload, {@link #dtsUs()} and {@link #durationUs()} are the ring's own memory, which the
 * publisher may overwrite at any time: ask {@link #isIntact()} after the last read and before anything that was read is let
 * out. The rest of the header was proved whole before the call.
 */
public interface DeliveredFrame extends Frame {
    /** The sequence at which the frame was published: 0 for a stream's first, one more for each next. */
    long sequence();

    /** When the frame was published, on the bus's monotonic clock, in nanoseconds. */
    long publishTimeNs();

    /**
     * Whether the frame was published before this subscriber joined, or is a configuration handed over because it is in
     * force rather than at its own place in the order.
     */
    boolean isReplayed();

    /**
     * Whether everything read from this frame so far is what was published. By copy always true. In place it turns false for
     * good once the publisher has claimed the frame's place; a frame whose last answer was true counts as delivered, one
     * that was never asked is judged when the handler returns.
     */
    boolean isIntact();
}
