package io.framebus;

import static io.framebus.Checks.inRange;
import static io.framebus.Checks.notNull;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A frame that stands by itself: immutable, on the heap, with a payload of its own. May be kept and shared between threads.
 * Two frames are equal when all their fields and bytes are.
 */
public final class MediaFrame implements Frame {
    private final int trackId;
    private final FrameKind kind;
    private final Codec codec;
    private final int flags;
    private final int temporalLayer;
    private final int spatialLayer;
    private final long ptsUs;
    private final long dtsUs;
    private final long durationUs;
    private final byte[] payload;

    private MediaFrame(Builder from, FrameKind kind, Codec codec, byte[] payload) {
        FrameHeader header = from.header;
        this.trackId = header.trackId();
        this.kind = kind;
        this.codec = codec;
        this.flags = header.flags();
        this.temporalLayer = header.temporalLayer();
        this.spatialLayer = header.spatialLayer();
        this.ptsUs = header.ptsUs();
        this.dtsUs = header.dtsUs();
        this.durationUs = header.durationUs();
        this.payload = payload;
    }

    /**
     * A video frame of track 0. The payload is copied.
     *
     * @throws IllegalArgumentException if {@code payload} or {@code codec} is null
     */
    public static MediaFrame video(long ptsUs, long dtsUs, byte[] payload, Codec codec, boolean key) {
        FrameKind kind = key ? FrameKind.KEY : FrameKind.DELTA;
        return builder()
                .kind(kind)
                .codec(codec)
                .ptsUs(ptsUs)
                .dtsUs(dtsUs)
                .payload(payload)
                .build();
    }

    /**
     * An audio frame of track 1, decoded when presented. The payload is copied.
     *
     * @throws IllegalArgumentException if {@code payload} or {@code codec} is null
     */
    public static MediaFrame audio(long ptsUs, byte[] payload, Codec codec) {
        return builder()
                .trackId(1)
                .kind(FrameKind.AUDIO)
                .codec(codec)
                .ptsUs(ptsUs)
                .payload(payload)
                .build();
    }

    /**
     * A decoder configuration ({@link FrameFlags#CONFIG}) at time 0. The payload is copied.
     *
     * @param kind {@link FrameKind#KEY} for a video track, {@link FrameKind#AUDIO} for an audio track
     * @throws IllegalArgumentException if an argument is null or {@code trackId} is negative
     */
    public static MediaFrame config(int trackId, FrameKind kind, Codec codec, byte[] payload) {
        return builder()
                .trackId(trackId)
                .kind(kind)
                .codec(codec)
                .flags(FrameFlags.CONFIG)
                .payload(payload)
                .build();
    }

    /** A builder with an empty payload, no kind and no codec; both must be given. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public int trackId() {
        return trackId;
    }

    @Override
    public FrameKind kind() {
        return kind;
    }

    @Override
    public Codec codec() {
        return codec;
    }

    @Override
    public int flags() {
        return flags;
    }

    @Override
    public int temporalLayer() {
        return temporalLayer;
    }

    @Override
    public int spatialLayer() {
        return spatialLayer;
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
        return payload.length;
    }

    @Override
    public void copyPayload(int from, ByteBuffer target, int at, int length) {
        notNull(target, "target");
        inRange(from, 0, payload.length, "from");
        inRange(length, 0, payload.length - from, "length");
        inRange(at, 0, target.limit() - length, "at");
        target.put(at, payload, from, length);
    }

    @Override
    public ByteBuffer payload() {
        return ByteBuffer.wrap(payload).asReadOnlyBuffer();
    }

    /** This frame: it is a snapshot already. */
    @Override
    public MediaFrame copy() {
        return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MediaFrame that
                && trackId == that.trackId
                && kind == that.kind
                && codec == that.codec
                && flags == that.flags
                && temporalLayer == that.temporalLayer
                && spatialLayer == that.spatialLayer
                && ptsUs == that.ptsUs
                && dtsUs == that.dtsUs
                && durationUs == that.durationUs
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return Objects.hash(trackId, kind, codec, flags, ptsUs, dtsUs, Arrays.hashCode(payload));
    }

