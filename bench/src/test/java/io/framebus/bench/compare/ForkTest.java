package io.framebus.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.measure.StopSignal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class ForkTest {
    private static final long GRACE_NS = TimeUnit.SECONDS.toNanos(60);

    /** Tells of a failure. */
    static final class Crashing {
        public static void main(String[] args) {
            System.err.println("it hurts");
            System.exit(7);
        }
    }

    /** Does not end. */
    static final class Hanging {
        public static void main(String[] args) {
            System.err.println("so long");
            while (true) {
                LockSupport.park();
            }
        }
    }

    /** Ends as if all were well. */
    static final class Silent {
        public static void main(String[] args) {}
    }

    private static String failure(Class<?> main, long graceNs, StopSignal interrupt) {
        RunSpec spec = Specs.spec(Measure.COST, 1, 1, 1);
        Fork fork = new Fork(List.of("-Xmx64m"), main, graceNs);
        return String.valueOf(assertThrows(Fork.Failure.class, () -> fork.run(spec, interrupt))
                .getMessage());
    }

    @ParameterizedTest
    @CsvSource({"framebus, COST", "aeron, COST", "agrona, FLOW"})
    void shouldBringFiguresBack(String peer, Measure measure) throws Exception {
        RunSpec spec = Specs.spec(measure, 2, 20_000_000, 50_000_000).with(peer, new Case(measure, 2));
        PeerFigures figures = new Fork(List.of("-Xmx256m"), PeerProcess.class, GRACE_NS).run(spec, new StopSignal());
        assertEquals(peer, figures.peer());
        assertEquals(2, figures.books().subscribers());
        assertEquals("", figures.books().fault());
        assertEquals(measure == Measure.COST, figures.cost() != null);
        assertEquals(measure == Measure.FLOW, figures.flow() != null);
    }

    @Test
    void shouldSayWhatACrashedJvmWrote() {
        String message = failure(Crashing.class, GRACE_NS, new StopSignal());
        assertEquals("its JVM ended with exit code 7:\nit hurts", message);
    }

    @Test
    void shouldSayThatAMeasurementFailed() {
        RunSpec bad = Specs.spec(Measure.COST, 1, 1, 1).with("framebus", new Case(Measure.COST, 1_000_000));
        Fork fork = new Fork(List.of(), PeerProcess.class, GRACE_NS);
        String message = String.valueOf(assertThrows(Fork.Failure.class, () -> fork.run(bad, new StopSignal()))
                .getMessage());
        assertTrue(message.startsWith("its JVM ended with exit code 1:\n"), message);
        assertTrue(message.contains("subscribers must be between 0 and 100000, is 1000000"), message);
    }

    @Test
    void shouldRefuseToMeasureWithAssertions() {
        Fork fork = new Fork(List.of("-ea"), PeerProcess.class, GRACE_NS);
        String message = String.valueOf(assertThrows(
                        Fork.Failure.class, () -> fork.run(Specs.spec(Measure.COST, 1, 1, 1), new StopSignal()))
                .getMessage());
        assertTrue(message.contains("assertions are on"), message);
    }

    @Test
    void shouldEndAJvmThatHangs() {
        long before = ProcessHandle.current().children().count();
        String message = failure(Hanging.class, TimeUnit.SECONDS.toNanos(3), new StopSignal());
        assertTrue(message.startsWith("did not end within 3 s"), message);
        assertTrue(message.endsWith("so long"), message);
        assertEquals(before, ProcessHandle.current().children().count(), "children");
    }

    @Test
    void shouldMissFigures() {
        assertEquals(
                "its JVM ended without figures, and wrote nothing to standard error",
                failure(Silent.class, GRACE_NS, new StopSignal()));
    }

    @Test
    void shouldEndWhenInterrupted() {
        StopSignal interrupt = new StopSignal();
        interrupt.stop();
        assertEquals("interrupted", failure(Hanging.class, GRACE_NS, interrupt));
        assertFalse(ProcessHandle.current()
                .children()
                .anyMatch(child -> child.info().commandLine().orElse("").contains("Hanging")));
    }
}
