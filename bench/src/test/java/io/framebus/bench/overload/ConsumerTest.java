package io.framebus.bench.overload;

import static io.framebus.bench.rig.Near.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.measure.HistogramLog;
import io.framebus.bench.measure.ScheduleCheck;
import io.framebus.bench.peer.Imprint;
import io.framebus.bench.rig.ManualClock;
import io.framebus.bench.rig.TestPeerFrame;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goodput, decodable share, gaps and freezes of frames whose fate is known, on a clock that only the test moves. */
@Timeout(60)
class ConsumerTest {
    private static final long MS = 1_000_000;
    private static final int BYTES = 100;

    /** A key frame and four that depend on it, over and over. */
    private final Rhythm rhythm =
            Rhythm.of(List.of(BYTES, BYTES, BYTES, BYTES, BYTES), List.of(true, false, false, false, false), "test");

    private final ManualClock clock = new ManualClock(0);
    private final Imprint imprint = new Imprint(BYTES, 1);
    private final Imprint.Writer writer = imprint.writer();

    /** Each frame takes 10 ms of work. */
    private final Consumer consumer = new Consumer(
            clock,
            rhythm,
            imprint,
            new Consumer.Handling(
                    multiple -> clock.advance(Math.round(10 * MS * multiple)),
                    Behaviour.STEADY,
                    new Stalls(1000 * MS, 0)),
            10 * MS);

    private void give(long... sequences) {
        for (long sequence : sequences) {
            give(sequence, true);
        }
    }

    private void give(long sequence, boolean intact) {
        ByteBuffer payload = writer.payload(sequence, BYTES);
        consumer.onFrame(
                new TestPeerFrame(sequence, clock.nanoTime() - 3 * MS, rhythm.isKey(sequence), payload, intact));
    }

    @Test
    void shouldCountWhatFallsIntoTheWindow() {
        consumer.watch(new Window(25 * MS, 55 * MS));
        give(0, 1, 2, 3, 4, 5, 6); // done at 10, 20, ... 70 ms
        assertEquals(3, consumer.handedOver());
        assertEquals(3, consumer.decodable());
        assertEquals(7, consumer.checks().delivered());
        assertEquals(7, consumer.next());
        assertEquals(3, consumer.endToEnd().getTotalCount());
        assertNear(3 * MS, consumer.endToEnd().getMaxValue(), 0.03 * MS);
    }

    @Test
    void shouldFindFramesUndecodableWhoseReferencesWereLost() {
        consumer.watch(new Window(0, 1000 * MS));
        give(0, 1, 3, 4, 5, 6, 13, 14, 15); // lost: 2, 7 to 12 with the key frame 10
        assertEquals(9, consumer.handedOver());
        assertEquals(5, consumer.decodable()); // 0, 1, 5, 6, 15
        assertEquals(4, consumer.undecodableEver());
        assertEquals(2, consumer.gaps());
        assertEquals(1 + 6, consumer.checks().missing());
    }

    @Test
    void shouldSeeFreezesBetweenDecodableFramesOnly() {
        consumer.watch(new Window(0, 200 * MS));
        give(0, 1); // shown at 10, 20
        give(3, 4, 6, 7); // of no use, 60
        give(10); // shown at 70: 50 ms after 20
        clock.advance(25 * MS);
        give(11); // shown at 105: 35 ms
        clock.advance(100 * MS);
        consumer.drain(); // 95 ms until the window ends at 200
        assertEquals(3, consumer.freezes().count());
        assertEquals((50 + 35 + 95) * MS, consumer.freezes().totalNs());
        assertEquals(95 * MS, consumer.freezes().longestNs());
    }

    @Test
    void shouldBeFrozenForTheWholeWindowWhereNothingCame() {
        consumer.watch(new Window(100 * MS, 300 * MS));
        consumer.drain();
        assertEquals(200 * MS, consumer.freezes().totalNs());
    }

