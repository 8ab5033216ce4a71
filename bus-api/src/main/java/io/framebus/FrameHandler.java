package io.framebus;

/**
 * Receives what a subscriber reads, in order, on the polling thread. Must not poll the same subscription again; may close it.
 *
 * <p>The order, without exception: the codec configuration in force, if it differs from the one last handed over, then the
 * frame that needs it. A gap is told before the first frame after it.
 *
 * <p>A handler that throws: the exception reaches the caller of {@code poll}, the frame counts as delivered, and the next poll
 * goes on with the next frame.
 */
@FunctionalInterface
public interface FrameHandler {
    /** A frame; valid inside this call only. */
    void onFrame(DeliveredFrame frame);

    /** A run of frames that this subscriber does not get; valid inside this call only, {@link Gap#copy()} keeps it. */
    default void onGap(Gap gap) {}
}
