package io.framebus.disruptor;

import org.jspecify.annotations.Nullable;

/**
 * What the polls of one thread use, one after the other: memory to copy a frame to, and what its subscriptions share of the frames
 * that they read. One per polling thread rather than one per subscription: ten thousand subscribers served by one thread share it. A
 * poll from within another's handler on the same thread gets the next one down.
 */
final class PollContext {
    private static final ThreadLocal<PollContext> OF_THREAD = ThreadLocal.withInitial(PollContext::new);

    private final Scratch scratch = new Scratch();
    private final Sharing<SharedCopies> copies = new Sharing<>(SharedCopies::new);
    private final Sharing<SharedHeaders> headers = new Sharing<>(SharedHeaders::new);
    private boolean lent;
    private @Nullable PollContext nested;

    static PollContext ofThisThread() {
        return OF_THREAD.get();
    }

    /** This, or the first below it that is not in use; marks it as in use. */
    PollContext borrow() {
        if (!lent) {
            lent = true;
            return this;
        }
        if (nested == null) {
            nested = new PollContext();
        }
        return nested.borrow();
    }

    void giveBack() {
        lent = false;
    }

    /** Memory for the frame of one subscription. */
    Scratch scratch() {
        return scratch;
    }

    /** Whether its subscriptions by copy share copies. */
    Sharing<SharedCopies> copies() {
        return copies;
    }

    /** Whether its subscriptions in place share headers. */
    Sharing<SharedHeaders> headers() {
        return headers;
    }
}
