package io.framebus.disruptor;

import io.framebus.StreamConfig;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A ring and the sleepers that wait for it, whose publisher has acknowledged that there are any. */
final class Dormitory {
    static final String AWAKE = "awake";
    static final String WOKEN = "woken";
    static final String OVERSLEPT = "OVERSLEPT";

    /** Nobody who is woken sleeps as long, however busy the machine is; who sleeps as long was not woken. */
    static final long DEADLINE_NS = 5_000_000_000L;

    private static final StreamConfig CONFIG = Rig.ring(4, 64).build();
    private static final Arena ARENA = new Arena(CONFIG.effectiveCapacityBytes());
    private static final VarHandle STATE;
    private static final int QUEUED = 1;

    static {
        try {
            STATE = MethodHandles.privateLookupIn(Sleepers.Sleeper.class, MethodHandles.lookup())
                    .findVarHandle(Sleepers.Sleeper.class, "state", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** Keeps a sleeper on the list as if its thread slept on. */
    private static final class SleepsOn extends RuntimeException {
        private static final long serialVersionUID = 1;
        private static final SleepsOn INSTANCE = new SleepsOn();

        private SleepsOn() {
            super(null, null, false, false);
        }
    }

    final Meeting meeting = new Meeting();
    final Sleepers sleepers = new Sleepers();
    final FrameRing ring = new FrameRing(CONFIG, ARENA, sleepers);
    private long published = -1;

    Dormitory() {
        sleepers.sleep(new Sleepers.Sleeper(), () -> true, System.nanoTime());
        publish(); // acknowledges, and clears the list
    }

    /** As the publisher does after it has completed a slot. */
    void publish() {
        ring.signal.publish(ring.cursorSequence(), ++published);
    }

    /** Puts a sleeper on the list whose thread does not wake by itself. */
    static void layDown(Sleepers sleepers, Sleepers.Sleeper sleeper) {
        try {
            sleepers.sleep(
                    sleeper,
                    () -> {
                        throw SleepsOn.INSTANCE;
                    },
                    Long.MAX_VALUE);
        } catch (SleepsOn asMeant) {
            return;
        }
        throw new AssertionError("it has not even looked");
    }

    /** Whether a sleeper has not been woken. */
    static boolean isAsleep(Sleepers.Sleeper sleeper) {
        return (int) STATE.getVolatile(sleeper) == QUEUED;
    }

    /** Sleeps until the cursor has reached {@code sequence}, and tells whether it did. */
    String sleepUntil(long sequence, Sleepers.Sleeper me) {
        long deadlineNs = System.nanoTime() + DEADLINE_NS;
        if (ring.cursor() >= sequence) {
            return AWAKE;
        }
        while (ring.cursor() < sequence) {
            sleepers.sleep(me, () -> ring.cursor() >= sequence, deadlineNs);
            if (deadlineNs - System.nanoTime() <= 0) {
                return OVERSLEPT;
            }
        }
        return WOKEN;
    }
}
