package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread will bring about, where there is no latch to wait on. */
public final class Await {
    private static final long DEADLINE_NS = 10_000_000_000L;
    private static final long PAUSE_NS = 50_000;

    private Await() {}

    /** Returns as soon as the condition holds; fails if it does not within ten seconds. */
    public static void until(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > DEADLINE_NS) {
                fail("waited ten seconds for: " + what);
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    /** Returns as soon as the thread is parked, with or without a deadline. */
    public static void parked(Thread thread) {
        until(thread.getName() + " is parked", () -> {
            Thread.State state = thread.getState();
            return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
        });
    }
}
