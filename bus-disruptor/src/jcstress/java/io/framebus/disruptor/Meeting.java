package io.framebus.disruptor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where two actors wait for each other, so that they run into each other in most states although one is much quicker than the
 * other. Each then goes on after a short random delay, so that they do so at a different place each time.
 */
public final class Meeting {
    private static final int ACTORS = 2;
    private static final int SPINS = 1000;
    private static final long PATIENCE_NS = 20_000_000_000L;
    private static final int LONGEST_DELAY = 64;
    private static final VarHandle ARRIVED;

    static {
        try {
            ARRIVED = MethodHandles.lookup().findVarHandle(Meeting.class, "arrived", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    @SuppressWarnings("unused") // accessed through ARRIVED
    private int arrived;

    private int waste;

    /** Before the actors start. */
    void reset() {
        arrived = 0;
    }

    /** Before what the actors do. */
    public void meet() {
        await(ACTORS);
        dawdle(LONGEST_DELAY);
    }

    /** Goes on after a random delay, for an actor that is quicker than what it is to run into. */
    void dawdle(int longest) {
        delay(ThreadLocalRandom.current().nextInt(longest));
    }

    /** After what the actors do, where it matters that both their threads are still alive. */
    void part() {
        await(2 * ACTORS);
    }

    private void await(int count) {
        ARRIVED.getAndAdd(this, 1);
        for (int spins = 0; (int) ARRIVED.getAcquire(this) < count; spins++) {
            if (spins == SPINS) {
                awaitPatiently(count);
                return;
            }
            Thread.onSpinWait();
        }
    }

    @SuppressWarnings(
            "ThreadPriorityCheck") // where there are fewer processors than actors the other one needs this one
    private void awaitPatiently(int count) {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while ((int) ARRIVED.getAcquire(this) < count) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException("the other actor does not come: it has thrown, or hangs");
            }
            Thread.yield();
        }
    }

    private void delay(int steps) {
        int sum = steps;
        for (int i = 0; i < steps; i++) {
            sum = sum * 31 + i;
        }
        if (sum == Integer.MIN_VALUE) {
            waste = sum; // hardly ever, but the compiler does not know
        }
    }

    int waste() {
        return waste;
    }
}
