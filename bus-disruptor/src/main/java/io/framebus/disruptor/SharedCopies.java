package io.framebus.disruptor;

import java.nio.ByteBuffer;

/**
 * Consecutive frames of one stream, for all subscriptions that one thread polls: the header of each is read once, and its payload
 * is copied once, by the first that is to hand it over. A copy that was proved whole stays so, whatever the publisher does, and is
 * not looked at again.
 *
 * <p>Who is given what is as if there were none: a frame that the ring has retired is not to be found here any more, so that what
 * a subscription loses does not depend on whom else its thread polls.
 *
 * <p>For the thread that it belongs to. Keeps no stream from being collected: it knows a ring by its id.
 */
final class SharedCopies {
    /** As many as an egress agent hands over in a turn. */
    static final int MAX_FRAMES = 64;

    /** A part of any second-level cache. */
    static final int MAX_BYTES = 128 << 10;

    /** The frame is not here. */
    static final int NONE = -1;

    private static final int ALIGNMENT = Long.BYTES;

    /** One more than are used: see {@link #frames}. */
    private final FrameCopy[] copies = new FrameCopy[MAX_FRAMES + 1];

    /** At i: the totals of the frames before i. */
    private final Totals[] totalsBefore = new Totals[MAX_FRAMES + 1];

    private final ByteBuffer memory = ByteBuffer.allocateDirect(MAX_BYTES);
    private final ByteBuffer view = memory.asReadOnlyBuffer();
    private long ringId = FrameRing.NO_ID;
    private long first;
    private int count;
    private int usedBytes;

    /** So many frames from the first on have their payloads. */
    private int complete;

    /** From here to the last, all bear the same configurations. */
    private int lastSetFrom;

    private boolean wereUsed;
    private int begunInVain;

    SharedCopies() {
        for (int i = 0; i <= MAX_FRAMES; i++) {
            copies[i] = new FrameCopy();
            totalsBefore[i] = new Totals();
        }
    }

    /**
     * Where the ring's frame {@code sequence} is, or {@link #NONE} if the ring has it no more. Reads the headers of the frames up
     * to {@code last} that are not here, as far as they find room and are to be had.
     */
    int find(FrameRing ring, long sequence, long last) {
        boolean ours = ring.id == ringId && sequence >= first;
        // Acquire load; partner: the publisher's release store of the tail, after the retirements. What it rules out
        // does not rest on order: a copy is whole whatever it says. Weaker, a thread could go on handing over what it
        // would have lost.
        boolean here = ours && sequence < first + count && ring.tail.get() <= sequence;
        boolean next = ours && sequence == first + count && count < MAX_FRAMES;
        if (!here && !next) {
            beginAt(ring, sequence);
        }
        while (count < MAX_FRAMES && first + count <= last && readHeader(ring)) {}
        return sequence < first + count ? (int) (sequence - first) : NONE;
    }

    /** Keeps nothing of what was here, and goes on with this frame. */
    void beginAt(FrameRing ring, long sequence) {
        begunInVain = wereUsed ? 0 : begunInVain + 1;
        wereUsed = false;
        ringId = ring.id;
        first = sequence;
        count = 0;
        usedBytes = 0;
        complete = 0;
    }

    private boolean readHeader(FrameRing ring) {
        long sequence = first + count;
        FrameSlot slot = ring.slot(sequence);
        if (!slot.holds(sequence)) {
            return false;
        }
        copies[count].readHeader(slot, ring.offset(slot.position));
        if (!slot.isStill(sequence)) {
            return false;
        }
        add(copies[count]);
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // a set is changed by making another
    private void add(FrameCopy copy) {
        if (count == 0 || copies[count - 1].configs != copy.configs) {
            lastSetFrom = count;
        }
        Totals through = totalsBefore[count + 1];
        through.set(totalsBefore[count]);
        through.add(copy.packed, copy.length);
        count++;
    }

    /** Where the run of frames ends, before {@code end}, that begins at {@code index} and bears these configurations. */
    @SuppressWarnings("ReferenceEquality") // a set is changed by making another
    int endOfRun(int index, int end, ConfigSet configs) {
        if (index >= lastSetFrom) {
            return copies[index].configs == configs ? end : index;
        }
        int i = index;
        while (i < end && copies[i].configs == configs) {
            i++;
        }
        return i;
    }

    /** The totals of the frames here before {@code index}. */
    Totals totalsBefore(int index) {
        return totalsBefore[index];
    }

    /** Copies the payloads from {@code index} to before {@code end} that are not here; returns where that came to an end. */
    int copyPayloads(FrameRing ring, ByteBuffer arena, int index, int end) {
        if (end <= complete) {
            return end; // for all but the first subscription
        }
        int i = Math.max(index, complete);
        while (i < end && (copies[i].hasPayload() || copyPayload(ring, arena, i))) {
            i++;
        }
        if (index <= complete) {
            complete = i;
        }
        return i;
    }

    /** Copies the payload that is not here yet. False if there is no room for it, or the ring has it no more. */
    boolean copyPayload(FrameRing ring, ByteBuffer arena, int index) {
        FrameCopy copy = copies[index];
        if (copy.length > MAX_BYTES - usedBytes) {
            return false;
        }
        memory.put(usedBytes, arena, copy.placeInRing(), copy.length);
        long sequence = first + index;
        // Perhaps polls after the header. A stamp bears a sequence once: if it still does, it has done so since, and
        // both are of one frame.
        if (!ring.slot(sequence).isStill(sequence)) {
            return false;
        }
        copy.copiedTo(usedBytes);
        usedBytes = (usedBytes + copy.length + ALIGNMENT - 1) & -ALIGNMENT;
        return true;
    }

    /** Copies are handed over that were made for another subscription. */
    void used() {
        wereUsed = true;
    }

    /** How many times in a row it was begun anew without that any copy had been of use to a second subscription. */
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

    /** Those here, from 0 on, and at the end of the array one that is never written to. Always the same array. */
    FrameCopy[] frames() {
        return copies;
    }

    /** Frames that are here. */
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
