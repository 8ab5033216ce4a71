package io.framebus;

/**
 * The bits of {@link Frame#flags()}. Bits 0 to 7 belong to the bus, and of these only the ones named here may be set; bits
 * 8 to 15 are the application's and travel untouched.
 */
public final class FrameFlags {
    /** The first frame of a stream, as its source saw it. */
    public static final int FIRST = 1;
    /** The payload is decoder configuration and nothing else; it is in force for its track from here on. */
    public static final int CONFIG = 2;
    /** No other frame needs this one. */
    public static final int DISCARDABLE = 4;
    /** Not the first packet of its frame: no decoder can start here, even if the kind is {@link FrameKind#KEY}. */
    public static final int CONTINUATION = 8;
    /** What came before on this track is of no use to this frame: the source restarted or jumped. */
    public static final int DISCONTINUITY = 16;

    /** All bits that may be set: the named ones and the application's bits 8 to 15. */
    public static final int ALLOWED = FIRST | CONFIG | DISCARDABLE | CONTINUATION | DISCONTINUITY | 0xFF00;

    private FrameFlags() {}

    /** Whether all bits of {@code flag} are set in {@code flags}. */
    public static boolean has(int flags, int flag) {
        return (flags & flag) == flag;
    }
}
