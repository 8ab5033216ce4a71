package io.framebus.disruptor;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts who can still reach a stream's arena: its publisher and each of its subscriptions. When the last of them has let go the
 * arena returns to the pool, once.
 */
final class ArenaLease {
    private final Arena arena;
    private final ArenaPool pool;

    /** One for the publisher. Never rises again from 0: subscribers join only while the publisher's hold stands. */
    private final AtomicInteger holders = new AtomicInteger(1);

    ArenaLease(Arena arena, ArenaPool pool) {
        this.arena = arena;
        this.pool = pool;
    }

    Arena arena() {
        return arena;
    }

    /** One more holder, unless there is none left. */
    boolean tryHold() {
        int before = holders.get();
        while (before > 0) {
            int seen = holders.compareAndExchange(before, before + 1);
            if (seen == before) {
                return true;
            }
            before = seen;
        }
        return false;
    }

    void letGo() {
        if (holders.decrementAndGet() == 0) {
            pool.giveBack(arena);
        }
    }

    boolean isReturned() {
        return holders.get() == 0;
    }
}
