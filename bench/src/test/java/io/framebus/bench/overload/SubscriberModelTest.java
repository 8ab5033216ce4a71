package io.framebus.bench.overload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class SubscriberModelTest {
    private static final long MS = 1_000_000;

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void shouldCostTheSameInTheMean(Behaviour behaviour) {
        double sum = 0;
        for (long n = 0; n < 10_000; n++) {
            sum += behaviour.cost(n);
        }
        assertEquals(10_000, sum, 1e-6);
    }

    @Test
    void shouldComeInBursts() {
        assertEquals(0.5, Behaviour.BURSTY.cost(0));
        assertEquals(0.5, Behaviour.BURSTY.cost(89));
        assertEquals(5.5, Behaviour.BURSTY.cost(90));
        assertEquals(5.5, Behaviour.BURSTY.cost(99));
        assertEquals(0.5, Behaviour.BURSTY.cost(100));
        assertEquals(1, Behaviour.STEADY.cost(95));
    }

    @Test
    void shouldStandStillAtTheEndOfEachPeriod() {
        Stalls stalls = new Stalls(100 * MS, 20 * MS);
        assertEquals(0, stalls.dueNs(1000 * MS));
        assertEquals(0, stalls.dueNs(1079 * MS));
        assertEquals(20 * MS, stalls.dueNs(1080 * MS));
        assertEquals(0, stalls.dueNs(1100 * MS));
        assertEquals(0, stalls.dueNs(1179 * MS));
        assertEquals(20 * MS, stalls.dueNs(1185 * MS));
        assertEquals(20 * MS, stalls.dueNs(1280 * MS));
    }

    @Test
    void shouldNotMakeUpForStallsThatDidNotComeAbout() {
        Stalls stalls = new Stalls(100 * MS, 20 * MS);
        stalls.dueNs(0);
        assertEquals(20 * MS, stalls.dueNs(1000 * MS));
        assertEquals(0, stalls.dueNs(1020 * MS));
        assertEquals(0, stalls.dueNs(1099 * MS));
        assertEquals(20 * MS, stalls.dueNs(1100 * MS));
    }

    @Test
    void shouldNotStandStillWithoutStalls() {
        Stalls stalls = new Stalls(100 * MS, 0);
        for (long ms = 0; ms < 1000; ms++) {
            assertEquals(0, stalls.dueNs(ms * MS));
        }
    }

    @Test
    void shouldComputeAsManyStepsAsAskedFor() {
        Work.Computing work = new Work.Computing(1000);
        Work.Computing same = new Work.Computing(500);
        Work.Computing less = new Work.Computing(999);
        work.perform(1);
        same.perform(2);
        less.perform(1);
        assertEquals(work.state(), same.state());
        assertNotEquals(work.state(), less.state());
        assertTrue(Work.Computing.stepsPerNs() > 0);
    }

    @Test
    void shouldBlockForTheTimeAskedFor() {
        long startNs = System.nanoTime();
        new Work.Blocking(3 * MS).perform(2);
        assertTrue(System.nanoTime() - startNs >= 6 * MS);
    }

    @Test
    void shouldCountStretchesWithoutDecodableFrames() {
        Freezes freezes = new Freezes(10 * MS);
        freezes.begin(0);
        freezes.shown(10 * MS);
        freezes.shown(40 * MS); // 30: three times what was expected is none yet
        freezes.shown(71 * MS); // 31
        freezes.shown(80 * MS);
        freezes.shown(180 * MS); // 100
        freezes.end(215 * MS); // 35
        assertEquals(3, freezes.count());
        assertEquals(166 * MS, freezes.totalNs());
        assertEquals(100 * MS, freezes.longestNs());
    }

    @Test
    void shouldBeFrozenAllTheTimeWithoutAnyFrame() {
        Freezes freezes = new Freezes(10 * MS);
        freezes.begin(5 * MS);
        freezes.end(1005 * MS);
        assertEquals(1, freezes.count());
        assertEquals(1000 * MS, freezes.totalNs());
        assertEquals(1000 * MS, freezes.longestNs());
    }
}
