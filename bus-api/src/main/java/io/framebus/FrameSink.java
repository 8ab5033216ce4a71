package io.framebus;

/**
 * Where {@link Subscription#drive} sends frames: one downstream peer. Called in order on the driving thread.
 */
@FunctionalInterface
public interface FrameSink {
    /** Whether to go on after a frame. */
    enum Flow {
        /** Send more. */
        CONTINUE,
        /** The peer is gone: end the drive, in good order. */
        BREAK
    }

    /**
     * Sends one frame; it is valid inside this call only. May block: that slows down this subscriber alone.
     *
     * @throws Exception if sending failed; aborts the drive and reaches its caller
     */
    Flow send(DeliveredFrame frame) throws Exception;

    /** A run of frames that the sink does not get. */
    default void onGap(Gap gap) {}

    /**
     * There is nothing more to send for now, or nothing at all: let out what is buffered.
     *
     * @throws Exception if sending failed; aborts the drive and reaches its caller
     */
    default void flush() throws Exception {}
}
