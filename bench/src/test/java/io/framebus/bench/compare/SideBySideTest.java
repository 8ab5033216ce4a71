package io.framebus.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.measure.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class SideBySideTest {
    private static final int SLICES = 5;

    private final Fork fork = new Fork(List.of("-Xmx256m"), PeerProcess.class, TimeUnit.SECONDS.toNanos(60));
    private final SideBySide sideBySide = new SideBySide(fork, new Random(3));
    private final List<String> progress = new ArrayList<>();

    private static RunSpec spec(String peer, int subscribers) {
        RunSpec spec = Specs.spec(Measure.COST, subscribers, 20_000_000, 50_000_000, SLICES);
        return spec.with(peer, new Case(Measure.COST, subscribers));
    }

    private List<Optional<Attempt>> run(StopSignal interrupt, RunSpec... specs) throws Exception {
        return sideBySide.run(List.of(specs), progress::add, interrupt);
    }

    @Test
    void shouldMeasurePeersInSlicesWithBooksThatBalance() throws Exception {
        List<Optional<Attempt>> attempts =
                run(new StopSignal(), spec("framebus", 2), spec("jctools-spsc", 2), spec("loop", 2));
        List<String> peers = new ArrayList<>();
        for (Optional<Attempt> attempt : attempts) {
            PeerFigures figures = attempt.orElseThrow().figures();
            assertNotNull(figures, attempt.toString());
            peers.add(figures.peer());
            assertEquals("", figures.books().fault());
            assertEquals(SLICES, figures.bySlice().size());
            assertTrue(figures.bySlice().stream().allMatch(slice -> Figures.deliveryNs(slice) > 0));
        }
        assertEquals(List.of("framebus", "jctools-spsc", "loop"), peers);
        assertEquals("3 peers side by side, warming up", progress.get(0));
        assertTrue(progress.contains("3 peers side by side, slice 5/5"), progress.toString());
    }

    @Test
    void shouldMeasureTheOthersWhereOneCannotBe() throws Exception {
        List<Optional<Attempt>> attempts = run(new StopSignal(), spec("framebus", 1_000_000), spec("loop", 2));
        assertNull(attempts.get(0).orElseThrow().figures());
        assertTrue(attempts.get(0).orElseThrow().failure().startsWith("subscribers must be"), attempts.toString());
        assertNotNull(attempts.get(1).orElseThrow().figures());
    }

    @Test
    void shouldEndWhenInterrupted() throws Exception {
        StopSignal interrupt = new StopSignal();
        interrupt.stop();
        assertEquals(List.of(Optional.empty(), Optional.empty()), run(interrupt, spec("framebus", 2), spec("loop", 2)));
    }
}
