package io.framebus.disruptor;

import java.nio.ByteBuffer;

/**
 * {@link SharedHeaders} with the payloads: each is copied once, by the first that is to hand it over, and not looked at again once
 * the copy was proved whole.
 */
final class SharedCopies extends SharedHeaders {
    /** A part of any second-level cache. */
    static final int MAX_BYTES = 128 << 10;

    private static final int ALIGNMENT = Long.BYTES;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(MAX_BYTES);
    private final ByteBuffer view = memory.asReadOnlyBuffer();
    private int usedBytes;

    /** So many frames from the first on have their payloads. */
    private int complete;

    @Override
    void beginAt(FrameRing ring, long sequence) {
        super.beginAt(ring, sequence);
        usedBytes = 0;
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
        if (copy.length > MAX_BYTES - usedBytes) {
            return false;
        }
        memory.put(usedBytes, arena, copy.placeInRing(), copy.length);
        long sequence = first() + index;
        // Perhaps polls after the header. A stamp bears a sequence once: if it still does, it has done so since, and
        // both are of one frame.
        if (!ring.slot(sequence).isStill(sequence)) {
            return false;
        }
        copy.copiedTo(usedBytes);
        usedBytes = (usedBytes + copy.length + ALIGNMENT - 1) & -ALIGNMENT;
        return true;
    }

    /** Where the payloads are. */
    ByteBuffer memory() {
        return memory;
    }

    /** The same memory, read-only, for a handler to look at. */
    ByteBuffer view() {
        return view;
    }
}
