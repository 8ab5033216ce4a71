package io.framebus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Parks without end in sight: a wake-up that is lost makes a test run out of time. */
@Timeout(20)
class EgressThreadParkingTest {
    private static final long HOUR_NS = TimeUnit.HOURS.toNanos(1);

    private final EgressThreadParking parking = new EgressThreadParking();

    private Thread parked(Runnable parks) {
        Thread thread = new Thread(parks);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaitParked(Thread thread) {
        spinUntil(() -> thread.getState() == Thread.State.TIMED_WAITING);
    }

    private static void spinUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            assertFalse(Thread.currentThread().isInterrupted(), "the time of this test is over");
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldReturnOnceItIsWoken() throws Exception {
        Thread thread = parked(() -> parking.park(HOUR_NS));
        awaitParked(thread);
        parking.wake();
        thread.join();
    }

    @Test
    void shouldReturnAtOnceWhereItHasBeenWokenBefore() {
        parking.wake();
        parking.park(HOUR_NS);
    }

    @Test
    void shouldParkAgainAfterEachWake() throws Exception {
        AtomicInteger returned = new AtomicInteger();
        Thread thread = parked(() -> {
            for (int i = 0; i < 3; i++) {
                parking.park(HOUR_NS);
                returned.getAndIncrement();
            }
        });
        for (int i = 0; i < 3; i++) {
            int before = i;
            spinUntil(() -> returned.get() == before);
            awaitParked(thread);
            assertEquals(i, returned.get());
            parking.wake();
        }
        thread.join();
    }

    @Test
    void shouldWakeWhicheverThreadIsParkedNow() throws Exception {
        for (int i = 0; i < 3; i++) {
            Thread thread = parked(() -> parking.park(HOUR_NS));
            awaitParked(thread);
            parking.wake();
            thread.join();
        }
    }
}
