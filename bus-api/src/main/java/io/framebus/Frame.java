package io.framebus;

import java.nio.ByteBuffer;

/**
 * One published unit: an access unit, an audio frame or an RTP packet. What {@code publish} takes and handlers are given.
 *
 * <p>Media timestamps are microseconds in the time base of the stream's source. The payload's bytes are in whatever form the
 * source uses; the bus never looks into them.
 */
public interface Frame {
    /** The highest layer number a frame can carry; the RTP payload formats of VP9 and AV1 have three bits for it. */
    int MAX_LAYER = 7;

    /** The track within the stream, 0 or more. */
    int trackId();

    /** What the frame is to a decoder. */
    FrameKind kind();

    /** The coding of the payload. */
    Codec codec();

    /** The bits of {@link FrameFlags}. */
    int flags();

    /** The temporal layer, 0 to {@value #MAX_LAYER}; 0 where there are none. */
    int temporalLayer();

    /** The spatial layer, 0 to {@value #MAX_LAYER}; 0 where there are none. */
    int spatialLayer();

    /** Presentation time in microseconds of media time. */
    long ptsUs();

    /** Decoding time in microseconds of media time. */
    long dtsUs();

    /** Duration in microseconds of media time, or -1 if it is not known. */
    long durationUs();

    /** Length of the payload in bytes; 0 is allowed. */
    int length();

    /**
     * Copies {@code length} bytes of the payload, from offset {@code from}, to index {@code at} of {@code target}. Moves no
     * position and allocates nothing.
     *
     * @throws IllegalArgumentException if the range does not lie within the payload or the target
     * @throws java.nio.ReadOnlyBufferException if {@code target} is read-only
     */
    void copyPayload(int from, ByteBuffer target, int at, int length);

    /**
     * The payload, read-only, between the buffer's position and limit (position 0 unless the frame is read in place). For a
     * delivered frame it is an object that is reused for other frames, valid inside the handler call only and set to the payload by
     * each call of this method; for a {@link MediaFrame} it is a new view each time.
     */
    ByteBuffer payload();

    /** Whether the kind is {@link FrameKind#KEY}. Says nothing of {@link FrameFlags#CONFIG}: the two are independent. */
    default boolean isKeyframe() {
        return kind() == FrameKind.KEY;
    }

    /** Whether the payload is decoder configuration ({@link FrameFlags#CONFIG}). */
    default boolean isConfig() {
        return (flags() & FrameFlags.CONFIG) != 0;
    }

    /** Whether the kind is {@link FrameKind#AUDIO}. */
    default boolean isAudio() {
        return kind() == FrameKind.AUDIO;
    }

    /**
     * Whether a decoder can start at this frame: a key frame that is not a continuation, or any frame of a track without
     * video. A configuration alone is no sync point. A frame that stands by itself cannot know of its track's other frames
     * and takes every kind but {@link FrameKind#KEY} and {@link FrameKind#DELTA} for a track without video; a delivered
     * frame does know.
     */
    default boolean isSyncPoint() {
        if (isConfig()) {
            return false;
        }
        return switch (kind()) {
            case KEY -> (flags() & FrameFlags.CONTINUATION) == 0;
            case DELTA -> false;
            case AUDIO, DATA -> true;
        };
    }

    /** An immutable snapshot, on the heap, that may be kept. Allocates. */
    MediaFrame copy();
}
