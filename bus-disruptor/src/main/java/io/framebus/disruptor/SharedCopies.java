package io.framebus.disruptor;

import java.nio.ByteBuffer;

/**
 * Copies of consecutive frames of one stream, for all subscriptions that one thread polls: what the first of them has copied out
 * of the ring, the others are handed as well. A copy that was proved whole stays so, whatever the publisher does, and is not
 * looked at again.
 *
 * <p>Who is given what is as if there were none: a copy of a frame that the ring has retired is not used any more, so that what a
 * subscription loses does not depend on whom else its thread polls.
 *
 * <p>For the thread that it belongs to. Keeps no stream from being collected: it knows a ring by its id.
 */
final class SharedCopies {
    /** As many as an egress agent hands over in a turn. */
    static final int MAX_FRAMES = 64;

    /** A part of any second-level cache. */
    static final int MAX_BYTES = 128 << 10;

    /** There is no copy. */
    static final int NONE = -1;

    private static final int ALIGNMENT = Long.BYTES;

    private final FrameCopy[] copies = new FrameCopy[MAX_FRAMES];
    private final ByteBuffer memory = ByteBuffer.allocateDirect(MAX_BYTES);
    private final ByteBuffer view = memory.asReadOnlyBuffer();
    private long ringId = FrameRing.NO_ID;
    private long first;
    private int count;
    private int usedBytes;
    private boolean wereUsed;
    private int begunInVain;

    SharedCopies() {
        for (int i = 0; i < MAX_FRAMES; i++) {
            copies[i] = new FrameCopy();
        }
    }

    /** Where the copy of the ring's frame {@code sequence} is, or {@link #NONE}. */
    int indexOf(FrameRing ring, long sequence) {
        boolean found =
                ring.id == ringId && sequence >= first && sequence < first + count && ring.tail.get() <= sequence;
        wereUsed |= found;
        return found ? (int) (sequence - first) : NONE;
    }

    /**
     * As {@link #indexOf}, but copies the frames from {@code sequence} to {@code last} that are not there, as far as they find
     * room and are to be had. {@link #NONE} if {@code sequence} itself does not or is not.
     */
    int fetch(FrameRing ring, ByteBuffer arena, long sequence, long last) {
        int index = indexOf(ring, sequence);
        if (index == NONE && !isNext(ring, sequence)) {
            beginAt(ring, sequence);
        }
        fill(ring, arena, last);
        if (index == NONE && isNext(ring, sequence) && count > 0) {
            beginAt(ring, sequence); // there is no room behind the others, or the ring has it no more
            fill(ring, arena, last);
        }
        return sequence < first + count ? (int) (sequence - first) : NONE;
    }

    private boolean isNext(FrameRing ring, long sequence) {
        return ring.id == ringId && sequence == first + count;
    }

    private void beginAt(FrameRing ring, long sequence) {
        begunInVain = wereUsed ? 0 : begunInVain + 1;
        wereUsed = false;
        ringId = ring.id;
        first = sequence;
        count = 0;
        usedBytes = 0;
    }

    private void fill(FrameRing ring, ByteBuffer arena, long last) {
        while (count < MAX_FRAMES && first + count <= last && copyNext(ring, arena)) {}
    }

    private boolean copyNext(FrameRing ring, ByteBuffer arena) {
        long sequence = first + count;
        FrameSlot slot = ring.slot(sequence);
        if (!slot.holds(sequence)) {
            return false;
        }
        FrameCopy copy = copies[count];
        copy.takeHeader(slot, usedBytes);
        int from = ring.offset(slot.position);
        if (!slot.isStill(sequence) || copy.length > MAX_BYTES - usedBytes) {
            return false;
        }
        memory.put(usedBytes, arena, from, copy.length);
        if (!slot.isStill(sequence)) {
            return false;
        }
        usedBytes = Math.min(MAX_BYTES, (usedBytes + copy.length + ALIGNMENT - 1) & -ALIGNMENT);
        count++;
        return true;
    }

    /** How many times in a row copies were begun anew without that anybody had used those before a second time. */
    int begunInVain() {
        return begunInVain;
    }

    /** Counts those from zero again. */
    void forgetInVain() {
        begunInVain = 0;
    }

    FrameCopy at(int index) {
        return copies[index];
    }

    /** Copies there are. */
    int count() {
        return count;
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
