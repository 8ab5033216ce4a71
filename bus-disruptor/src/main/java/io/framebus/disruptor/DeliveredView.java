package io.framebus.disruptor;

import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.FrameKind;
import io.framebus.MediaFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** What a handler is given: a snapshot of the header, and the payload by copy or in place. One per subscription. */
final class DeliveredView implements DeliveredFrame {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    /** What {@link #isIntact()} last answered for this frame. */
    enum Answer {
        UNASKED,
        INTACT,
        TORN
    }

    private final @Nullable FrameRing ring;
    private final long lastReplayed;
    private long sequence;
    private long packed;
    private long ptsUs;
    private long dtsUs;
    private long durationUs;
    private long publishTimeNs;
    private int length;
    private int track;
    private int mediaAdvanceUs;

    /** Where the payload is, from {@code offset}: set once per poll, since storing references per frame has its price. */
    private ByteBuffer source = NOTHING;

    /** What the handler is shown: its position and limit are the handler's to move. */
    private ByteBuffer shown = NOTHING;

    private int offset;
    private boolean inPlace;
    private Answer answer = Answer.UNASKED;

    /** For frames of {@code ring}, replayed up to {@code lastReplayed}; null for configurations, which are always copies. */
    DeliveredView(@Nullable FrameRing ring, long lastReplayed) {
        this.ring = ring;
        this.lastReplayed = lastReplayed;
    }

    /** Until the next call, payloads are in {@code source}, a private copy or the ring's own memory. */
    void payloadsIn(ByteBuffer source, ByteBuffer shown, boolean inPlace) {
        this.source = source;
        this.shown = shown;
        this.inPlace = inPlace;
    }

    /** Takes the header over. Valid only if the slot still holds the sequence afterwards. */
    void readHeader(FrameSlot slot, long sequence) {
        this.sequence = sequence;
        packed = slot.packed;
        length = slot.length;
        track = slot.track;
        ptsUs = slot.ptsUs;
        dtsUs = slot.dtsUs;
        durationUs = slot.durationUs;
        publishTimeNs = slot.publishTimeNs;
        mediaAdvanceUs = slot.mediaAdvanceUs;
    }

    /** The payload of the frame whose header was read lies at {@code offset}. */
    void payloadAt(int offset) {
        this.offset = offset;
        if (answer != Answer.UNASKED) {
            answer = Answer.UNASKED;
        }
    }

    long packed() {
        return packed;
    }

    int track() {
        return track;
    }

    int mediaAdvanceUs() {
        return mediaAdvanceUs;
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
        payloadsIn(frame.payload(), frame.payload(), false);
        payloadAt(0);
    }

    /** The frame is over: what the handler kept of it reads nothing any more. */
    void clear() {
        shown = NOTHING;
        source = NOTHING;
        offset = 0;
        length = 0;
        inPlace = false;
    }

    Answer answer() {
        return answer;
    }

    @Override
    public boolean isIntact() {
        if (!inPlace || ring == null) {
            return true;
        }
        boolean intact = ring.slot(sequence).isStill(sequence);
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
        return sequence <= lastReplayed;
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
        return shown.limit(offset + length).position(offset).order(ByteOrder.BIG_ENDIAN);
    }

    @Override
    public MediaFrame copy() {
        return MediaFrame.copyOf(this);
    }
}
