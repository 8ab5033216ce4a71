package io.framebus;

import java.util.Locale;

/** Where a stream is in its life. */
public enum StreamState {
    /** No publisher: it left and may still return within the reconnect grace. */
    IDLE,
    /** A publisher is there. */
    PUBLISHING,
    /** As {@link #PUBLISHING}, and somebody transcodes the stream; set by the application. */
    TRANSCODING,
    /** As {@link #PUBLISHING}, and somebody records the stream; set by the application. */
    RECORDING,
    /** Closed. No stream leaves this state. */
    ENDED;

    /** The name in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
