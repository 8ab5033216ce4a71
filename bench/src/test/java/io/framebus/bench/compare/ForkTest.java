package io.framebus.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.rig.ChildJvm;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class ForkTest {
    private static final long GRACE_NS = TimeUnit.SECONDS.toNanos(60);

    private static Fork fork(String option) {
        return new Fork(List.of(option), PeerProcess.class, GRACE_NS);
    }

    @ParameterizedTest
    @CsvSource({"framebus, COST", "aeron, COST", "agrona, FLOW"})
    void shouldBringFiguresBack(String peer, Measure measure) throws Exception {
        RunSpec spec = Specs.spec(measure, 2, 20_000_000, 50_000_000).with(peer, new Case(measure, 2));
        PeerFigures figures = fork("-Xmx256m").run(spec, 1, new StopSignal()).orElseThrow();
        assertEquals(peer, figures.peer());
        assertEquals(2, figures.books().subscribers());
        assertEquals("", figures.books().fault());
        assertEquals(measure == Measure.COST, figures.cost() != null);
        assertEquals(measure == Measure.FLOW, figures.flow() != null);
    }

    @Test
    void shouldSayThatAPeerCannotBeMeasured() {
        RunSpec bad = Specs.spec(Measure.COST, 1, 1, 1).with("framebus", new Case(Measure.COST, 1_000_000));
        String message = String.valueOf(assertThrows(
                        IllegalArgumentException.class, () -> fork("-Xmx256m").run(bad, 1, new StopSignal()))
                .getMessage());
        assertEquals("subscribers must be between 0 and 100000, is 1000000", message);
    }

    @Test
    void shouldRefuseToMeasureWithAssertions() {
        String message = String.valueOf(assertThrows(
                        ChildJvm.Failure.class,
                        () -> fork("-ea").run(Specs.spec(Measure.COST, 1, 1, 1), 1, new StopSignal()))
                .getMessage());
        assertTrue(message.contains("assertions are on"), message);
    }
}
