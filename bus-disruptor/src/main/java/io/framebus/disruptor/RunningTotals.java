package io.framebus.disruptor;

/**
 * What runs through the frames of a ring: for each slot where its payload begins, and the stream's totals through its frame. The
 * difference of two of them describes everything between, so a gap of any length costs the same.
 *
 * <p>Beside the slots, not in them: a reader that keeps up never looks here, and what it looks at should not lie between this.
 * Plain, guarded by the slot's stamp like the header: valid only between two looks at it that agree.
 */
final class RunningTotals {
    private static final int STRIDE_SHIFT = 2;
    private static final int POSITION = 0;
    private static final int BYTES = 1;
    private static final int SYNC_POINTS = 2;
    private static final int MEDIA_TIME_US = 3;

    private final long[] values;
    private final int mask;

    RunningTotals(int capacityFrames) {
        values = new long[capacityFrames << STRIDE_SHIFT];
        mask = capacityFrames - 1;
    }

    private int at(long sequence) {
        return ((int) sequence & mask) << STRIDE_SHIFT;
    }

    /** By the publisher, between retiring a slot and completing it. */
    void put(long sequence, long position, long bytes, long syncPoints, long mediaTimeUs) {
        int at = at(sequence);
        values[at + MEDIA_TIME_US] = mediaTimeUs; // the last first: one bounds check does for all four
        values[at + SYNC_POINTS] = syncPoints;
        values[at + BYTES] = bytes;
        values[at + POSITION] = position;
    }

    /** Where the payload begins, counted from the first byte ever written; its place in the arena is the remainder. */
    long position(long sequence) {
        return values[at(sequence) + POSITION];
    }

    /** Payload bytes up to and including the frame. */
    long bytes(long sequence) {
        return values[at(sequence) + BYTES];
    }

    /** Sync points up to and including the frame. */
    long syncPoints(long sequence) {
        return values[at(sequence) + SYNC_POINTS];
    }

    /** Media time up to and including the frame. */
    long mediaTimeUs(long sequence) {
        return values[at(sequence) + MEDIA_TIME_US];
    }
}
