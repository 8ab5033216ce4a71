package io.framebus.bench.tune;

import io.framebus.StreamConfig;
import io.framebus.bench.text.Units;

/**
 * How much a ring holds: effective values, which are powers of two.
 *
 * @param frames slots
 * @param bytes payload
 */
record Capacity(int frames, int bytes) {
    /** Memory of one stream. */
    long memoryBytes() {
        return (long) frames * StreamConfig.SLOT_BYTES + bytes;
    }

    Capacity halfTheFrames() {
        return new Capacity(frames / 2, bytes);
    }

    Capacity halfTheBytes() {
        return new Capacity(frames, bytes / 2);
    }

    /** The smallest power of two that is no less than {@code value}. */
    static long powerOfTwoFrom(long value) {
        return value <= 1 ? 1 : Long.highestOneBit(value - 1) << 1;
    }

    /** Frames and bytes, where there is little room. */
    String label() {
        return Units.count(frames) + " / " + Units.bytes((long) bytes);
    }

    @Override
    public String toString() {
        return Units.count(frames, "frame") + " and " + Units.bytes((long) bytes);
    }
}
