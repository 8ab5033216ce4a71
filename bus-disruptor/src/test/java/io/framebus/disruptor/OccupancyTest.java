package io.framebus.disruptor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OccupancyTest {
    private final Occupancy occupancy = new Occupancy("a test");

    @Test
    void shouldBeVacantWhileNobodyHasEverEntered() {
        assertTrue(occupancy.isVacant(false));
    }

    @Test
    void shouldNotBeVacantWhileTheAskingThreadIsInside() {
        occupancy.enter();

        assertFalse(occupancy.isVacant(true));
    }

    @Test
    void shouldBeVacantAtOnceForTheThreadThatWasLastInside() {
        occupancy.enter();
        occupancy.exit();

        assertTrue(occupancy.isVacant(false));
    }

    @Test
    void shouldRefuseToEnterTwice() {
        occupancy.enter();

        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> occupancy.enter());
        assertTrue(refused.getMessage().contains("a test is under way"), refused.getMessage());
    }

    @Test
    void shouldWaitForThingsToSettleWhileAnotherThreadMayComeBack() throws InterruptedException {
        CountDownLatch left = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            occupancy.enter();
            occupancy.exit();
            left.countDown();
            awaitQuietly(asked);
        });
        other.start();
        left.await();

        assertFalse(occupancy.isVacant(false));
        assertTrue(occupancy.isVacant(true));

        asked.countDown();
        other.join();
        assertTrue(occupancy.isVacant(false));
    }

    @Test
    void shouldNotBeVacantHoweverLongAnotherThreadStaysInside() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            occupancy.enter();
            entered.countDown();
            awaitQuietly(asked);
            occupancy.exit();
        });
        other.start();
        entered.await();

        assertFalse(occupancy.isVacant(true));
        assertThrows(IllegalStateException.class, () -> occupancy.enter());

        asked.countDown();
        other.join();
    }

    @Test
    void shouldLetAnotherThreadInWhereOneDiedInside() throws InterruptedException {
        Thread dead = new Thread(() -> occupancy.enter());
        dead.start();
        dead.join();

        assertTrue(occupancy.isVacant(false));
        occupancy.enter();
        assertFalse(occupancy.isVacant(true));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
