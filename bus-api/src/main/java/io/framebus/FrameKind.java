package io.framebus;

/** What a frame is to a decoder. A track with {@link #KEY} or {@link #DELTA} frames is a video track. */
public enum FrameKind {
    /** A video frame that needs no other frame, or a packet of one. */
    KEY,
    /** A video frame that needs earlier frames of its track. */
    DELTA,
    /** An audio frame. */
    AUDIO,
    /** Anything else that travels with the media: metadata, captions, application data. */
    DATA
}
