package io.framebus.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.measure.RunVerdict.Measurement;
import io.framebus.bench.slo.Judgements;
import io.framebus.bench.slo.Metrics;
import io.framebus.bench.slo.Slo;
import io.framebus.bench.text.OutputFormat;
import io.framebus.bench.text.Units;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunVerdictTest {
    private static final Measurement GOOD = new Measurement("good", new ScheduleCheck(1000, 1000, 0), List.of());
    private static final Measurement LATE = new Measurement("late", new ScheduleCheck(1000, 1000, 51), List.of());
    private static final Measurement WRONG =
            new Measurement("wrong", new ScheduleCheck(1000, 1, 0), List.of("first", "second"));

    @Test
    void shouldHoldSchedulesToTheLimitsOfLoad() {
        assertTrue(new ScheduleCheck(10_000, 9_990, 0).isKept());
        assertEquals(
                Optional.of("it sent 9,989 of 10,000 frames (99.89 %)"),
                new ScheduleCheck(10_000, 9_989, 0).complaint());
        assertTrue(new ScheduleCheck(1000, 1000, 50).isKept());
        assertEquals(
                Optional.of("it sent 5.10 % of the frames more than 20 ms late"),
                new ScheduleCheck(1000, 1000, 51).complaint());
        assertTrue(ScheduleCheck.NONE.isKept());
        assertEquals(new ScheduleCheck(30, 20, 10), new ScheduleCheck(10, 8, 6).plus(new ScheduleCheck(20, 12, 4)));
    }

    @Test
    void shouldBeOkWhereThereIsNothingToComplainOf() {
        RunVerdict verdict = RunVerdict.of(List.of(GOOD, GOOD), false, "all well");
        assertEquals(new RunVerdict(Outcome.OK, "all well"), verdict);
        assertEquals(0, verdict.outcome().exitCode());
    }

    @Test
    void shouldBeInvalidForOneBadSchedule() {
        RunVerdict verdict = RunVerdict.of(List.of(GOOD, LATE, LATE), false, "all well");
        assertEquals(Outcome.INVALID, verdict.outcome());
        assertEquals(
                "the generator could not keep its schedule in 2 of 3 measurements, first in late: it sent 5.10 % of the"
                        + " frames more than 20 ms late",
                verdict.reason());
    }

    @Test
    void shouldFailWhateverElseForAProblem() {
        RunVerdict verdict = RunVerdict.of(List.of(LATE, WRONG), true, "all well");
        assertEquals(new RunVerdict(Outcome.FAILED, "first (and 1 more)"), verdict);
        assertEquals(1, verdict.outcome().exitCode());
    }

    @Test
    void shouldSayWhenItWasInterrupted() {
        RunVerdict verdict = RunVerdict.of(List.of(GOOD), true, "so far");
        assertEquals(new RunVerdict(Outcome.INTERRUPTED, "ended early; so far"), verdict);
        assertEquals(130, verdict.outcome().exitCode());
    }

    private static Judgements judgements(String slo) {
        Metrics<Double> metrics = new Metrics<Double>().count("gaps", "", gaps -> gaps);
        return Slo.parse(slo).of(metrics).judge(scope -> 2.0);
    }

    @Test
    void shouldJudgeObjectivesOfAGoodRun() {
        RunVerdict good = RunVerdict.of(List.of(GOOD), false, "all well");
        assertEquals(
                "all well, 2 objectives met",
                good.judge(judgements("gaps<3,gaps=2")).reason());
        RunVerdict missed = good.judge(judgements("gaps<3,gaps=0"));
        assertEquals(Outcome.MISSED, missed.outcome());
        assertEquals(99, missed.outcome().exitCode());
        assertEquals("1 of 2 objectives: gaps = 0 is 2", missed.reason());
        assertEquals(false, missed.describeObjectives().get(1).get("met"));
        assertEquals(good, good.judge(Judgements.NONE));
    }

    @Test
    void shouldJudgeNothingWhereFiguresSayNothing() {
        RunVerdict late = RunVerdict.of(List.of(LATE), false, "all well").judge(judgements("gaps=0"));
        assertEquals(Outcome.INVALID, late.outcome());
        assertNull(late.describeObjectives().get(0).get("met"));
        assertTrue(late.objectives().toString(OutputFormat.CSV).contains(",not judged"));
    }

    @Test
    void shouldKnowTheMiddleAndTheEnds() {
        assertEquals(new Spread(2, 1, 9), Spread.of(List.of(9.0, 1.0, 2.0)));
        assertEquals(new Spread(2.5, 1, 9), Spread.of(List.of(9.0, 1.0, 2.0, 3.0)));
        assertEquals(new Spread(7, 7, 7), Spread.of(List.of(7.0)));
        assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
        assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of(1.0, Double.NaN)));
    }

    @Test
    void shouldShowTheEndsWhereTheyDiffer() {
        assertEquals("2 (1 to 9)", Spread.of(List.of(9.0, 1.0, 2.0)).text(Units::three));
        assertEquals("2", Spread.of(List.of(2.0001, 2.0, 1.9999)).text(Units::three));
        assertFalse(Spread.of(List.of(2.1, 2.0, 2.0)).text(Units::three).equals("2"));
    }
}
