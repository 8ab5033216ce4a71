package io.framebus.disruptor;

/**
 * The stream's running totals along a reader's way, so that a gap is the difference of two of them. Polling thread only.
 *
 * <p>Totals through the frame read last and the one before are kept by parity of their sequence: reading a frame's header spoils
 * the totals of the last but one, and those through the last are there if the header turns out to be torn.
 */
final class TotalsTrail {
    private final FrameRing ring;
    private final FrameWriter writer;
    private final Totals even = new Totals();
    private final Totals odd = new Totals();
    private final Totals landing = new Totals();

    TotalsTrail(FrameRing ring, FrameWriter writer) {
        this.ring = ring;
        this.writer = writer;
    }

    /** Takes them from the slot of the frame that is being read. Valid only if the slot still holds it afterwards. */
    void read(FrameSlot slot, long sequence) {
        through(sequence).readThrough(slot);
    }

    private Totals through(long sequence) {
        return (sequence & 1) == 0 ? even : odd;
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
            landing.readBefore(slot);
            return slot.isStill(sequence);
        }
        FrameSlot before = ring.slot(sequence - 1);
        if (before.holds(sequence - 1)) {
            landing.readThrough(before);
            return before.isStill(sequence - 1);
        }
        return writer.readTotalsOfTheLast(sequence, landing);
    }

    /** Describes the run from {@code first} to the landing at {@code target}, and goes on from there. */
    void jump(GapReport gap, long first, long target, long overwritten) {
        Totals before = through(first - 1);
        gap.extend(
                first,
                target - first,
                landing.bytes - before.bytes,
                landing.mediaTimeUs - before.mediaTimeUs,
                landing.syncPoints - before.syncPoints,
                overwritten);
        begin(target);
    }

    /** Goes on from the landing at {@code target}. */
    void begin(long target) {
        through(target - 1).set(landing);
    }
}
