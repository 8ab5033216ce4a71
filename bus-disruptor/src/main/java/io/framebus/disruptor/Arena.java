package io.framebus.disruptor;

import java.nio.ByteBuffer;

/** Payload memory of one stream: one buffer outside the heap whose length is a power of two. */
final class Arena {
    private final ByteBuffer memory;

    Arena(int capacityBytes) {
        memory = ByteBuffer.allocateDirect(capacityBytes);
    }

    int capacityBytes() {
        return memory.capacity();
    }

    /** All of the memory, for the publisher. A new view. */
    ByteBuffer writable() {
        return memory.duplicate();
    }

    /** All of the memory, for a reader. A new view. */
    ByteBuffer readOnly() {
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
