package io.framebus.bench.peer;

import java.nio.ByteBuffer;

/**
 * An immutable frame on the heap, made once per publish and shared by all subscribers: how it is done where queues carry
 * references. The alternative, a pool with reference counts, trades the garbage for a contended atomic per delivery, and for
 * leaks; on the JVM the garbage of short-lived frames is cheaper.
 */
final class SharedFrame implements PeerFrame {
    /** Header, object headers and the buffer object, about: what a frame takes beside its payload. */
    static final int OVERHEAD_BYTES = 112;

    private final long sequence;
    private final long sentNs;
    private final boolean key;
    private final ByteBuffer payload;

    SharedFrame(long sequence, long sentNs, boolean key, ByteBuffer payload) {
        this.sequence = sequence;
        this.sentNs = sentNs;
        this.key = key;
        int size = payload.remaining();
        this.payload = ByteBuffer.allocate(size).put(0, payload, payload.position(), size);
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public long sentNs() {
        return sentNs;
    }

    @Override
    public boolean key() {
        return key;
    }

    @Override
    public ByteBuffer payload() {
        return payload;
    }

    @Override
    public boolean isIntact() {
        return true;
    }
}
