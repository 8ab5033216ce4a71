package io.framebus.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.measure.Outcome;
import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.slo.Slo;
import io.framebus.bench.text.OutputFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadVerdictTest {
    private final LoadConfig config = TestRuns.config(SubscriberClass.healthy(8));

    private RunVerdict verdict(RunFigures figures) {
        return LoadVerdict.of(config, figures);
    }

    @Test
    void shouldBeOkWhenTheScheduleWasKept() {
        RunVerdict verdict = verdict(TestRuns.figures(5000, 5000, 0));
        assertEquals(Outcome.OK, verdict.outcome());
        assertEquals(0, verdict.outcome().exitCode());
        assertEquals(
                "2 streams x 4 subscribers, 10.0 s: 34 undecodable, books balance, 100 % of 5,000 frames sent",
                verdict.reason());
    }

    @Test
    void shouldBeInvalidWhenFramesWereNotSent() {
        assertEquals(Outcome.OK, verdict(TestRuns.figures(10_000, 9_990, 0)).outcome());
        RunVerdict verdict = verdict(TestRuns.figures(10_000, 9_989, 0));
        assertEquals(Outcome.INVALID, verdict.outcome());
        assertEquals(3, verdict.outcome().exitCode());
        assertTrue(verdict.reason().contains("it sent 9,989 of 10,000 frames (99.89 %), p99 30"), verdict.reason());
    }

    @Test
    void shouldBeInvalidWhenManyFramesWereLate() {
        assertEquals(Outcome.OK, verdict(TestRuns.figures(10_000, 10_000, 500)).outcome());
        RunVerdict verdict = verdict(TestRuns.figures(10_000, 10_000, 501));
        assertEquals(Outcome.INVALID, verdict.outcome());
        assertTrue(verdict.reason().contains("it sent 5.01 % of the frames more than 20 ms late"), verdict.reason());
        assertTrue(verdict.reason().endsWith("an idle thread was held up by 114 ms at most"), verdict.reason());
    }

    @Test
    void shouldNoteSomeLateFrames() {
        assertEquals(List.of(), LoadVerdict.notes(TestRuns.figures(10_000, 10_000, 10)));
        assertEquals(
                List.of(
                        "0.11 % of the frames were sent more than 20 ms late, which is in the latencies as well; an idle"
                                + " thread was held up by 114 ms at most"),
                LoadVerdict.notes(TestRuns.figures(10_000, 10_000, 11)));
    }

    @Test
    void shouldNoteThatTheCompilerWasAtWork() {
        assertEquals(List.of(), LoadVerdict.notes(TestRuns.figures(10_000, 10_000, 0, 500)));
        assertEquals(
                List.of("the compiler took 5.01 % of a processor meanwhile: what was measured was not yet all compiled;"
                        + " warm up longer"),
                LoadVerdict.notes(TestRuns.figures(10_000, 10_000, 0, 501)));
    }

    @Test
    void shouldFailWhateverElseWhenBooksDoNotBalance() {
        RunVerdict verdict = verdict(TestRuns.figures(10_000, 5_000, 5_000, "books do not balance: a", "b", "c"));
        assertEquals(Outcome.FAILED, verdict.outcome());
        assertEquals(1, verdict.outcome().exitCode());
        assertEquals("books do not balance: a (and 2 more)", verdict.reason());
    }

    private RunVerdict verdict(RunFigures figures, String slo) {
        return LoadVerdict.of(config, figures).judge(new LoadMetrics(config, Slo.parse(slo)).judge(figures));
    }

    @Test
    void shouldMissAnObjective() {
        RunVerdict verdict = verdict(TestRuns.figures(5000, 5000, 0), "p99<1ms,undecodable=0,late=0,total:loss=0");
        assertEquals(Outcome.MISSED, verdict.outcome());
        assertEquals(99, verdict.outcome().exitCode());
        assertEquals("2 of 4 objectives: total:undecodable = 0 is 34; total:loss = 0 is 300", verdict.reason());
    }

    @Test
    void shouldSayThatObjectivesAreMet() {
        RunVerdict verdict = verdict(TestRuns.figures(5000, 5000, 0), "p99<1ms,loss=0");
        assertEquals(Outcome.OK, verdict.outcome());
        assertTrue(verdict.reason().endsWith("frames sent, 2 objectives met"), verdict.reason());
    }

    @Test
    void shouldNotJudgeFiguresThatSayNothing() {
        String missed = "undecodable=0";
        RunVerdict invalid = verdict(TestRuns.figures(10_000, 5_000, 0), missed);
        assertEquals(Outcome.INVALID, invalid.outcome());
        RunVerdict failed = verdict(TestRuns.figures(10_000, 5_000, 0, "books do not balance: a"), missed);
        assertEquals(Outcome.FAILED, failed.outcome());
        assertFalse(invalid.outcome().isJudged() || failed.outcome().isJudged());
        assertTrue(invalid.objectives().toString(OutputFormat.CSV).contains(",not judged"));
        assertEquals(1, failed.judgements().each().size());
    }
}
