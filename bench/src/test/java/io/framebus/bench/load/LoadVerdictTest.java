package io.framebus.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.slo.Slo;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private final LoadConfig config = TestRuns.config(SubscriberClass.healthy(8));

    private Verdict verdict(RunFigures figures) {
        return Verdict.of(config, figures);
    }

    @Test
    void shouldBeOkWhenTheScheduleWasKept() {
        Verdict verdict = verdict(TestRuns.figures(5000, 5000, 0));
        assertEquals(Verdict.Outcome.OK, verdict.outcome());
        assertEquals(0, verdict.outcome().exitCode());
        assertEquals(
                "2 streams x 4 subscribers, 10.0 s: 34 undecodable, books balance, 100 % of 5,000 frames sent",
                verdict.reason());
    }

    @Test
    void shouldBeInvalidWhenFramesWereNotSent() {
        assertEquals(
                Verdict.Outcome.OK, verdict(TestRuns.figures(10_000, 9_990, 0)).outcome());
        Verdict verdict = verdict(TestRuns.figures(10_000, 9_989, 0));
        assertEquals(Verdict.Outcome.INVALID, verdict.outcome());
        assertEquals(3, verdict.outcome().exitCode());
        assertTrue(verdict.reason().contains("it sent 9,989 of 10,000 frames (99.89 %), p99 30"), verdict.reason());
    }

    @Test
    void shouldBeInvalidWhenManyFramesWereLate() {
        assertEquals(
                Verdict.Outcome.OK,
                verdict(TestRuns.figures(10_000, 10_000, 500)).outcome());
        Verdict verdict = verdict(TestRuns.figures(10_000, 10_000, 501));
        assertEquals(Verdict.Outcome.INVALID, verdict.outcome());
        assertTrue(verdict.reason().contains("it sent 5.01 % of the frames more than 20 ms late"), verdict.reason());
        assertTrue(verdict.reason().endsWith("an idle thread was held up by 114 ms at most"), verdict.reason());
    }

    @Test
    void shouldNoteSomeLateFrames() {
        assertEquals(List.of(), Verdict.notes(TestRuns.figures(10_000, 10_000, 10)));
        assertEquals(
                List.of(
                        "0.11 % of the frames were sent more than 20 ms late, which is in the latencies as well; an idle"
                                + " thread was held up by 114 ms at most"),
                Verdict.notes(TestRuns.figures(10_000, 10_000, 11)));
    }

    @Test
    void shouldFailWhateverElseWhenBooksDoNotBalance() {
        Verdict verdict = verdict(TestRuns.figures(10_000, 5_000, 5_000, "books do not balance: a", "b", "c"));
        assertEquals(Verdict.Outcome.FAILED, verdict.outcome());
        assertEquals(1, verdict.outcome().exitCode());
        assertEquals("books do not balance: a (and 2 more)", verdict.reason());
    }

    private Verdict verdict(RunFigures figures, String slo) {
        return Verdict.of(config, figures, new LoadMetrics(config, Slo.parse(slo)).judge(figures));
    }

    @Test
    void shouldMissAnObjective() {
        Verdict verdict = verdict(TestRuns.figures(5000, 5000, 0), "p99<1ms,undecodable=0,late=0,total:loss=0");
        assertEquals(Verdict.Outcome.MISSED, verdict.outcome());
        assertEquals(99, verdict.outcome().exitCode());
        assertEquals("2 of 4 objectives: total:undecodable = 0 is 34; total:loss = 0 is 300", verdict.reason());
    }

    @Test
    void shouldSayThatObjectivesAreMet() {
        Verdict verdict = verdict(TestRuns.figures(5000, 5000, 0), "p99<1ms,loss=0");
        assertEquals(Verdict.Outcome.OK, verdict.outcome());
        assertTrue(verdict.reason().endsWith("frames sent, 2 objectives met"), verdict.reason());
    }

    @Test
    void shouldNotJudgeFiguresThatSayNothing() {
        String missed = "undecodable=0";
        Verdict invalid = verdict(TestRuns.figures(10_000, 5_000, 0), missed);
        assertEquals(Verdict.Outcome.INVALID, invalid.outcome());
        Verdict failed = verdict(TestRuns.figures(10_000, 5_000, 0, "books do not balance: a"), missed);
        assertEquals(Verdict.Outcome.FAILED, failed.outcome());
        assertFalse(invalid.isJudged() || failed.isJudged());
        assertEquals("not judged", invalid.result(invalid.judgements().get(0)));
        assertEquals(1, failed.judgements().size());
    }
}
