package io.framebus.disruptor;

/**
 * Up to which frame a pass of a {@link RingFanOut} goes, and what it may still hand over in step to each member. For the thread that serves.
 *
 * <p>A part of the {@link FanOutStep}: who serves hundreds of streams waits for each object's memory.
 */
abstract sealed class FanOutAllowance permits FanOutStep {
    private long last;
    private int frames;
    private long bytes;
    private boolean allOrNone;

    /** A pass begins, of the frames up to {@code last}. {@code allOrNone}: all that there is to read, in one run, or nothing. */
    final void allow(long last, int frames, long bytes, boolean allOrNone) {
        this.last = last;
        this.frames = frames;
        this.bytes = bytes;
        this.allOrNone = allOrNone;
    }

    /** So many were handed over, or passed over, by each. */
    final void take(int frames, long bytes) {
        this.frames -= frames;
        this.bytes -= bytes;
    }

    /** The newest frame when the pass began. */
    final long last() {
        return last;
    }

    final boolean isAllOrNone() {
        return allOrNone;
    }

    /** In one run. */
    final int framesAllowed() {
        return Math.min(frames, SharedHeaders.MAX_FRAMES);
    }

    /** Payload bytes. */
    final long bytesAllowed() {
        return bytes;
    }
}