    @Test
    void shouldAccountForWhatIsLeftWithoutWorkingForIt() {
        consumer.watch(new Window(0, 20 * MS));
        give(0);
        clock.advance(20 * MS);
        consumer.drain();
        give(1, 2);
        assertEquals(30 * MS, clock.nanoTime());
        assertEquals(1, consumer.handedOver());
        assertEquals(3, consumer.checks().delivered());
    }

    @Test
    void shouldNotCountFramesThatWereTorn() {
        consumer.watch(new Window(0, 1000 * MS));
        give(0);
        give(1, false);
        give(2);
        assertEquals(2, consumer.handedOver());
        assertEquals(1, consumer.decodable());
        assertEquals(1, consumer.gaps());
        assertEquals(1, consumer.checks().torn());
    }

    @Test
    void shouldStandStillWhereItsBehaviourSaysSo() {
        Consumer stalling = new Consumer(
                () -> {
                    clock.advance(MS);
                    return clock.nanoTime();
                },
                rhythm,
                imprint,
                new Consumer.Handling(multiple -> {}, Behaviour.STALLS, new Stalls(50 * MS, 40 * MS)),
                10 * MS);
        stalling.watch(new Window(0, 10_000 * MS));
        for (long sequence = 0; sequence < 50; sequence++) {
            stalling.onFrame(
                    new TestPeerFrame(sequence, 0, rhythm.isKey(sequence), writer.payload(sequence, BYTES), true));
        }
        assertEquals(50, stalling.handedOver());
        // Each frame takes two looks at the clock, 2 ms. A stall of 40 ms comes 10 ms after the one before it.
        assertNear(10, stalling.freezes().count(), 2);
        assertNear(41 * MS, stalling.freezes().longestNs(), 3.0 * MS);
    }

    private static OverloadFigures figures(
            double before, double after, double seconds, long handedOver, long decodable, long frozenNs) {
        return new OverloadFigures(
                "framebus sync-point",
                Behaviour.STEADY,
                2,
                before,
                after,
                1000,
                900,
                new ScheduleCheck(4000, 4000, 0),
                12,
                3,
                seconds,
                handedOver,
                decodable,
                7,
                4000,
                2000,
                handedOver - decodable,
                9,
                3,
                frozenNs,
                frozenNs / 2,
                List.of(),
                new HistogramLog());
    }

    @Test
    void shouldRelateGoodputToWhatWasReachedAlone() {
        OverloadFigures figures = figures(900, 1100, 2, 1900, 950, 500 * MS);
        assertEquals(1000, figures.alonePerSecond());
        assertEquals(0.95, figures.goodputShare(), 1e-12);
        assertEquals(0.475, figures.decodableGoodputShare(), 1e-12);
        assertEquals(0.9, figures.goodputShareByCpu(), 1e-12);
        assertEquals(0.5, figures.decodableShare(), 1e-12);
        assertEquals(0.25, figures.frozenShare(), 1e-12);
        assertEquals("framebus-sync-point-steady-2.0x", figures.name());
    }

    @Test
    void shouldShowMediansAndLeaveOutWhatIsNoNumber() {
        OverloadResults results = new OverloadResults();
        results.add(figures(1000, 1000, 1, 900, 900, 0));
        results.add(figures(1000, 1000, 1, 980, 980, 0));
        results.add(figures(1000, 1000, 1, 950, 950, 0));
        String table = OverloadTables.goodput(results).toString();
        assertTrue(table.contains("95 % (90 % to 98 %)"), table);
        results.add(figures(1000, 1000, 1, 0, 0, 0));
        OverloadResults.Cell cell = results.cells().get(0);
        assertTrue(results.spread(cell, OverloadFigures::decodableShare).isEmpty());
        assertEquals(
                0.925,
                results.spread(cell, OverloadFigures::goodputShare)
                        .orElseThrow()
                        .median(),
                1e-12);
    }
}
