package io.framebus.bench.rig;

import io.framebus.bench.peer.PeerFrame;
import java.nio.ByteBuffer;

/** A frame with any content. */
public record TestPeerFrame(long sequence, long sentNs, boolean key, ByteBuffer payload, boolean isIntact)
        implements PeerFrame {}
