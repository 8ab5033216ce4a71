package io.framebus.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.compare.FakePeer.Fault;
import io.framebus.bench.compare.PeerFigures.CostFigures;
import io.framebus.bench.measure.WarmUp;
import io.framebus.bench.peer.Peer;
import io.framebus.bench.peer.Peers;
import io.framebus.bench.rig.Baton;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CostRunTest {
    private static final long WARM_UP_NS = 4_000_000;
    private static final long DURATION_NS = 10_000_000;

    private static PeerFigures run(FakePeer peer, int subscribers) throws IOException {
        RunSpec spec = Specs.spec(Measure.COST, subscribers, WARM_UP_NS, DURATION_NS);
        return new CostRun(spec, Workload.of(spec), peer, () -> 0, Baton.ALONE).run(peer);
    }

    @ParameterizedTest
    @CsvSource({"50, 20, 1", "50, 20, 8", "0, 7, 64", "1000, 1, 3"})
    void shouldFindTheCostThatWasPutIn(long publishNs, long deliveryNs, int subscribers) throws IOException {
        PeerFigures figures = run(new FakePeer(Fault.NONE, publishNs, deliveryNs), subscribers);
        CostFigures cost = figures.cost();
        assertNotNull(cost);
        assertEquals((double) publishNs, cost.publishNs(), 1e-9);
        assertEquals((double) publishNs, cost.publishMeanNs(), 1e-9);
        assertEquals((double) deliveryNs, cost.deliveryNs(), 1e-9);
        assertEquals((double) deliveryNs, cost.deliveryMeanNs(), 1e-9);
        long batchNs = 64 * (publishNs + subscribers * deliveryNs);
        assertEquals((DURATION_NS + batchNs - 1) / batchNs, cost.batches());
        assertEquals("", figures.books().fault());
        assertEquals(figures.books().offered() * subscribers, figures.books().delivered());
        assertEquals(4711, figures.memoryBytes());
    }

    @Test
    void shouldLeaveSettlingOutOfTheFigures() throws IOException {
        AtomicLong settled = new AtomicLong();
        FakePeer peer = new FakePeer(Fault.NONE, 10, 10);
        Peer slow = new SettlingPeer(peer, settled);
        RunSpec spec = Specs.spec(Measure.COST, 1, WARM_UP_NS, DURATION_NS);
        PeerFigures figures = new CostRun(
                        spec, Workload.of(spec), () -> peer.nanoTime() + settled.get(), () -> 0, Baton.ALONE)
                .run(slow);
        assertNotNull(figures.cost());
        assertTrue(settled.get() > 0);
        assertEquals(10, figures.cost().publishMeanNs(), 1e-9);
        assertEquals(10, figures.cost().deliveryMeanNs(), 1e-9);
    }

    @Test
    void shouldTakeMediansOfSlicesAndMeansOfAllBatches() throws IOException {
        FakePeer peer = new FakePeer(Fault.NONE, 50, 20);
        RunSpec spec = Specs.spec(Measure.COST, 2, WARM_UP_NS, DURATION_NS, 4);
        AtomicLong turns = new AtomicLong();
        // While others have their turn the clock goes on, which is nobody's cost.
        Baton baton = () -> {
            peer.pass(3_000_000);
            return turns.incrementAndGet() > 0;
        };
        PeerFigures figures = new CostRun(spec, Workload.of(spec), peer, () -> 0, baton).run(peer);
        CostFigures cost = figures.cost();
        assertNotNull(cost);
        assertEquals(1 + 4, turns.get(), "one to warm up, one for each slice");
        assertEquals(4, cost.slices().size());
        assertEquals(50, cost.publishNs(), 1e-9);
        assertEquals(20, cost.deliveryMeanNs(), 1e-9);
        long batchNs = 64 * (50 + 2 * 20);
        long inASlice = (DURATION_NS / 4 + batchNs - 1) / batchNs;
        assertEquals(4 * inASlice, cost.batches(), "what runs before a slice is not in it");
        assertEquals("", figures.books().fault());
        assertEquals(4, figures.bySlice().size());
        assertEquals(List.of(figures.bySlice().get(0)), figures.bySlice().get(0).bySlice());
    }

    @Test
    void shouldWarmUpUntilTheCompilerIsQuiet() throws IOException {
        AtomicLong asked = new AtomicLong();
        FakePeer peer = new FakePeer(Fault.NONE, 50, 20);
        RunSpec spec = Specs.spec(Measure.COST, 1, WARM_UP_NS, DURATION_NS);
        // Busy for the first eight windows; asked twice for each.
        PeerFigures figures = new CostRun(
                        spec,
                        Workload.of(spec),
                        peer,
                        () -> asked.incrementAndGet() <= 16 ? asked.get() * 10 : 160,
                        Baton.ALONE)
                .run(peer);
        assertEquals(0, figures.compilationMs());
        assertEquals(2 * (8 + 4) + 2, asked.get(), "eight windows and four more, and before and after");
    }

    @Test
    void shouldGiveUpOnACompilerThatIsNeverQuiet() throws IOException {
        AtomicLong asked = new AtomicLong();
        FakePeer peer = new FakePeer(Fault.NONE, 50, 20);
        RunSpec spec = Specs.spec(Measure.COST, 1, WARM_UP_NS, DURATION_NS);
        PeerFigures figures =
                new CostRun(spec, Workload.of(spec), peer, () -> 10 * asked.incrementAndGet(), Baton.ALONE).run(peer);
        assertEquals(10, figures.compilationMs());
        assertEquals(2 * 4 * WarmUp.PATIENCE + 2, asked.get());
    }

    @ParameterizedTest
    @CsvSource({
        "LOSES, waits for frame",
        "LOSES_UNTOLD, waits for frame",
        "TEARS, waits for frame",
        "REFUSES, refused a frame",
        "REFUSES_AND_DELIVERS, refused a frame"
    })
    void shouldBeVoidWhenAFrameDoesNotArrive(Fault fault, String message) throws IOException {
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> run(new FakePeer(fault, 50, 20), 2));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void shouldCatchFramesThatComeTwice() throws IOException {
        assertTrue(run(new FakePeer(Fault.REPEATS, 50, 20), 2).books().fault().endsWith("out of order"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"framebus", "bare-copy"})
    void shouldMeasureARealPeer(String name) throws IOException {
        RunSpec spec = Specs.spec(Measure.COST, 3, 20_000_000, 50_000_000);
        PeerFigures figures = new CostRun(spec, Workload.of(spec), SystemNanoClock.INSTANCE, () -> 0, Baton.ALONE)
                .run(Peers.named(name));
        assertNotNull(figures.cost());
        assertEquals("", figures.books().fault());
        assertEquals(figures.books().offered() * 3, figures.books().delivered());
        assertTrue(figures.cost().publishNs() > 1 && figures.cost().deliveryNs() > 1);
        assertTrue(figures.publisherGarbageBytes() < 1 && figures.readerGarbageBytes() < 1);
    }
}
