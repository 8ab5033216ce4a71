package io.framebus.disruptor;

import java.nio.ByteBuffer;

/**
 * {@link SharedHeaders} with the payloads: each is copied once, by the first that is to hand it over, and not looked at again once
 * the copy was proved whole.
 */
final class SharedCopies extends SharedHeaders {
    private static final int LINE_BYTES = 64;

    /**
     * A payload begins with a piece of the memory: a handler that is given a copy finds it from position 0 of a buffer on, and there are
     * buffers for so many places. A packet takes one piece. An odd number of cache lines: the beginnings of packets would else compete
     * for the same few places of the nearest cache.
     */
    static final int PIECE_BYTES = 33 * LINE_BYTES;

    private static final int PIECES = MAX_FRAMES;

    /** A part of any second-level cache. */
    static final int MAX_BYTES = PIECES * PIECE_BYTES;

    private final ByteBuffer memory =
            ByteBuffer.allocateDirect(MAX_BYTES + LINE_BYTES).alignedSlice(LINE_BYTES);

    /** By piece, and at last an empty one: the memory from there on, read-only. Always the same array. */
    private final ByteBuffer[] views = new ByteBuffer[PIECES + 1];

    private int usedPieces;

    /** So many frames from the first on have their payloads. */
    private int complete;

    SharedCopies() {
        for (int i = 0; i <= PIECES; i++) {
            views[i] = memory.slice(offsetOf(i), MAX_BYTES - offsetOf(i)).asReadOnlyBuffer();
        }
    }

    /** Of a piece, in the memory. */
    static int offsetOf(int piece) {
        return piece * PIECE_BYTES;
    }

    @Override
    void beginAt(FrameRing ring, long sequence) {
        super.beginAt(ring, sequence);
        usedPieces = 0;
        complete = 0;
    }

    @Override
    int placeOf(int offset) {
        return FrameCopy.toBeCopiedFrom(offset);
    }

    /** Copies the payloads from {@code index} to before {@code end} that are not here; returns where that came to an end. */
    int copyPayloads(FrameRing ring, ByteBuffer arena, int index, int end) {
        if (end <= complete) {
            return end; // for all but the first subscription
        }
        int i = Math.max(index, complete);
        while (i < end && (at(i).hasPayload() || copyPayload(ring, arena, i))) {
            i++;
        }
        if (index <= complete) {
            complete = i;
        }
        return i;
    }

    /** Copies the payload that is not here yet. False if there is no room for it, or the ring has it no more. */
    boolean copyPayload(FrameRing ring, ByteBuffer arena, int index) {
        FrameCopy copy = at(index);
        int piece = usedPieces;
        if (copy.length > MAX_BYTES - offsetOf(piece)) {
            return false;
        }
        memory.put(offsetOf(piece), arena, copy.placeInRing(), copy.length);
        long sequence = first() + index;
        // Perhaps polls after the header. A stamp bears a sequence once: if it still does, it has done so since, and
        // both are of one frame.
        if (!ring.slot(sequence).isStill(sequence)) {
            return false;
        }
        copy.copiedTo(piece);
        usedPieces = piece + (copy.length + PIECE_BYTES - 1) / PIECE_BYTES;
        return true;
    }

    /** Where the payloads are. */
    ByteBuffer memory() {
        return memory;
    }

    /** By {@link FrameCopy#place}, for a handler to look at: the same memory, read-only, from there on. Always the same array. */
    ByteBuffer[] views() {
        return views;
    }
}
