package io.framebus;

/** A request that the bus refuses because of the state it is in. */
public class FrameBusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message for the one who asked. */
    public FrameBusException(String message) {
        super(message);
    }
}
