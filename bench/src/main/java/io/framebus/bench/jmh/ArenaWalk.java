package io.framebus.bench.jmh;

import java.nio.ByteBuffer;

/**
 * The floor of everything that moves payloads: memory of the size of a stream's arena, walked as the bus walks it, and bare
 * copies into it and out of it.
 */
public final class ArenaWalk {
    private final ByteBuffer arena;
    private final ByteBuffer target;
    private final int capacity;
    private int end;

    /** For frames of up to {@code longest} bytes. */
    public ArenaWalk(int capacityBytes, int longest) {
        arena = ByteBuffer.allocateDirect(capacityBytes);
        target = ByteBuffer.allocateDirect(Math.max(1, longest));
        capacity = capacityBytes;
    }

    /** Copies the payload to the next place; returns where that is. */
    public int copyIn(ByteBuffer payload) {
        int length = payload.remaining();
        int at = length <= capacity - end ? end : 0;
        end = at + length;
        arena.put(at, payload, payload.position(), length);
        return at;
    }

    /** Copies a payload out; returns its length. */
    public int copyOut(int at, int length) {
        target.put(0, arena, at, length);
        return length;
    }

    /** What was copied out last. */
    public ByteBuffer target() {
        return target;
    }

    /** The memory that is walked through. */
    public ByteBuffer arena() {
        return arena;
    }
}
