package io.framebus.disruptor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * For {@link io.framebus.Publishers#SHARED}: publishers exclude each other for the length of one copy. Spins, then yields, then
 * sleeps briefly, since a holder that was descheduled cannot be helped by spinning. Allocates nothing under contention, which a
 * queued lock would; not fair, and not re-entrant.
 */
final class PublishLock implements PublisherGate {
    private static final int SPINS = 100;
    private static final int YIELDS = 20;
    private static final long SLEEP_NS = 20_000;
    private static final VarHandle HELD;

    static {
        try {
            HELD = MethodHandles.lookup().findVarHandle(PublishLock.class, "held", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    @SuppressWarnings("unused") // accessed through HELD
    private boolean held;

    /** Acquire, by compare-and-set: sees all that the last holder wrote. Partner: the release in {@link #exit}. */
    @Override
    public void enter() {
        if (!tryEnter()) {
            waitAndEnter();
        }
    }

    private boolean tryEnter() {
        return !(boolean) HELD.getOpaque(this) && HELD.compareAndSet(this, false, true);
    }

    @SuppressWarnings(
            "ThreadPriorityCheck") // yields between spinning and sleeping; correct whatever the scheduler does
    private void waitAndEnter() {
        for (int tries = 0; !tryEnter(); tries++) {
            if (tries < SPINS) {
                Thread.onSpinWait();
            } else if (tries < SPINS + YIELDS) {
                Thread.yield();
            } else {
                LockSupport.parkNanos(this, SLEEP_NS);
            }
        }
    }

    /** Release: what was written inside comes before. Partner: the compare-and-set in {@link #enter}. */
    @Override
    public void exit() {
        HELD.setRelease(this, false);
    }

    /** Exact: having held the lock after the publication was closed, everyone who enters later sees that it is. */
    @Override
    public boolean isVacant(boolean settled) {
        enter();
        exit();
        return true;
    }
}
