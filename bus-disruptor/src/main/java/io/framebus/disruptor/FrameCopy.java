package io.framebus.disruptor;

/** One frame that was read out of a ring: its header, and where its payload is. */
final class FrameCopy {
    long packed;
    long ptsUs;
    long dtsUs;
    long durationUs;
    long publishTimeNs;
    int length;

    /**
     * Where the payload is to be read: its offset in the arena, or the piece of {@link SharedCopies} that it begins with; while it is still
     * to be copied, the complement of its offset in the arena. One field, so that all of this takes one cache line.
     */
    private int place;

    ConfigSet configs = ConfigSet.EMPTY;

    /** To be believed if the slot still holds the frame afterwards. {@code place} may be {@link #toBeCopiedFrom}. */
    @SuppressWarnings("ReferenceEquality") // a set is changed by making another
    void readHeader(FrameSlot slot, int place) {
        packed = slot.packed;
        ptsUs = slot.ptsUs;
        dtsUs = slot.dtsUs;
        durationUs = slot.durationUs;
        publishTimeNs = slot.publishTimeNs;
        length = slot.length;
        this.place = place;
        ConfigSet itsConfigs = slot.configs;
        if (configs != itsConfigs) {
            configs = itsConfigs; // only then: with most collectors this store costs more than all others together
        }
    }

    /** The place of a payload that is at this offset in the arena and to be copied before it is read. */
    static int toBeCopiedFrom(int offset) {
        return ~offset;
    }

    /** Whether the payload can be read. */
    boolean hasPayload() {
        return place >= 0;
    }

    /** The offset in the arena, while the payload is still to be copied. */
    int placeInRing() {
        return ~place;
    }

    /** Where the payload is to be read. */
    int place() {
        return place;
    }

    /** The payload is to be read there. */
    void copiedTo(int place) {
        this.place = place;
    }
}
