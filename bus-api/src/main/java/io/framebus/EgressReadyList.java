package io.framebus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Streams that were idle and have something new since: any thread adds, the agent's takes all. Neither waits for the other.
 *
 * <p>Where the agent's thread is parked, what parks it is in the place of the first entry, so that whoever adds one finds it there: one word
 * says both, and neither side needs a fence, or a second look, to miss nothing of the other.
 */
final class EgressReadyList {
    private static final VarHandle HEAD = MethodHandles.arrayElementVarHandle(Object[].class);

    /** As many references before and behind as keep the memory away that others write: twice a cache line. */
    private static final int PADDING = 32;

    /** In the middle null, the {@link EgressReadiness} that was added last, or the {@link EgressIdle} that is parked. */
    private final @Nullable Object[] padded = new Object[PADDING + 1 + PADDING];

    /** Opaque: one that is missed now is seen the next time. */
    boolean isEmpty() {
        return HEAD.getOpaque(padded, PADDING) == null;
    }

    /** For one that is not on the list. */
    @SuppressWarnings("ReferenceEquality") // what stood there, not something like it
    void push(EgressReadiness added) {
        // Most often it is empty. Not to look first spares a publisher the second of two waits for one line.
        Object first = null;
        while (true) {
            added.next = first instanceof EgressReadiness behind ? behind : null;
            // Volatile, of which release is needed: the link stored before others can come by it. Partner: takeAll. If
            // it were weaker, the agent could follow an old link, and forget all behind it.
            Object seen = HEAD.compareAndExchange(padded, PADDING, first, added);
            if (seen == first) {
                break;
            }
            first = seen;
        }
        if (first instanceof EgressIdle parked) {
            parked.wake();
        }
    }

    /** All, in the order in which they were added: the first of them, which leads to the others by {@link EgressReadiness#next}. */
    @Nullable
    EgressReadiness takeAll() {
        // Volatile, of which acquire is needed: see push.
        EgressReadiness last = (EgressReadiness) HEAD.getAndSet(padded, PADDING, null);
        EgressReadiness first = null;
        while (last != null) {
            EgressReadiness before = last.next;
            last.next = first;
            first = last;
            last = before;
        }
        return first;
    }

    /** Whether the agent's thread may be parked: there is nothing on the list, and whoever adds something wakes it. Agent thread. */
    boolean tryPark(EgressIdle parked) {
        // Volatile: in one order with the flag of commands, see EgressIdle.park. For the list alone any mode would do,
        // as it is one word.
        return HEAD.compareAndSet(padded, PADDING, null, parked);
    }

    /** No longer parked. Agent thread. */
    void unpark(EgressIdle parked) {
        HEAD.compareAndSet(padded, PADDING, parked, null); // else somebody has been faster
    }

    /** Wakes the agent's thread if it is parked. Any thread, after it has left something that the agent looks for. */
    void wake() {
        // Volatile load: see EgressIdle.park.
        if (HEAD.getVolatile(padded, PADDING) instanceof EgressIdle parked
                && HEAD.compareAndSet(padded, PADDING, parked, null)) {
            parked.wake();
        }
    }
}
