package io.framebus;

/** The stream has a publisher already. */
public final class StreamAlreadyPublishingException extends FrameBusException {
    private static final long serialVersionUID = 1L;

    /** For the stream {@code key}. */
    public StreamAlreadyPublishingException(StreamKey key) {
        super("stream " + key + " has a publisher already");
    }
}
