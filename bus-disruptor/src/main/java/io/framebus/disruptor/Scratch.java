package io.framebus.disruptor;

import java.nio.ByteBuffer;

/** Memory that a frame is copied out to. For one thread. */
final class Scratch {
    private static final int MIN_BYTES = 2048;
    private static final ByteBuffer NONE_YET = ByteBuffer.allocateDirect(0);
    private static final ByteBuffer NONE_YET_READ_ONLY = NONE_YET.asReadOnlyBuffer();

    /** None until it is needed: a thread that reads in place needs none. */
    private ByteBuffer memory = NONE_YET;

    private ByteBuffer view = NONE_YET_READ_ONLY;

    /** Makes the memory at least this long. True if it is another memory than before. */
    boolean makeRoomFor(int length) {
        if (length <= memory.capacity()) {
            return false;
        }
        memory = ByteBuffer.allocateDirect(Math.max(MIN_BYTES, Integer.highestOneBit(length - 1) << 1));
        view = memory.asReadOnlyBuffer();
        return true;
    }

    ByteBuffer memory() {
        return memory;
    }

    /** The same memory, read-only, for a handler to look at. */
    ByteBuffer view() {
        return view;
    }
}
