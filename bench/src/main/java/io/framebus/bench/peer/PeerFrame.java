package io.framebus.bench.peer;

import java.nio.ByteBuffer;

/** A frame as a sink is given it. One object, reused: valid inside the call only. */
public interface PeerFrame {
    /** The number it was published with. */
    long sequence();

    /** When it was due, as its publisher said. */
    long sentNs();

    /** Whether a decoder can start here. */
    boolean key();

    /** From position to limit. Other subscribers may be reading the same object: read by index, and move neither. */
    ByteBuffer payload();

    /**
     * Whether all that was read of it so far is what was published. To be asked after the last read, before anything is let
     * out; a frame that is not intact is lost. True for every peer whose sinks cannot see a frame change under them.
     */
    boolean isIntact();
}
