package io.framebus.disruptor;

/** What a pass of a {@link RingFanOut} may still hand over in step to each member. For the thread that serves. */
final class FanOutAllowance {
    private int frames;
    private long bytes;
    private boolean allOrNone;

    /** A pass begins. {@code allOrNone}: all that there is to read, in one run, or nothing. */
    void begin(int frames, long bytes, boolean allOrNone) {
        this.frames = frames;
        this.bytes = bytes;
        this.allOrNone = allOrNone;
    }

    /** So many were handed over, or passed over, by each. */
    void take(int frames, long bytes) {
        this.frames -= frames;
        this.bytes -= bytes;
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
