package io.framebus;

/**
 * Stands between a poll and a subscription's own handler, and measures what passes. One per agent, reused for every poll.
 * Agent thread only.
 */
final class EgressMeter implements FrameHandler {
    private static final FrameHandler NOBODY = frame -> {};

    private FrameHandler handler = NOBODY;
    private boolean inHandler;
    private long frames;
    private long bytes;
    private int longest;

    /** Begins to measure one poll on behalf of {@code handler}. */
    void begin(FrameHandler handler) {
        this.handler = handler;
        inHandler = false;
        frames = 0;
        bytes = 0;
        longest = 0;
    }

    @Override
    public void onFrame(DeliveredFrame frame) {
        // Asked before the handler is: what it closes or throws must not change what was handed over.
        int length = frame.length();
        frames++;
        bytes += length;
        longest = Math.max(longest, length);
        inHandler = true;
        handler.onFrame(frame);
        inHandler = false;
    }

    @Override
    public void onGap(Gap gap) {
        inHandler = true;
        handler.onGap(gap);
        inHandler = false;
    }

    /** Whether the poll that was left by an exception was left from inside the handler. */
    boolean leftInHandler() {
        return inHandler;
    }

    long frames() {
        return frames;
    }

    long bytes() {
        return bytes;
    }

    /** Length of the longest frame. */
    int longest() {
        return longest;
    }
}
