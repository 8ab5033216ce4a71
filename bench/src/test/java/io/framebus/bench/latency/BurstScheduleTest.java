package io.framebus.bench.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class BurstScheduleTest {
    /** Groups of 3 slots: 4 packets, 1 frame, 1 frame. Six frames take as long as three slots, 2 ms each. */
    private final BurstSchedule schedule = new BurstSchedule(1200, 1000, 3, 4);

    @Test
    void shouldHaveAllPacketsOfAKeyFrameDueAtOnce() {
        long[] dueMs = {0, 0, 0, 0, 2, 4, 6, 6, 6, 6, 8, 10, 12};
        for (int frame = 0; frame < dueMs.length; frame++) {
            assertEquals(dueMs[frame] * 1_000_000, schedule.dueNs(frame), "frame " + frame);
        }
    }

    @Test
    void shouldLetADecoderStartAtTheFirstPacketOfAKeyFrame() {
        for (int frame = 0; frame < 20; frame++) {
            assertEquals(frame % 6 == 0, schedule.isKey(frame), "frame " + frame);
        }
    }

    @Test
    void shouldCountTheFramesDue() {
        assertEquals(0, schedule.framesDue(0));
        assertEquals(4, schedule.framesDue(1));
        assertEquals(4, schedule.framesDue(2_000_000));
        assertEquals(5, schedule.framesDue(2_000_001));
        assertEquals(6, schedule.framesDue(6_000_000));
        assertEquals(10, schedule.framesDue(6_000_001));
    }

    @ParameterizedTest
    @CsvSource({"1000,30,20", "10000,30,20", "100000,7,3", "333.3,1,1", "12345.6,1,5", "99999.9,1000,1"})
    void shouldCountWhatIsDueAtAnyTime(double rate, int keyEvery, int keyPackets) {
        BurstSchedule odd = new BurstSchedule(1200, rate, keyEvery, keyPackets);
        long frame = 0;
        for (long ns = 0; ns < 50_000_000; ns += 37_777) {
            while (odd.dueNs(frame) < ns) {
                frame++;
            }
            assertEquals(frame, odd.framesDue(ns), "at " + ns);
        }
        assertTrue(frame > 0);
    }

    @Test
    void shouldKeepTheRateInTheMean() {
        BurstSchedule bursts = new BurstSchedule(1200, 100_000, 30, 20);
        assertEquals(6_000_000, (double) bursts.framesDue(60_000_000_000L), 25);
    }

    @Test
    void shouldBeEvenWithoutBursts() {
        BurstSchedule even = new BurstSchedule(1200, 10_000, 30, 1);
        assertEquals(100_000, even.dueNs(1));
        assertEquals(3_000_000, even.dueNs(30));
        assertTrue(even.isKey(30));
        assertFalse(even.isKey(31));
    }

    @Test
    void shouldRefuseWhatIsNoSchedule() {
        assertThrows(IllegalArgumentException.class, () -> new BurstSchedule(1200, 0, 30, 20));
        assertThrows(IllegalArgumentException.class, () -> new BurstSchedule(1200, Double.NaN, 30, 20));
        assertThrows(IllegalArgumentException.class, () -> new BurstSchedule(1200, 1000, 0, 20));
        String message = assertThrows(IllegalArgumentException.class, () -> new BurstSchedule(1200, 1000, 30, 0))
                .getMessage();
        assertEquals("key-packets must be between 1 and 10000, is 0", message);
    }
}
