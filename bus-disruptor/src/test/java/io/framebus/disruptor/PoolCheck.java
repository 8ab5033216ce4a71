package io.framebus.disruptor;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Looks into a pool of arenas that nobody uses any more. */
final class PoolCheck {
    private PoolCheck() {}

    /** Takes all out: each must be there once. */
    static void requireEachArenaOnce(ArenaPool arenas, int arenaBytes) {
        Set<Arena> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (long idle = arenas.idleBytes() / arenaBytes; idle > 0; idle--) {
            if (!seen.add(arenas.take(arenaBytes))) {
                throw new IllegalStateException("an arena was given back twice");
            }
        }
    }
}
