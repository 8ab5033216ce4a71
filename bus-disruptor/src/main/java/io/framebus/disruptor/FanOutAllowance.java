package io.framebus.disruptor;

/** Up to which frame a pass of a {@link RingFanOut} goes, and what it may still hand over in step to each member. For the thread that serves. */
final class FanOutAllowance {
    private long last;
    private int frames;
    private long bytes;
    private boolean allOrNone;

    /** A pass begins, of the frames up to {@code last}. {@code allOrNone}: all that there is to read, in one run, or nothing. */
    void begin(long last, int frames, long bytes, boolean allOrNone) {
        this.last = last;
        this.frames = frames;
        this.bytes = bytes;
        this.allOrNone = allOrNone;
    }

    /** So many were handed over, or passed over, by each. */
    void take(int frames, long bytes) {
        this.frames -= frames;
        this.bytes -= bytes;
    }

    /** The newest frame when the pass began. */
    long last() {
        return last;
    }

    boolean isAllOrNone() {
        return allOrNone;
    }

    /** Frames of one run. */
    int framesOfRun() {
        return Math.min(frames, SharedHeaders.MAX_FRAMES);
    }

    long bytes() {
        return bytes;
    }
}
