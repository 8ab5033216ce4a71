package io.framebus.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.compare.Verdict.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class VerdictTest {
    private static final Case COST = new Case(Measure.COST, 4);
    private static final List<Case> CASES = List.of(COST);

    private final Results results = new Results();

    private void add(int round, String peer, double publishNs, double deliveryNs) {
        results.add(new Results.Run(round, COST, peer, Specs.cost(peer, 4, publishNs, deliveryNs), ""));
    }

    private Verdict verdict(String... peers) {
        return Verdict.of(Specs.config(2, CASES, peers), results);
    }

    @Test
    void shouldTakeRatiosRoundByRound() {
        // The machine is half as fast in the second round; the peer costs 1.5 times as much in both.
        add(1, "framebus", 10, 20);
        add(1, "disruptor", 15, 30);
        add(2, "framebus", 20, 40);
        add(2, "disruptor", 30, 60);
        Spread ratio = results.ratio(
                        COST, Specs.config(2, CASES, "disruptor").peers().get(0), Figures::deliveryNs)
                .orElseThrow();
        assertEquals(new Spread(1.5, 1.5, 1.5), ratio);
        assertEquals(
                new Spread(45, 30, 60),
                results.spread(COST, Specs.config(2, CASES, "disruptor").peers().get(0), Figures::deliveryNs)
                        .orElseThrow());
    }

    @Test
    void shouldBeAheadOnlyWhenItWasInEveryRound() {
        add(1, "framebus", 10, 20);
        add(1, "agrona", 10, 21);
        add(2, "framebus", 10, 20);
        add(2, "agrona", 11, 30);
        Verdict verdict = verdict("framebus", "agrona");
        assertEquals(Outcome.AHEAD, verdict.outcome());
        assertEquals(0, verdict.outcome().exitCode());
        assertTrue(verdict.sentences().get(0).endsWith("ahead of all 1 peers"), verdict.toString());
    }

    @Test
    void shouldBeLevelWhenRoundsDisagree() {
        add(1, "framebus", 10, 20);
        add(1, "agrona", 11, 30);
        add(2, "framebus", 10, 20);
        add(2, "agrona", 11, 19);
        Verdict verdict = verdict("framebus", "agrona");
        assertEquals(Outcome.NOT_AHEAD, verdict.outcome());
        assertTrue(
                verdict.sentences().get(0).contains("level with agrona at 1.23 (0.95..1.5) times; ahead of 0 of 1"),
                verdict.toString());
    }

    @Test
    void shouldSayPlainlyWhoIsAhead() {
        add(1, "framebus", 10, 20);
        add(1, "disruptor", 11, 5);
        Verdict verdict = verdict("framebus", "disruptor");
        assertEquals(Outcome.NOT_AHEAD, verdict.outcome());
        assertTrue(
                verdict.sentences().get(0).contains("behind disruptor at 0.25 times; ahead of 0 of 1"),
                verdict.toString());
        // In all: 10 / 4 + 20 and 11 / 4 + 5.
        assertTrue(verdict.sentences().get(1).contains("22.5 ns, behind disruptor at 0.34 times"), verdict.toString());
    }

    @Test
    void shouldNotBeAheadWhenPublishingIsDearerThanAgronas() {
        add(1, "framebus", 10, 20);
        add(1, "agrona", 9, 30);
        Verdict verdict = verdict("framebus", "agrona");
        assertEquals(Outcome.NOT_AHEAD, verdict.outcome());
        assertTrue(verdict.sentences().get(2).contains("behind agrona at 0.9 times"), verdict.toString());
    }

    /** Nothing is said of a comparison that there was not; either of Agrona's readers has its publisher. */
    @Test
    void shouldSpeakOfAgronaOnlyWhereItWasMeasured() {
        add(1, "framebus", 10, 20);
        add(1, "disruptor", 9, 30);
        add(1, "agrona-in-place", 9, 30);
        Verdict without = verdict("framebus", "disruptor");
        assertEquals(Outcome.AHEAD, without.outcome());
        assertEquals("AHEAD  delivery is cheaper than every peer's in every round", without.headline());
        assertEquals(
                Outcome.NOT_AHEAD,
                verdict("framebus", "disruptor", "agrona-in-place").outcome());
    }

    @Test
    void shouldCountEitherWayOfReading() {
        add(1, "framebus", 10, 20);
        add(1, "framebus-in-place", 10, 4);
        add(1, "disruptor", 11, 5);
        assertEquals(
                Outcome.AHEAD,
                verdict("framebus", "framebus-in-place", "disruptor").outcome());
    }

    @Test
    void shouldLeaveTheFloorsOut() {
        add(1, "framebus", 10, 20);
        add(1, "bare-copy", 1, 1);
        add(1, "loop", 1, 1);
        add(1, "disruptor", 10, 21);
        assertEquals(
                Outcome.AHEAD,
                verdict("framebus", "disruptor", "bare-copy", "loop").outcome());
    }

    @Test
    void shouldFailWhenAMeasurementGaveNoFigures() {
        add(1, "framebus", 10, 20);
        results.add(new Results.Run(1, COST, "disruptor", null, "did not end"));
        Verdict verdict = verdict("framebus", "disruptor");
        assertEquals(Outcome.FAILED, verdict.outcome());
        assertEquals(1, verdict.outcome().exitCode());
        assertTrue(verdict.faults().get(0).startsWith("disruptor, round 1, COST, 4 subscribers"), verdict.toString());
        assertTrue(verdict.faults().get(0).endsWith("did not end"), verdict.toString());
    }

    @Test
    void shouldWarnWhenThreadsDidNotGetTheirProcessors() {
        PeerFigures starved = new PeerFigures(
                "framebus",
                new FrameBooks(100, 0, 4, 400, 0, 0, 0, 0, 0),
                new PeerFigures.CostFigures(1, 1, 1, 1, 1, List.of()),
                null,
                0,
                0,
                1,
                0.5,
                0,
                0,
                0);
        results.add(new Results.Run(1, COST, "framebus", starved, ""));
        Verdict verdict = verdict("framebus");
        assertEquals(Outcome.RESULT, verdict.outcome());
        assertTrue(verdict.cautions().get(0).contains("as little as 0.5 of 1 processors"), verdict.toString());
    }
}
