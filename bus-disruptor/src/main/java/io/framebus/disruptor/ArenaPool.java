package io.framebus.disruptor;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Arenas of ended streams, kept for the next stream of the same capacity up to a limit in bytes. An arena comes here only when
 * {@link ArenaLease} has proved that nobody can reach it; otherwise the garbage collector frees it with its stream.
 */
final class ArenaPool {
    private final long limitBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Integer, Queue<Arena>> idle = new HashMap<>();
    private long idleBytes;
    private boolean closed;

    ArenaPool(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    Arena take(int capacityBytes) {
        Arena pooled = takePooled(capacityBytes);
        if (pooled == null) {
            return new Arena(capacityBytes);
        }
        pooled.wipe();
        return pooled;
    }

    private @Nullable Arena takePooled(int capacityBytes) {
        lock.lock();
        try {
            Queue<Arena> fitting = idle.get(capacityBytes);
            Arena arena = fitting == null ? null : fitting.poll();
            if (arena != null) {
                idleBytes -= capacityBytes;
            }
            return arena;
        } finally {
            lock.unlock();
        }
    }

    /** Takes an arena back that nobody can reach any more; over the limit it is left to the garbage collector. */
    void giveBack(Arena arena) {
        lock.lock();
        try {
            if (!closed && idleBytes + arena.capacityBytes() <= limitBytes) {
                idleBytes += arena.capacityBytes();
                idle.computeIfAbsent(arena.capacityBytes(), c -> new ArrayDeque<>())
                        .add(arena);
            }
        } finally {
            lock.unlock();
        }
    }

    long idleBytes() {
        lock.lock();
        try {
            return idleBytes;
        } finally {
            lock.unlock();
        }
    }

    /** Keeps nothing any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            idle.clear();
            idleBytes = 0;
        } finally {
            lock.unlock();
        }
    }
}
