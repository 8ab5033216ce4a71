package io.framebus.bench.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.measure.StopSignal;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ParkedRunTest {
    @Test
    void shouldMeasureAsManyCallsOfEachKind() throws InterruptedException {
        try (ParkedRun run = new ParkedRun(200, SystemNanoClock.INSTANCE)) {
            ParkedRun.Figures figures = run.run(20, 50, 1, () -> false);
            assertEquals(List.of(), figures.problems());
            assertEquals(50, figures.alone().getTotalCount());
            assertEquals(50, figures.parked().getTotalCount());
            assertTrue(figures.parked().getMinValue() > 0);
            boolean virtual = Runtime.version().feature() >= 21;
            assertEquals(virtual ? "virtual" : "platform", figures.threads());
        }
    }

    @Test
    void shouldTimeNothingButTheCall() throws InterruptedException {
        AtomicLong readings = new AtomicLong();
        NanoClock counting = () -> 1000 * readings.incrementAndGet();
        try (ParkedRun run = new ParkedRun(200, counting)) {
            ParkedRun.Figures figures = run.run(3, 10, 1, () -> false);
            // The clock moves by 1 us with each reading: there is none between those at both ends of a call.
            assertEquals(10, figures.alone().getCountBetweenValues(990, 1010));
            assertEquals(10, figures.parked().getCountBetweenValues(990, 1010));
            assertEquals(2 * 20, readings.get());
        }
    }

    @Test
    void shouldWarmUpUntilTheCompilerIsAtRest() throws InterruptedException {
        AtomicLong asked = new AtomicLong();
        try (ParkedRun run = new ParkedRun(200, SystemNanoClock.INSTANCE)) {
            run.warmUp(80_000_000, () -> 100 * Math.min(6, asked.incrementAndGet()), new StopSignal());
            assertEquals(2 * (3 + 4), asked.get());
            assertEquals(List.of(), run.run(5, 10, 1, () -> false).problems());
        }
    }

    @Test
    void shouldStopEarlyWithItsBooksInOrder() throws InterruptedException {
        StopSignal stop = new StopSignal();
        stop.stop();
        try (ParkedRun run = new ParkedRun(200, SystemNanoClock.INSTANCE)) {
            ParkedRun.Figures figures = run.run(5, 1_000_000, 1, stop::isStopped);
            assertEquals(List.of(), figures.problems());
            assertEquals(0, figures.parked().getTotalCount());
        }
    }
}
