package io.framebus.disruptor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads that sleep until a stream has something for them. The publisher looks at one flag per frame, and if there are
 * sleepers wakes one, whatever their number; each thread that wakes wakes a few more.
 *
 * <p>Nobody pays for sleeping until somebody sleeps: the publisher fences only once {@code armed} is set, and says so in
 * {@code acknowledged}. Until it has, a publish may be under way that has not seen the flag, and sleepers look again by
 * themselves after a millisecond, then two, and so on; afterwards they sleep until they are woken.
 *
 * <p>No lost wake-up, once acknowledged: the sleeper stores itself into the list, fences, and looks for frames; the publisher
 * stores the cursor, fences, and looks into the list. One of the fences comes first, so one of them sees the other.
 *
 * <p>A {@link Sleeper} is in one of four states. {@code AWAY}: on no list. {@code QUEUED}: on a list, its thread sleeps or is about
 * to. {@code LEFT}: on a list, its thread has gone. {@code WOKEN}: taken off the list for good; its thread must look into
 * {@code inherited} before it does anything else, for the sleepers there are known to nobody else.
 */
final class Sleepers extends RingSignal {
    private static final int AWAY = 0;
    private static final int QUEUED = 1;
    private static final int LEFT = 2;
    private static final int WOKEN = 3;

    /** How many others a woken thread wakes before it goes on to its own frame. */
    private static final int WAKE_FAN_OUT = 8;

    private static final long FIRST_LOOK_NS = 1_000_000;
    private static final long LONGEST_LOOK_NS = 1_000_000_000;
    private static final VarHandle HEAD;
    private static final VarHandle ARMED;
    private static final VarHandle ACKNOWLEDGED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HEAD = lookup.findVarHandle(Sleepers.class, "head", Sleeper.class);
            ARMED = lookup.findVarHandle(Sleepers.class, "armed", boolean.class);
            ACKNOWLEDGED = lookup.findVarHandle(Sleepers.class, "acknowledged", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    @SuppressWarnings("unused") // accessed through HEAD
    private @Nullable Sleeper head;

    @SuppressWarnings("unused") // accessed through ARMED
    private boolean armed;

    private boolean acknowledged;

    /** One per subscription, reused. */
    static final class Sleeper {
        private static final VarHandle STATE;

        static {
            try {
                STATE = MethodHandles.lookup().findVarHandle(Sleeper.class, "state", int.class);
            } catch (ReflectiveOperationException impossible) {
                throw new ExceptionInInitializerError(impossible);
            }
        }

        @SuppressWarnings("unused") // accessed through STATE
        private int state = AWAY;

        private volatile @Nullable Thread thread;

        /** The next on the list this is on; written before the sleeper is published on it. */
        private @Nullable Sleeper next;

        /** Sleepers that this one has to wake; written before its state becomes WOKEN. */
        private @Nullable Sleeper inherited;

        private boolean move(int from, int to) {
            return STATE.compareAndSet(this, from, to);
        }

        private int state() {
            return (int) STATE.getVolatile(this);
        }

        /** Makes the thread that waits with this sleeper, if there is one, look again. Any thread. */
        void nudge() {
            Thread waiting = thread;
            if (waiting != null) {
                LockSupport.unpark(waiting);
            }
        }
    }

    /** By the publisher, after the cursor has moved. Costs one opaque load while nobody has ever slept here. */
    @Override
    public void signalAllWhenBlocking() {
        if ((boolean) ARMED.getOpaque(this)) {
            signalSleepers();
        }
    }

    private void signalSleepers() {
        if (!acknowledged) {
            // Release: the cursor stored before it is visible to a sleeper that sees it (partner: the acquire load in
            // sleep).
            ACKNOWLEDGED.setRelease(this, true);
        }
        // Full fence: the cursor's store before the look into the list. Partner: the fence in sleep. With less,
        // publisher and sleeper could each miss the other's store and the sleeper would sleep on beside a published
        // frame.
        VarHandle.fullFence();
        if ((Sleeper) HEAD.getOpaque(this) != null) {
            wake(takeAll(), 1);
        }
    }

    /** Wakes everybody; for ends, from any thread. */
    void wakeAll() {
        // Full fence: the end flag's store before the look into the list; same partner as above.
        VarHandle.fullFence();
        wake(takeAll(), WAKE_FAN_OUT);
    }

    private @Nullable Sleeper takeAll() {
        return (Sleeper) HEAD.getAndSet(this, null);
    }

    /** Wakes up to {@code count} sleepers of a list that nobody else has; the last one woken inherits the rest. */
    private static void wake(@Nullable Sleeper list, int count) {
        int left = count;
        Sleeper sleeper = list;
        while (sleeper != null) {
            Sleeper rest = sleeper.next;
            sleeper.inherited = left == 1 ? rest : null;
            if (sleeper.move(QUEUED, WOKEN)) {
                sleeper.nudge();
                if (--left == 0) {
                    return;
                }
            } else {
                sleeper.inherited = null;
                if (!sleeper.move(LEFT, AWAY)) {
                    continue; // it came back meanwhile and is queued again: wake it after all
                }
            }
            sleeper = rest;
        }
    }

    /**
     * Sleeps until {@code ready}, a nudge after which it is, the deadline, or an interrupt, which is left set. May return early.
     *
     * @param deadlineNs in terms of {@link System#nanoTime}
     */
    void sleep(Sleeper me, BooleanSupplier ready, long deadlineNs) {
        if (!(boolean) ARMED.getOpaque(this)) {
            ARMED.setVolatile(this, true);
        }
        me.thread = Thread.currentThread();
        enqueue(me);
        // Full fence: the list's store before the look for frames. Partner: the fence in signalSleepers and wakeAll.
        VarHandle.fullFence();
        long lookNs = FIRST_LOOK_NS;
        while (me.state() == QUEUED
                && !ready.getAsBoolean()
                && !Thread.currentThread().isInterrupted()) {
            long leftNs = deadlineNs - System.nanoTime();
            if (leftNs <= 0) {
                break;
            }
            // Acquire: having seen it, the next look for frames sees all that were published before the publisher
            // began to fence; it was taken before the look, or one more look comes first.
            if ((boolean) ACKNOWLEDGED.getAcquire(this)) {
                if (!ready.getAsBoolean()) {
                    LockSupport.parkNanos(this, leftNs);
                }
            } else {
                LockSupport.parkNanos(this, Math.min(leftNs, lookNs));
                lookNs = Math.min(lookNs * 2, LONGEST_LOOK_NS);
            }
        }
        leave(me);
        me.thread = null;
    }

    private void enqueue(Sleeper me) {
        if (me.move(LEFT, QUEUED)) {
            return; // still on a list that somebody will go through
        }
        me.move(AWAY, QUEUED);
        Sleeper first = (Sleeper) HEAD.getOpaque(this);
        while (true) {
            me.next = first;
            Sleeper seen = (Sleeper) HEAD.compareAndExchange(this, first, me);
            if (seen == first) {
                return;
            }
            first = seen;
        }
    }

    private static void leave(Sleeper me) {
        if (!me.move(QUEUED, LEFT)) {
            Sleeper rest = me.inherited;
            me.inherited = null;
            me.move(WOKEN, AWAY);
            wake(rest, WAKE_FAN_OUT);
        }
    }
}
