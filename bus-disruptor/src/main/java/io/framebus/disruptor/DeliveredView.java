package io.framebus.disruptor;

import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.FrameKind;
import io.framebus.MediaFrame;
import java.nio.ByteBuffer;

/** What a handler is given: a snapshot of the header, and the payload by copy or in place. One per subscription. */
final class DeliveredView implements DeliveredFrame {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    /** What {@link #isIntact()} last answered for this frame. */
    enum Answer {
        UNASKED,
        INTACT,
        TORN
    }

    private long sequence;
    private long packed;
    private long ptsUs;
    private long dtsUs;
    private long durationUs;
    private long publishTimeNs;
    private int length;
    private boolean replayed;

    private ByteBuffer bytes = NOTHING;
    private int offset;

    /** The slot to look at when asked, for a frame read in place; null for a copy. */
    private @org.jspecify.annotations.Nullable FrameSlot guard;

    private Answer answer = Answer.UNASKED;

    /** Takes the header over. Valid only if the slot still holds the sequence afterwards. */
    void readHeader(FrameSlot slot, long sequence, long packed, int length, boolean replayed) {
        this.sequence = sequence;
        this.packed = packed;
        this.length = length;
        this.replayed = replayed;
        ptsUs = slot.ptsUs;
        dtsUs = slot.dtsUs;
        durationUs = slot.durationUs;
        publishTimeNs = slot.publishTimeNs;
    }

    /** The payload is a private copy, at the start of {@code bytes}. */
    void copied(ByteBuffer bytes) {
        this.bytes = bytes;
        offset = 0;
        guard = null;
    }

    /** The payload is the ring's own memory, between the buffer's position and limit. */
    void inPlace(ByteBuffer bytes, int offset, FrameSlot guard) {
        this.bytes = bytes;
        this.offset = offset;
        this.guard = guard;
        answer = Answer.UNASKED;
    }

    /** A configuration that is handed over because it is in force. */
    void config(ConfigSet.Entry entry, long packed) {
        MediaFrame frame = entry.frame();
        this.sequence = entry.sequence();
        this.packed = packed;
        ptsUs = frame.ptsUs();
        dtsUs = frame.dtsUs();
        durationUs = frame.durationUs();
        publishTimeNs = entry.publishTimeNs();
        length = frame.length();
        replayed = true;
        copied(frame.payload());
    }

    /** The frame is over: what the handler kept of it reads nothing any more. */
    void clear() {
        bytes = NOTHING;
        offset = 0;
        length = 0;
        guard = null;
    }

    Answer answer() {
        return answer;
    }

    @Override
    public boolean isIntact() {
        FrameSlot slot = guard;
        if (slot == null) {
            return true;
        }
        boolean intact = slot.isStill(sequence);
        answer = intact ? Answer.INTACT : Answer.TORN;
        return intact;
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
        return replayed;
    }

    @Override
    public int trackId() {
        return PackedHeader.trackId(packed);
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
        return dtsUs;
    }

    @Override
    public long durationUs() {
        return durationUs;
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
        if (from < 0 || count < 0 || from > length - count) {
            throw new IllegalArgumentException(
                    "from and length must lie within " + length + " payload bytes, are " + from + " and " + count);
        }
        if (at < 0 || at > target.limit() - count) {
            throw new IllegalArgumentException("at must leave room for " + count + " bytes before the target's limit "
                    + target.limit() + ", is " + at);
        }
        target.put(at, bytes, offset + from, count);
    }

    @Override
    public ByteBuffer payload() {
        return bytes;
    }

    @Override
    public MediaFrame copy() {
        return MediaFrame.copyOf(this);
    }
}
