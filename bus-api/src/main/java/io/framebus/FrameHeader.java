package io.framebus;

import static io.framebus.Checks.inRange;
import static io.framebus.Checks.notNull;

import org.jspecify.annotations.Nullable;

/**
 * What is said of a frame beside its payload. Mutable, and meant to be reused: a publisher keeps one, sets what changed and
 * passes it on; the bus reads it during the call and keeps no reference. Not thread-safe. Nothing here allocates.
 *
 * <p>A new header, and one after {@link #reset()}, has track 0, no flags, layers 0, times 0, an unknown duration, and neither
 * kind nor codec, which both must be set before it is published.
 */
public final class FrameHeader {
    private static final int FLAGS_SHIFT = 16;
    private static final int CODEC_SHIFT = 8;
    private static final int KIND_SHIFT = 6;
    private static final int TEMPORAL_SHIFT = 3;
    private static final int FLAGS_MASK = 0xFFFF;
    private static final int CODEC_MASK = 0xFF;
    private static final int KIND_MASK = 3;
    private static final FrameKind[] KINDS = FrameKind.values();

    // Kind and codec are kept in packed only. References beside it would cost each frame a collector's barrier, which
    // is a fence once the header has grown old.
    private int trackId;
    private int packed;
    private boolean kindGiven;
    private boolean codecGiven;
    private long ptsUs;
    private long dtsUs;
    private boolean dtsGiven;
    private long durationUs = -1;

    /** A header without kind and codec. */
    public FrameHeader() {}

    /** The track. */
    public int trackId() {
        return trackId;
    }

    /**
     * Sets the track.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public FrameHeader trackId(int trackId) {
        this.trackId = inRange(trackId, 0, Integer.MAX_VALUE, "trackId");
        return this;
    }

    /** What the frame is to a decoder, or null while it is not set. */
    public @Nullable FrameKind kind() {
        return kindGiven ? KINDS[(packed >>> KIND_SHIFT) & KIND_MASK] : null;
    }

    /**
     * Sets what the frame is to a decoder.
     *
     * @throws IllegalArgumentException if it is null
     */
    @SuppressWarnings("EnumOrdinal") // as packed() says
    public FrameHeader kind(FrameKind kind) {
        int ordinal = notNull(kind, "kind").ordinal();
        kindGiven = true;
        return pack(ordinal, KIND_MASK, KIND_SHIFT);
    }

    /** The coding, or null while it is not set. */
    public @Nullable Codec codec() {
        return codecGiven ? Codec.fromId((packed >>> CODEC_SHIFT) & CODEC_MASK) : null;
    }

    /**
     * Sets the coding.
     *
     * @throws IllegalArgumentException if it is null
     */
    public FrameHeader codec(Codec codec) {
        int id = notNull(codec, "codec").id();
        codecGiven = true;
        return pack(id, CODEC_MASK, CODEC_SHIFT);
    }

    /** Whether kind and codec are both set, without which nothing is published. */
    public boolean isComplete() {
        return kindGiven && codecGiven;
    }

    /** The bits of {@link FrameFlags}. */
    public int flags() {
        return packed >>> FLAGS_SHIFT;
    }

    /**
     * Sets the bits of {@link FrameFlags}, all at once.
     *
     * @throws IllegalArgumentException if a bit is set that is not among {@link FrameFlags#ALLOWED}
     */
    public FrameHeader flags(int flags) {
        if ((flags & ~FrameFlags.ALLOWED) != 0) {
            throw new IllegalArgumentException("flags must be among 0x" + Integer.toHexString(FrameFlags.ALLOWED)
                    + ", are 0x" + Integer.toHexString(flags));
        }
        return pack(flags, FLAGS_MASK, FLAGS_SHIFT);
    }

    /** The temporal layer. */
    public int temporalLayer() {
        return (packed >>> TEMPORAL_SHIFT) & Frame.MAX_LAYER;
    }

