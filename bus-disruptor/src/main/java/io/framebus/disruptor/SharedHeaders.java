package io.framebus.disruptor;

/**
 * Consecutive frames of one stream, for all subscriptions that one thread polls: the header of each is read once. It is a copy that
 * was proved whole and stays so, whatever the publisher does. Payloads are where the ring has them, or with {@link SharedCopies}
 * are copied as well.
 *
 * <p>Who is given what is as if there were none: a frame that the ring has retired is not to be found here any more, so that what
 * a subscription loses does not depend on whom else its thread polls.
 *
 * <p>For the thread that it belongs to. Keeps no stream from being collected: it knows a ring by its id.
 */
sealed class SharedHeaders permits SharedCopies {
    /** As many as an egress agent hands over in a turn. */
    static final int MAX_FRAMES = 64;

    /** The frame is not here. */
    static final int NONE = -1;

    /** One more than are used: see {@link #frames}. */
    private final FrameCopy[] frames = new FrameCopy[MAX_FRAMES + 1];

    /** At i: the totals of the frames before i. */
    private final Totals[] totalsBefore = new Totals[MAX_FRAMES + 1];

    private long ringId = FrameRing.NO_ID;
    private long first;
    private int count;

    /** From here to the last, all bear the same configurations. */
    private int lastSetFrom;

    private int begunInVain;

    SharedHeaders() {
        for (int i = 0; i <= MAX_FRAMES; i++) {
            frames[i] = new FrameCopy();
            totalsBefore[i] = new Totals();
        }
    }

    /**
     * Where the ring's frame {@code sequence} is, or {@link #NONE} if the ring has it no more. Reads the headers of the frames up
     * to {@code last} that are not here, as far as they find room and are to be had.
     */
    final int find(FrameRing ring, long sequence, long last) {
        boolean next = ring.id == ringId && sequence == first + count && count < MAX_FRAMES;
        if (!next && indexOf(ring, sequence) == NONE) {
            beginAt(ring, sequence);
        }
        while (count < MAX_FRAMES && first + count <= last && readHeader(ring)) {}
        return sequence < first + count ? (int) (sequence - first) : NONE;
    }

    /** Whether they are of the ring with this id: asked first by who has the id, but would have to go to the ring. */
    final boolean areOf(long ringId) {
        return this.ringId == ringId;
    }

    /** Where the ring's frame {@code sequence} is, or {@link #NONE} if it is not here or the ring has it no more. */
    final int indexOf(FrameRing ring, long sequence) {
        long index = sequence - first;
        // Acquire load; partner: the publisher's release store of the tail, after the retirements. What it rules out
        // does not rest on order: a header is whole whatever it says. Weaker, a thread could go on handing over what it
        // would have lost.
        boolean here = ring.id == ringId && index >= 0 && index < count && ring.tail.get() <= sequence;
        return here ? (int) index : NONE;
    }

    /** Keeps nothing of what was here, and goes on with this frame. */
    void beginAt(FrameRing ring, long sequence) {
        begunInVain++;
        ringId = ring.id;
        first = sequence;
        count = 0;
    }

    /**
     * Begins anew with this frame if all that is here lies before it: for who knows that nobody wants that any more. What is read, and
     * copied, is then at the same place each time, which the nearest cache keeps.
     */
    final void beginAnewBehind(FrameRing ring, long sequence) {
        if (first + count <= sequence) {
            beginAt(ring, sequence);
        }
    }

    private boolean readHeader(FrameRing ring) {
        long sequence = first + count;
        FrameSlot slot = ring.slot(sequence);
        if (!slot.holds(sequence)) {
            return false;
        }
        frames[count].readHeader(slot, placeOf(ring.offset(slot.position)));
        if (!slot.isStill(sequence)) {
            return false;
        }
        add(frames[count]);
        return true;
    }

    /** What is noted of where a payload is, at first, that lies at this offset in the arena. */
    int placeOf(int offset) {
        return offset;
    }

    @SuppressWarnings("ReferenceEquality") // a set is changed by making another
    private void add(FrameCopy frame) {
        if (count == 0 || frames[count - 1].configs != frame.configs) {
            lastSetFrom = count;
        }
        Totals through = totalsBefore[count + 1];
        through.set(totalsBefore[count]);
        through.add(frame.packed, frame.length);
        count++;
    }

    /** Where the run of frames ends, before {@code end}, that begins at {@code index} and bears these configurations. */
    @SuppressWarnings("ReferenceEquality") // a set is changed by making another
    final int endOfRun(int index, int end, ConfigSet configs) {
        if (index >= lastSetFrom) {
            return frames[index].configs == configs ? end : index;
        }
        int i = index;
        while (i < end && frames[i].configs == configs) {
            i++;
        }
        return i;
    }

    /** Where the run of frames ends, before {@code end}, that begins at {@code index} and has no more than so many payload bytes. */
    final int endWithin(int index, int end, long maxBytes) {
        long before = totalsBefore[index].bytes;
        int i = end;
        while (i > index && totalsBefore[i].bytes - before > maxBytes) {
            i--;
        }
        return i;
    }

    /** The totals of the frames here before {@code index}. */
    final Totals totalsBefore(int index) {
        return totalsBefore[index];
    }

    /** A subscription came to frames that are here: another one read them, or it did and its handler threw. */
    final void followed() {
        begunInVain = 0;
    }

    /** How many times it was begun anew since a subscription last followed another. */
    final int begunInVain() {
        return begunInVain;
    }

    /** The sequence of the frame at 0. */
    final long first() {
        return first;
    }

    /** Frames that are here. */
    final int count() {
        return count;
    }

    final FrameCopy at(int index) {
        return frames[index];
    }

    /** Those here, from 0 on, and at the end of the array one that is never written to. Always the same array. */
    final FrameCopy[] frames() {
        return frames;
    }
}
