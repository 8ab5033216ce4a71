package io.framebus.bench.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.measure.WarmUp;
import io.framebus.bench.peer.Peers;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Short runs with real threads. What they assert does not depend on how fast the machine is. */
@Timeout(120)
class LatencyRunTest {
    private static final long MS = 1_000_000;

    private static LatencySettings settings(long warmUpMs, long durationMs) {
        return new LatencySettings(1200, 30, 20, 16384, warmUpMs * MS, durationMs * MS, 10 * MS, 1);
    }

    @ParameterizedTest
    @CsvSource({"framebus,SPIN", "framebus,BACKOFF", "framebus,PARK", "agrona,SPIN", "blocking-queue,PARK"})
    void shouldAccountForEveryFrame(String peer, WaitMode waiting) throws InterruptedException {
        LatencyCell cell = new LatencyCell(peer, waiting, 10_000);
        AtomicLong asked = new AtomicLong();
        CellFigures figures = new LatencyRun(
                        cell, settings(40, 300), new StopSignal(), () -> 10 * asked.incrementAndGet())
                .run(Peers.named(peer));
        assertEquals(2 * 4 * WarmUp.PATIENCE + 2, asked.get(), "a compiler that is never at rest is not waited for");
        assertEquals(10, figures.compilationMs());
        assertEquals(List.of(), figures.problems());
        assertEquals(figures.sent(), figures.received() + figures.missing());
        long due = new BurstSchedule(1200, 10_000, 30, 20).framesDue(300 * MS);
        assertEquals(due, figures.schedule().offered());
        assertTrue(figures.schedule().sent() > 0 && figures.schedule().sent() <= due, figures.toString());
        assertTrue(figures.sent() > figures.schedule().sent(), "nothing was sent while warming up");
        // What was recorded is what was measured, and nothing of the warm-up.
        assertEquals(
                figures.schedule().sent(),
                figures.log().total(CellFigures.SEND_DELAY).getTotalCount());
        Histogram endToEnd = figures.endToEnd();
        assertEquals(
                endToEnd.getTotalCount(),
                figures.log().total(CellFigures.TRANSIT).getTotalCount());
        assertTrue(endToEnd.getTotalCount() > 0 && figures.missingMeasured() >= 0, figures.toString());
        assertTrue(figures.log().total(CellFigures.HICCUP).getTotalCount() > 0);
    }

    @Test
    void shouldEndWhenInterrupted() throws InterruptedException {
        StopSignal interrupt = new StopSignal();
        interrupt.stop();
        LatencyCell cell = new LatencyCell("framebus", WaitMode.SPIN, 10_000);
        CellFigures figures =
                new LatencyRun(cell, settings(1000, 3_600_000), interrupt, () -> 0).run(Peers.named("framebus"));
        assertEquals(List.of(), figures.problems());
        assertEquals(figures.sent(), figures.received() + figures.missing());
        assertTrue(figures.schedule().sent() < 100, figures.toString());
    }
}
