package io.framebus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** Streams that were idle and have something new since: any thread adds, the agent's takes all. Neither waits for the other. */
final class EgressReadyList {
    private static final VarHandle HEAD = MethodHandles.arrayElementVarHandle(EgressReadiness[].class);

    /** As many references before and behind as keep the memory away that others write: twice a cache line. */
    private static final int PADDING = 32;

    private final @Nullable EgressReadiness[] padded = new EgressReadiness[PADDING + 1 + PADDING];

    /** Opaque: one that is missed now is seen the next time. */
    boolean isEmpty() {
        return HEAD.getOpaque(padded, PADDING) == null;
    }

    /** For one that is not on the list. */
    void push(EgressReadiness added) {
        // Most often it is empty. Not to look first spares a publisher the second of two waits for one line.
        EgressReadiness first = null;
        while (true) {
            added.next = first;
            // Volatile, of which release is needed: the link stored before others can come by it. Partner: takeAll. If
            // it
            // were weaker, the agent could follow an old link, and forget all behind it.
            EgressReadiness seen = (EgressReadiness) HEAD.compareAndExchange(padded, PADDING, first, added);
            if (seen == first) {
                return;
            }
            first = seen;
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
}
