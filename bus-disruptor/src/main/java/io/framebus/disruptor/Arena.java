package io.framebus.disruptor;

import java.nio.ByteBuffer;

/** Payload memory of one stream: one buffer outside the heap whose length is a power of two. */
final class Arena {
    private final ByteBuffer memory;
    private final ByteBuffer readOnly;

    Arena(int capacityBytes) {
        memory = ByteBuffer.allocateDirect(capacityBytes);
        readOnly = memory.asReadOnlyBuffer();
    }

    int capacityBytes() {
        return memory.capacity();
    }

    /** All of the memory, for the publisher. A new view. */
    ByteBuffer writable() {
        return memory.duplicate();
    }

    /** All of the memory, for reading at absolute positions: the same buffer for everybody, so nobody may move it. */
    ByteBuffer readOnly() {
        return readOnly;
    }

    /** All of the memory, for a handler to look at: position and limit are its own to move. A new view. */
    ByteBuffer shown() {
        return memory.asReadOnlyBuffer();
    }

    /** Overwrites everything, so that no stream can be read through the next one's claims. */
    void wipe() {
        ByteBuffer all = memory.duplicate();
        while (all.remaining() >= Long.BYTES) {
            all.putLong(0);
        }
        while (all.hasRemaining()) {
            all.put((byte) 0);
        }
    }
}
