package io.framebus.disruptor;

/**
 * The stream's running totals along a reader's way, so that a gap is the difference of two of them. A reader takes them from the slots
 * that it lands on and those of carefree frames that it reads alone; else it adds up. Polling thread only.
 */
final class TotalsTrail {
    private final FrameRing ring;
    private final FrameWriter writer;

    /**
     * Before the frame read next. Who hands over carefree frames moves them on without asking this: to the totals through each slot, or by
     * what was shared.
     */
    private final Totals here;

    private final Totals landing = new Totals();

    /** Totals before the frame read next are kept in {@code here}. */
    TotalsTrail(FrameRing ring, FrameWriter writer, Totals here) {
        this.here = here;
        this.ring = ring;
        this.writer = writer;
    }

    /** A frame that needed care was read, or one was passed over by itself. */
    void pass(long packed, int length) {
        here.add(packed, length);
    }

    /** Frames were read elsewhere; {@code before} are the totals before the one read next. */
    void goOnFrom(Totals before) {
        here.set(before);
    }

    /** The frame passed last was not read after all. */
    void takeBack(long packed, int length) {
        here.subtract(packed, length);
    }

    /** Finds those before {@code sequence}, from its slot, the one before, or the writer where nothing is
     * retained; false if none holds still. */
    boolean findLanding(long sequence) {
        if (sequence == 0) {
            landing.set(0, 0, 0);
            return true;
        }
        FrameSlot slot = ring.slot(sequence);
        if (slot.holds(sequence)) {
            landing.readThrough(slot);
            landing.subtract(slot.packed, slot.length);
            return slot.isStill(sequence);
        }
        FrameSlot before = ring.slot(sequence - 1);
        if (before.holds(sequence - 1)) {
            landing.readThrough(before);
            return before.isStill(sequence - 1);
        }
        return writer.readOfTheLast(ring, sequence, landing);
    }

    /** Describes the run from {@code first}, the frame read next, to the landing at {@code target}, and goes on from there. */
    void jump(GapReport gap, long first, long target, long overwritten) {
        gap.extend(
                first,
                target - first,
                landing.bytes - here.bytes,
                landing.mediaTimeUs - here.mediaTimeUs,
                landing.syncPoints - here.syncPoints,
                overwritten);
        begin();
    }

    /** Goes on from the landing. */
    void begin() {
        here.set(landing);
    }
}
