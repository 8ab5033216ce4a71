package io.framebus.contract;

import io.framebus.FrameFlags;
import io.framebus.FrameKind;
import io.framebus.MediaFrame;

/** What was published, by sequence: the oracle that a reader's frames and gaps are compared with. */
public interface Published {
    int trackId(long sequence);

    FrameKind kind(long sequence);

    int flags(long sequence);

    int length(long sequence);

    /** The whole frame, its payload included. */
    MediaFrame at(long sequence);

    /** Whether a decoder can start there, given what the track had carried up to it. */
    boolean isSyncPoint(long sequence);

    /** Sequence of the track's newest configuration at or before {@code sequence}, or -1. */
    long configInForce(int trackId, long sequence);

    default boolean isConfig(long sequence) {
        return FrameFlags.has(flags(sequence), FrameFlags.CONFIG);
    }

    default boolean isVideo(long sequence) {
        return kind(sequence) == FrameKind.KEY || kind(sequence) == FrameKind.DELTA;
    }
}
