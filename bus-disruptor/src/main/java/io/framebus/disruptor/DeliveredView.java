package io.framebus.disruptor;

import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.FrameKind;
import io.framebus.MediaFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What a handler is given: a snapshot of the header, and the payload by copy or in place. One per subscription. */
final class DeliveredView implements DeliveredFrame {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final Tracks tracks;
    private final FrameSlot[] slots;
    private final long lastReplayed;
    private long sequence;
    private long packed;
    private long ptsUs;
    private long dtsUs;
    private long durationUs;
    private long publishTimeNs;
    private int length;

    /**
     * Where the payload is, from {@code offset}. Set only when it changes: a reference stored into an object that has grown old
     * costs a full fence with most collectors, several times what reading a frame does.
     */
    private ByteBuffer source = NOTHING;

    /** What the handler is shown: its position and limit are the handler's to move. */
    private ByteBuffer shown = NOTHING;

    private int offset;
    private boolean inPlace;
    private boolean over = true;

    /** Whether {@link #isIntact()} last said yes for this frame. */
    private boolean vouchedFor;

    /** For frames of these tracks in the {@code slots} of a ring, replayed up to {@code lastReplayed}. */
    DeliveredView(Tracks tracks, FrameSlot[] slots, long lastReplayed) {
        this.tracks = tracks;
        this.slots = slots;
        this.lastReplayed = lastReplayed;
    }

    /** For configurations of these tracks, which are always copies. */
    static DeliveredView ofConfigurations(Tracks tracks) {
        return new DeliveredView(tracks, new FrameSlot[0], Long.MAX_VALUE);
    }

    /** Until the next call, payloads are in {@code source}, a private copy or the ring's own memory. */
    @SuppressWarnings("ReferenceEquality") // the same memory, not equal bytes
    void payloadsIn(ByteBuffer source, ByteBuffer shown, boolean inPlace) {
        if (this.source != source) {
            this.source = source;
            this.shown = shown;
        }
        this.inPlace = inPlace;
        over = false;
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

    /** A frame that was copied before, whole. */
    void copied(long sequence, FrameCopy copy) {
        frame(sequence, copy.packed, copy.ptsUs, copy.publishTimeNs, copy.place(), copy.length);
        rest(copy.dtsUs, copy.durationUs);
    }

    /** A configuration that is handed over because it is in force. */
    void config(ConfigSet.Entry entry, long packed) {
        MediaFrame frame = entry.frame();
        payloadsIn(frame.payload(), frame.payload(), false);
        frame(entry.sequence(), packed, frame.ptsUs(), entry.publishTimeNs(), 0, frame.length());
        rest(frame.dtsUs(), frame.durationUs());
    }

    /** The frame is over: what the handler kept of it reads nothing any more. */
    void clear() {
        over = true;
        offset = 0;
        length = 0;
        inPlace = false;
    }

    /** There will be no more frames: lets go of the memory as well. */
    void forget() {
        clear();
        source = NOTHING;
        shown = NOTHING;
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
    public long sequence() {
        return sequence;
    }

    @Override
    public long publishTimeNs() {
        return publishTimeNs;
    }

    @Override
    public boolean isReplayed() {
        return sequence <= lastReplayed;
    }

    @Override
    public int trackId() {
        return tracks.get(PackedHeader.track(packed)).id;
    }

    @Override
    public FrameKind kind() {
        return PackedHeader.kind(packed);
    }

    @Override
    public Codec codec() {
        return PackedHeader.codec(packed);
    }

    @Override
    public int flags() {
        return PackedHeader.flags(packed);
    }

    @Override
    public int temporalLayer() {
        return PackedHeader.temporalLayer(packed);
    }

    @Override
    public int spatialLayer() {
        return PackedHeader.spatialLayer(packed);
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

    @Override
    public boolean isSyncPoint() {
        return PackedHeader.isSyncPoint(packed);
    }

    @Override
    public void copyPayload(int from, ByteBuffer target, int at, int count) {
        if (target == null) {
            throw new IllegalArgumentException("target must not be null");
        }
        if (from < 0 || count < 0 || from > length - count) {
            throw new IllegalArgumentException(
                    "from and length must lie within " + length + " payload bytes, are " + from + " and " + count);
        }
        if (at < 0 || at > target.limit() - count) {
            throw new IllegalArgumentException("at must leave room for " + count + " bytes before the target's limit "
                    + target.limit() + ", is " + at);
        }
        target.put(at, source, offset + from, count);
    }

    @Override
    public ByteBuffer payload() {
        if (over) {
            return NOTHING; // the view may be another's by now
        }
        return shown.limit(offset + length).position(offset).order(ByteOrder.BIG_ENDIAN);
    }

    @Override
    public MediaFrame copy() {
        return MediaFrame.copyOf(this);
    }
}
