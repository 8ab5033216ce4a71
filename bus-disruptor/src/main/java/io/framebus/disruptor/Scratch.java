package io.framebus.disruptor;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Memory that frames are copied out to, one per polling thread rather than one per subscription: ten thousand subscribers served
 * by one thread share it. A poll from within another's handler on the same thread gets the next one down.
 */
final class Scratch {
    private static final int MIN_BYTES = 2048;
    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    private ByteBuffer memory = ByteBuffer.allocateDirect(MIN_BYTES);
    private ByteBuffer view = memory.asReadOnlyBuffer();
    private final Sharing sharing = new Sharing();
    private boolean lent;
    private @Nullable Scratch nested;

    static Scratch ofThisThread() {
        return OF_THREAD.get();
    }

    /** This, or the first below it that is not in use; marks it as in use. */
    Scratch borrow() {
        if (!lent) {
            lent = true;
            return this;
        }
        if (nested == null) {
            nested = new Scratch();
        }
        return nested.borrow();
    }

    void giveBack() {
        lent = false;
    }

    /** Makes the memory at least this long. True if it is another memory than before. */
    boolean makeRoomFor(int length) {
        if (length <= memory.capacity()) {
            return false;
        }
        memory = ByteBuffer.allocateDirect(Integer.highestOneBit(length - 1) << 1);
        view = memory.asReadOnlyBuffer();
        return true;
    }

    /** Whether its subscriptions share copies. */
    Sharing sharing() {
        return sharing;
    }

    ByteBuffer memory() {
        return memory;
    }

    /** The same memory, read-only, for a handler to look at. */
    ByteBuffer view() {
        return view;
    }
}
