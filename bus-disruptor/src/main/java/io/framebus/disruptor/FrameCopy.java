package io.framebus.disruptor;

/** One frame that was copied out of a ring: its header, and where among {@link SharedCopies} its payload is. */
final class FrameCopy {
    long packed;
    long ptsUs;
    long dtsUs;
    long durationUs;
    long publishTimeNs;
    int offset;
    int length;
    ConfigSet configs = ConfigSet.EMPTY;

    /** That of the slot; to be believed if the slot still holds the frame afterwards. Its payload is to be at {@code offset}. */
    @SuppressWarnings("ReferenceEquality") // a set is changed by making another
    void takeHeader(FrameSlot slot, int offset) {
        packed = slot.packed;
        ptsUs = slot.ptsUs;
        dtsUs = slot.dtsUs;
        durationUs = slot.durationUs;
        publishTimeNs = slot.publishTimeNs;
        length = slot.length;
        this.offset = offset;
        ConfigSet itsConfigs = slot.configs;
        if (configs != itsConfigs) {
            configs = itsConfigs; // only then: with most collectors this store costs more than all others together
        }
    }
}
