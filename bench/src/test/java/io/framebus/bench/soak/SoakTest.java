package io.framebus.bench.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.measure.Outcome;
import io.framebus.bench.measure.StopSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Short runs of the whole with real threads. */
@Timeout(120)
class SoakTest {
    private static final long SEED = 20_261_122;

    private final List<SoakTick> ticks = new ArrayList<>();

    private SoakFigures run(Duration duration, StopSignal interrupt) throws InterruptedException {
        SoakPlan plan = new SoakPlan(duration, 40, 300, 16, 20, 2, Duration.ofSeconds(20), false, SEED);
        return new Soak(plan, thread -> false).run(ticks::add, interrupt);
    }

    @Test
    void shouldFindNothingInAShortRun() throws InterruptedException {
        SoakFigures figures = run(Duration.ofSeconds(5), new StopSignal());
        Ledger ledger = figures.ledger();
        assertEquals(List.of(), ledger.problems(), "seed " + SEED);
        assertEquals(Outcome.OK, figures.outcome());
        assertTrue(ticks.size() >= 1, "no progress was told");
        for (Operation operation : Operation.values()) {
            assertTrue(ledger.count(operation) > 0, operation + " was never done, seed " + SEED);
        }
        // The others take more time than a short run has.
        Set<Fault> injected = EnumSet.of(
                Fault.SUBSCRIBER_STALL,
                Fault.OBSERVER_EXCEPTION,
                Fault.HANDLER_EXCEPTION,
                Fault.DEAD_PUBLISHER,
                Fault.CLOCK_LEAP,
                Fault.CLOCK_FREEZE,
                Fault.GARBAGE_BURST);
        injected.forEach(fault -> assertTrue(ledger.count(fault) > 0, fault + " was never injected, seed " + SEED));
        long joins = ledger.count(Operation.JOIN_LIVE)
                + ledger.count(Operation.JOIN_OLDEST)
                + ledger.count(Operation.JOIN_SYNC_POINT);
        assertEquals(joins, ledger.count(Operation.BOOKS_CLOSED), "subscribers that joined, and closed their books");
        assertTrue(figures.framesChecked() > 1_000, figures.framesChecked() + " frames checked");
    }

    @Test
    void shouldEndWithFiguresWhenInterrupted() throws InterruptedException {
        StopSignal interrupt = new StopSignal();
        interrupt.stop();
        SoakFigures figures = run(Duration.ofMinutes(10), interrupt);
        assertEquals(List.of(), figures.ledger().problems());
        assertEquals(130, figures.outcome().exitCode());
        String text = new SoakReport(figures).text();
        assertTrue(text.contains("INTERRUPTED: ended early; nothing found so far, seed " + SEED), text);
    }
}
