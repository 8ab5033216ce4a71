package io.framebus.disruptor;

import io.framebus.MediaFrame;
import java.nio.ByteBuffer;

/** Shows a frame that was read for one subscription: a snapshot of the header, and the payload by copy or in place. */
final class OwnView extends DeliveredView {
    private final FrameSlot[] slots;
    private long sequence;
    private long packed;
    private long ptsUs;
    private long dtsUs;
    private long durationUs;
    private long publishTimeNs;
    private int offset;
    private int length;
    private boolean inPlace;

    /** Whether {@link #isIntact()} last said yes for this frame. */
    private boolean vouchedFor;

    /** For frames of these tracks in the {@code slots} of a ring, replayed up to {@code lastReplayed}. */
    OwnView(Tracks tracks, FrameSlot[] slots, long lastReplayed) {
        super(tracks, lastReplayed);
        this.slots = slots;
    }

    /** For configurations of these tracks, which are always copies. */
    static OwnView ofConfigurations(Tracks tracks) {
        return new OwnView(tracks, new FrameSlot[0], Long.MAX_VALUE);
    }

    /** Until the next call, payloads are in {@code source}, a private copy or the ring's own memory. */
    void payloadsIn(ByteBuffer source, ByteBuffer shown, boolean inPlace) {
        begin(source, shown);
        this.inPlace = inPlace;
    }

    /**
     * The next frame, whose payload lies at {@code offset}. In place that is all: decoding time and duration, which few ask
     * for, are then the slot's, as the payload is the arena's. By copy {@link #rest} follows.
     */
    void frame(long sequence, long packed, long ptsUs, long publishTimeNs, int offset, int length) {
        this.sequence = sequence;
        this.packed = packed;
        this.ptsUs = ptsUs;
        this.publishTimeNs = publishTimeNs;
        this.offset = offset;
        this.length = length;
        vouchedFor = false;
    }

    /** What there is beside of a frame that is read by copy. */
    void rest(long dtsUs, long durationUs) {
        this.dtsUs = dtsUs;
        this.durationUs = durationUs;
    }

    /** A configuration that is handed over because it is in force. */
    void config(ConfigSet.Entry entry) {
        MediaFrame frame = entry.frame();
        payloadsIn(frame.payload(), frame.payload(), false);
        frame(entry.sequence(), entry.packed(), frame.ptsUs(), entry.publishTimeNs(), 0, frame.length());
        rest(frame.dtsUs(), frame.durationUs());
    }

    @Override
    void clear() {
        super.clear();
        offset = 0;
        length = 0;
        inPlace = false;
    }

    /** Whether the handler was the last to look, and found the frame intact. */
    boolean isVouchedFor() {
        return vouchedFor;
    }

    @Override
    public boolean isIntact() {
        if (!inPlace) {
            return true;
        }
        vouchedFor = slot().isStill(sequence);
        return vouchedFor;
    }

    private FrameSlot slot() {
        return FrameRing.slot(slots, sequence);
    }

    @Override
    long packed() {
        return packed;
    }

    @Override
    int offset() {
        return offset;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public long publishTimeNs() {
        return publishTimeNs;
    }

    @Override
    public long ptsUs() {
        return ptsUs;
    }

    @Override
    public long dtsUs() {
        return inPlace ? slot().dtsUs : dtsUs;
    }

    @Override
    public long durationUs() {
        return inPlace ? slot().durationUs : durationUs;
    }

    @Override
    public int length() {
        return length;
    }
}
