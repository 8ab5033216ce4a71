package io.framebus.disruptor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether a thread is inside a region that one thread at a time may enter, such as publishing to a stream or polling a
 * subscription, so that memory which is used inside can be given away once the region is closed and empty. Entering costs no
 * fence as long as the same thread comes back, and also detects simultaneous use on a best-effort basis.
 *
 * <p>Protocol: whoever enters first calls {@link #enter} and then looks at the region's "closed" flag. Whoever closes sets the
 * flag, issues a full fence and then asks {@link #isVacant}.
 *
 * <ul>
 *   <li>Nobody ever entered, or the asking thread was the last to enter: whoever comes next is a new owner, issues the full fence
 *       in {@link #takeOver} and then sees the flag. (One of the two fences comes first: either the closer sees the new owner, or
 *       the new owner sees the flag.) Exact.
 *   <li>The last owner is dead: exact.
 *   <li>Otherwise the owner may be about to enter with a store not yet visible. {@code settled} says that the flag was set so long
 *       ago that this store has long left the owner's core: it takes microseconds, {@link #SETTLE_NS} is thousands of times that.
 *       The memory model has no time, so this case rests on hardware, not on a fence; an exact one would cost a full fence per
 *       frame.
 * </ul>
 */
@SuppressWarnings("ReferenceEquality") // threads are compared by identity
final class Occupancy implements PublisherGate {
    /** How long after closing a thread that entered before can be relied on to be visible inside. */
    static final long SETTLE_NS = 50_000_000;

    private static final VarHandle OWNER;
    private static final VarHandle INSIDE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            OWNER = lookup.findVarHandle(Occupancy.class, "owner", Thread.class);
            INSIDE = lookup.findVarHandle(Occupancy.class, "inside", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final String what;
    private @Nullable Thread owner;
    private boolean inside;

    /** {@code what} is under way while a thread is inside: for the message. */
    Occupancy(String what) {
        this.what = what;
    }

    /**
     * Enters.
     *
     * @throws IllegalStateException if a thread is inside already, as far as can be seen for free
     */
    @Override
    public void enter() {
        enterAgain();
    }

    /** {@link #enter}; whether this thread was the last to enter as well. */
    boolean enterAgain() {
        if (reenter()) {
            return true;
        }
        takeOver();
        INSIDE.setOpaque(this, true);
        return false;
    }

    /** Enters if this thread was the last to enter and has left; else does nothing. */
    boolean reenter() {
        if (inside || owner != Thread.currentThread()) {
            return false;
        }
        INSIDE.setOpaque(this, true);
        return true;
    }

    private void takeOver() {
        Thread current = Thread.currentThread();
        Thread former = (Thread) OWNER.getVolatile(this);
        if ((boolean) INSIDE.getVolatile(this) && (former == null || former == current || former.isAlive())) {
            throw new IllegalStateException(what + " is under way already; only one at a time is possible");
        }
        OWNER.setVolatile(this, current);
        // Full fence: the store of the owner before the caller's look at the closed flag. Partner: the fence between
        // setting that flag and isVacant(). If both were weaker, closer and newcomer could miss each other.
        VarHandle.fullFence();
    }

    /** Leaves. Release: what was done inside comes before; partner: the acquire load in {@link #isVacant}. */
    @Override
    public void exit() {
        INSIDE.setRelease(this, false);
    }

    /** Whether no thread is inside nor can come inside without seeing the closed flag. See the class comment. */
    @Override
    public boolean isVacant(boolean settled) {
        Thread last = (Thread) OWNER.getVolatile(this);
        if (last == null || !last.isAlive()) {
            return true;
        }
        boolean seenInside = (boolean) INSIDE.getAcquire(this);
        return !seenInside && (settled || last == Thread.currentThread());
    }
}