    /**
     * Sets the temporal layer.
     *
     * @throws IllegalArgumentException if it is not between 0 and {@value Frame#MAX_LAYER}
     */
    public FrameHeader temporalLayer(int temporalLayer) {
        return pack(inRange(temporalLayer, 0, Frame.MAX_LAYER, "temporalLayer"), Frame.MAX_LAYER, TEMPORAL_SHIFT);
    }

    /** The spatial layer. */
    public int spatialLayer() {
        return packed & Frame.MAX_LAYER;
    }

    /**
     * Sets the spatial layer.
     *
     * @throws IllegalArgumentException if it is not between 0 and {@value Frame#MAX_LAYER}
     */
    public FrameHeader spatialLayer(int spatialLayer) {
        return pack(inRange(spatialLayer, 0, Frame.MAX_LAYER, "spatialLayer"), Frame.MAX_LAYER, 0);
    }

    /**
     * The small fields in one {@code int}, for implementations of a bus: they are packed when they are set, which is seldom, and
     * not with each frame.
     *
     * <pre>
     *  31..16   15..8      7..6                          5..3             2..0
     *  flags    codec id   kind, in order of declaration temporal layer   spatial layer
     * </pre>
     *
     * <p>Kind and codec are 0 while they are not set.
     */
    public int packed() {
        return packed;
    }

    private FrameHeader pack(int value, int mask, int shift) {
        packed = (packed & ~(mask << shift)) | (value << shift);
        return this;
    }

    /** Presentation time in microseconds of media time. */
    public long ptsUs() {
        return ptsUs;
    }

    /** Sets the presentation time, in microseconds of media time. */
    public FrameHeader ptsUs(long ptsUs) {
        this.ptsUs = ptsUs;
        return this;
    }

    /** Decoding time in microseconds of media time; the presentation time unless it was set since the last reset. */
    public long dtsUs() {
        return dtsGiven ? dtsUs : ptsUs;
    }

    /** Sets the decoding time, in microseconds of media time. */
    public FrameHeader dtsUs(long dtsUs) {
        this.dtsUs = dtsUs;
        this.dtsGiven = true;
        return this;
    }

    /** Duration in microseconds of media time, or -1 if it is not known. */
    public long durationUs() {
        return durationUs;
    }

    /**
     * Sets the duration, in microseconds of media time; -1 if it is not known.
     *
     * @throws IllegalArgumentException if it is less than -1
     */
    public FrameHeader durationUs(long durationUs) {
        this.durationUs = inRange(durationUs, -1, Long.MAX_VALUE, "durationUs");
        return this;
    }

    /**
     * Takes over every field of {@code frame} but its payload.
     *
     * @throws IllegalArgumentException if {@code frame} is null or one of its fields is out of range; some fields of this
     *     header may then have been set already
     */
    public FrameHeader copyFrom(Frame frame) {
        notNull(frame, "frame");
        return trackId(frame.trackId())
                .kind(frame.kind())
                .codec(frame.codec())
                .flags(frame.flags())
                .temporalLayer(frame.temporalLayer())
                .spatialLayer(frame.spatialLayer())
                .ptsUs(frame.ptsUs())
                .dtsUs(frame.dtsUs())
                .durationUs(frame.durationUs());
    }

    /**
     * Takes over every field of another header.
     *
     * @throws IllegalArgumentException if {@code other} is null
     */
    public FrameHeader copyFrom(FrameHeader other) {
        notNull(other, "other");
        trackId = other.trackId;
        packed = other.packed;
        kindGiven = other.kindGiven;
        codecGiven = other.codecGiven;
        ptsUs = other.ptsUs;
        dtsUs = other.dtsUs;
        dtsGiven = other.dtsGiven;
        durationUs = other.durationUs;
        return this;
    }

    /** Back to the state of a new header. */
    public FrameHeader reset() {
        trackId = 0;
        packed = 0;
        kindGiven = false;
        codecGiven = false;
        ptsUs = 0;
        dtsUs = 0;
        dtsGiven = false;
        durationUs = -1;
        return this;
    }
}
