package io.framebus.bench.peer;

import java.nio.ByteBuffer;

/** A frame that lies somewhere in memory behind its preamble. Reused for one frame after the other. */
class BytesFrame implements PeerFrame {
    private final ByteBuffer memory;

    /** {@code memory} is the frame's own view, whose position and limit it moves. */
    BytesFrame(ByteBuffer memory) {
        this.memory = memory;
    }

    /** Makes it the frame whose preamble is at {@code at}, {@code length} bytes with the preamble. */
    final void at(int at, int length) {
        memory.clear().limit(at + length).position(at + Preamble.BYTES);
    }

    final ByteBuffer memory() {
        return memory;
    }

    @Override
    public final long sequence() {
        return Preamble.sequence(memory, memory.position() - Preamble.BYTES);
    }

    @Override
    public final long sentNs() {
        return Preamble.sentNs(memory, memory.position() - Preamble.BYTES);
    }

    @Override
    public final boolean key() {
        return Preamble.key(memory, memory.position() - Preamble.BYTES);
    }

    @Override
    public final ByteBuffer payload() {
        return memory;
    }

    @Override
    public boolean isIntact() {
        return true;
    }
}