    @Override
    public String toString() {
        return "MediaFrame[track " + trackId + ", " + kind + ", " + codec + ", flags " + flags + ", pts " + ptsUs
                + " us, dts " + dtsUs + " us, " + payload.length + " bytes]";
    }

    /** Builds a {@link MediaFrame}. Not thread-safe; may be used again after {@link #build()}. */
    public static final class Builder {
        private final FrameHeader header = new FrameHeader();
        private byte[] payload = {};

        private Builder() {}

        /**
         * The track, 0 by default.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder trackId(int trackId) {
            header.trackId(trackId);
            return this;
        }

        /**
         * What the frame is to a decoder; must be given.
         *
         * @throws IllegalArgumentException if it is null
         */
        public Builder kind(FrameKind kind) {
            header.kind(kind);
            return this;
        }

        /**
         * The coding; must be given.
         *
         * @throws IllegalArgumentException if it is null
         */
        public Builder codec(Codec codec) {
            header.codec(codec);
            return this;
        }

        /**
         * The bits of {@link FrameFlags}, none by default.
         *
         * @throws IllegalArgumentException if a bit is set that is not among {@link FrameFlags#ALLOWED}
         */
        public Builder flags(int flags) {
            header.flags(flags);
            return this;
        }

        /**
         * The temporal layer, 0 by default.
         *
         * @throws IllegalArgumentException if it is not between 0 and {@value Frame#MAX_LAYER}
         */
        public Builder temporalLayer(int temporalLayer) {
            header.temporalLayer(temporalLayer);
            return this;
        }

        /**
         * The spatial layer, 0 by default.
         *
         * @throws IllegalArgumentException if it is not between 0 and {@value Frame#MAX_LAYER}
         */
        public Builder spatialLayer(int spatialLayer) {
            header.spatialLayer(spatialLayer);
            return this;
        }

        /** Presentation time in microseconds, 0 by default. */
        public Builder ptsUs(long ptsUs) {
            header.ptsUs(ptsUs);
            return this;
        }

        /** Decoding time in microseconds; the presentation time unless it is given. */
        public Builder dtsUs(long dtsUs) {
            header.dtsUs(dtsUs);
            return this;
        }

        /**
         * Duration in microseconds, -1 (not known) by default.
         *
         * @throws IllegalArgumentException if it is less than -1
         */
        public Builder durationUs(long durationUs) {
            header.durationUs(durationUs);
            return this;
        }

        /**
         * The payload; copied.
         *
         * @throws IllegalArgumentException if it is null
         */
        public Builder payload(byte[] payload) {
            this.payload = notNull(payload, "payload").clone();
            return this;
        }

        /**
         * The payload: the bytes between position and limit, which stay as they are; copied.
         *
         * @throws IllegalArgumentException if it is null
         */
        public Builder payload(ByteBuffer payload) {
            byte[] bytes = new byte[notNull(payload, "payload").remaining()];
            payload.get(payload.position(), bytes);
            this.payload = bytes;
            return this;
        }

        /** Every field of {@code frame}, its payload included; copied. */
        Builder from(Frame frame) {
            header.copyFrom(frame);
            byte[] bytes = new byte[frame.length()];
            frame.copyPayload(0, ByteBuffer.wrap(bytes), 0, bytes.length);
            this.payload = bytes;
            return this;
        }

        /**
         * The frame. The builder keeps its values.
         *
         * @throws IllegalArgumentException if the kind or the codec was not given
         */
        public MediaFrame build() {
            FrameKind kind = notNull(header.kind(), "kind");
            Codec codec = notNull(header.codec(), "codec");
            return new MediaFrame(this, kind, codec, payload);
        }
    }

    /**
     * An immutable snapshot of any frame, its payload included.
     *
     * @throws IllegalArgumentException if {@code frame} is null or has a field out of range
     */
    public static MediaFrame copyOf(Frame frame) {
        return frame instanceof MediaFrame already
                ? already
                : builder().from(notNull(frame, "frame")).build();
    }
}
