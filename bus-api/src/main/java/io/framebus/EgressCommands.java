package io.framebus;

import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What other threads want of an {@link EgressAgent}: under a lock, since it is rare, and with one flag beside it, so that the
 * agent's duty cycle costs one read while there is nothing. Also knows, ahead of the agent, who is served.
 */
final class EgressCommands {
    /**
     * Something for the agent's thread to do.
     *
     * @param member whom it concerns
     * @param add whether to add it; otherwise it is removed
     * @param done to be run when that has happened
     */
    record Command(
            EgressMember member, boolean add, @Nullable Runnable done) {}

    private final Object lock = new Object();
    private final IdentityHashMap<Subscription, EgressMember> served = new IdentityHashMap<>();
    private final Queue<Command> queue = new ArrayDeque<>();
    private boolean closed;

    /**
     * Written under the lock. Read without it by the agent, for which a command that it misses now is there next time; and when its thread is
     * to be parked. Volatile for that: partner is the head of {@link EgressReadyList}, which each side looks at, or has changed, on the other
     * side of this. If it were weaker, the agent could be parked beside a command.
     */
    private volatile boolean pending;

    void add(EgressMember member) {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the agent is closed");
            }
            if (served.putIfAbsent(member.subscription(), member) != null) {
                throw new IllegalArgumentException("subscription must not be served already, is: "
                        + member.subscription().label() + " of "
                        + member.subscription().key());
            }
            enqueue(new Command(member, true, null));
        }
    }

    boolean remove(Subscription subscription, @Nullable Runnable done) {
        synchronized (lock) {
            EgressMember member = served.remove(subscription);
            if (member == null) {
                return false;
            }
            enqueue(new Command(member, false, done));
            return true;
        }
    }

    private void enqueue(Command command) {
        queue.add(command);
        pending = true;
    }

    boolean pending() {
        return pending;
    }

    int count() {
        synchronized (lock) {
            return queue.size();
        }
    }

    /** Takes the oldest; there must be one. Agent thread. */
    Command next() {
        synchronized (lock) {
            Command next = queue.remove();
            pending = !queue.isEmpty();
            return next;
        }
    }

    /** The member is no longer served. Agent thread. */
    void forget(EgressMember member) {
        synchronized (lock) {
            // Unless the same subscription was removed and added anew meanwhile.
            served.remove(member.subscription(), member);
        }
    }

    /** From now on nothing can be added. */
    void close() {
        synchronized (lock) {
            closed = true;
        }
    }

    int served() {
        synchronized (lock) {
            return served.size();
        }
    }
}
