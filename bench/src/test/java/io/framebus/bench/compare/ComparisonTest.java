package io.framebus.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.peer.Peers;
import io.framebus.bench.text.OutputFormat;
import io.framebus.bench.text.Screen;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ComparisonTest {
    private static final String[] PEERS = {"framebus", "agrona", "disruptor", "aeron", "bare-copy"};
    private static final List<Case> CASES = List.of(new Case(Measure.COST, 2), new Case(Measure.FLOW, 2));

    private final List<String> order = new ArrayList<>();
    private final List<Integer> groups = new ArrayList<>();
    private final StopSignal interrupt = new StopSignal();

    private List<Optional<Attempt>> measure(List<RunSpec> specs, Consumer<String> progress, StopSignal signal) {
        groups.add(specs.size());
        return specs.stream().map(this::measure).map(Optional::of).toList();
    }

    private Attempt measure(RunSpec spec) {
        order.add(spec.measure() + " " + spec.peer());
        if (spec.peer().equals("aeron")) {
            return Attempt.failed("its JVM ended with exit code 1:\nfirst line\nsecond line");
        }
        PeerFigures cost = Specs.cost(spec.peer(), 2, 10, 20);
        return Attempt.of(
                spec.measure() == Measure.COST
                        ? cost
                        : new PeerFigures(
                                spec.peer(),
                                new FrameBooks(100, 10, 2, 170, 10, -1, 0, 0, 0),
                                null,
                                new PeerFigures.FlowFigures(12, 1000, 850),
                                0,
                                0,
                                1000,
                                2,
                                0,
                                0,
                                0));
    }

    private Results run(int rounds) throws Exception {
        return new Comparison(Specs.config(rounds, CASES, PEERS), this::measure).run(line -> {}, interrupt);
    }

    @Test
    void shouldMeasureEveryPeerOnceARoundInAnotherOrder() throws Exception {
        run(2);
        assertEquals(2 * (5 + 4), order.size(), "the floor cannot do flow");
        List<String> first = List.copyOf(order.subList(0, 9));
        List<String> second = List.copyOf(order.subList(9, 18));
        assertEquals(9, Set.copyOf(first).size());
        assertEquals(Set.copyOf(first), Set.copyOf(second));
        assertNotEquals(first, second);
        assertTrue(first.subList(0, 5).stream().allMatch(run -> run.startsWith("COST")), first.toString());
    }

    @Test
    void shouldMeasureCostsSideBySideWhereTheyComeInSlices() throws Exception {
        run(1);
        assertEquals(Collections.nCopies(9, 1), groups);
        groups.clear();
        CompareConfig sliced = Specs.config(1, CASES, 20, PEERS);
        new Comparison(sliced, this::measure).run(line -> {}, interrupt);
        assertEquals(List.of(5, 1, 1, 1, 1), groups);
    }

    @Test
    void shouldMeasureOneAfterTheOtherWithoutTheMemoryForAll() {
        CompareOptions options = new CompareOptions();
        ComparePlanner planner = new ComparePlanner(options);
        assertEquals(20, planner.slices(4, 4 * ComparePlanner.JVM_BYTES));
        assertEquals(1, planner.slices(4, 4 * ComparePlanner.JVM_BYTES - 1));
        options.slices = 7;
        assertEquals(7, planner.slices(4, 1), "whoever says so knows");
    }

    @Test
    void shouldTakeRatiosOfSlicesNextToEachOther() {
        Results results = new Results();
        Case what = CASES.get(0);
        // The machine becomes slow, and then quick again before agrona's turn: the medians of the whole would say 1.
        results.add(new Results.Run(1, what, "framebus", Specs.sliced("framebus", 2, 10, 30, 30), ""));
        results.add(new Results.Run(1, what, "agrona", Specs.sliced("agrona", 2, 20, 60, 30), ""));
        results.add(new Results.Run(1, what, "disruptor", Specs.cost("disruptor", 2, 1, 5), ""));
        Spread agrona =
                results.ratio(what, Peers.named("agrona"), Figures::deliveryNs).orElseThrow();
        assertEquals(new Spread(2, 2, 2), agrona);
        Spread unsliced = results.ratio(what, Peers.named("disruptor"), Figures::deliveryNs)
                .orElseThrow();
        assertEquals(5.0 / 30, unsliced.median(), 1e-9, "without slices: of the whole");
    }

    @Test
    void shouldRepeatTheOrderOfASeed() throws Exception {
        run(2);
        List<String> before = List.copyOf(order);
        order.clear();
        run(2);
        assertEquals(before, order);
    }

    @Test
    void shouldStopWhenInterrupted() throws Exception {
        interrupt.stop();
        assertEquals(0, run(2).runs().size());
        assertEquals(List.of(), order);
    }

    @Test
    void shouldReportInEveryForm() throws Exception {
        Results results = run(1);
        CompareConfig config = Specs.config(1, CASES, PEERS);
        Verdict verdict = Verdict.of(config, results);
        String text = new CompareText(config, results, verdict, Screen.PLAIN).text(OutputFormat.TABLE);
        assertTrue(text.startsWith("FAILED  2 measurements went wrong\n"), text);
        assertTrue(text.contains("  FAULT aeron, round 1, COST"), text);
        assertTrue(text.contains("\n      second line"), text);
        assertTrue(text.contains("\n64 frames a turn. publish: a frame;"), text);
        assertTrue(text.lines().anyMatch(line -> line.startsWith("aeron ") && line.contains("no figures")), text);
        assertTrue(
                text.lines().anyMatch(line -> line.matches("framebus +12 ns +1,000 +10.00 % +850 .*85.00 %.*no .*")),
                text);
        String colourful =
                new CompareText(config, results, verdict, new Screen(true, 80, true)).text(OutputFormat.TABLE);
        assertTrue(colourful.startsWith("\033[1;31mFAILED"), colourful);
        String markdown = new CompareText(config, results, verdict, Screen.PLAIN).text(OutputFormat.MARKDOWN);
        assertTrue(markdown.contains("\n## COST, 2 subscribers"), markdown);
        assertTrue(markdown.contains("\n| framebus | 10 ns |"), markdown);
        ObjectNode json = CompareJson.of(config, results, verdict, false);
        assertEquals("framebus-compare/1", json.get("schema").asText());
        assertEquals(9, json.get("runs").size());
        assertEquals(20, json.at("/cases/0/peers/0/deliveryNs/median").asDouble());
        assertEquals(1, json.at("/cases/0/peers/1/deliveryRatio/median").asDouble());
        assertEquals(850, json.at("/cases/1/peers/0/deliveredPerSecond/median").asDouble());
        assertEquals(2, json.get("faults").size());
        String page = new ComparePage(config, results, verdict)
                .page(json, "./framebus compare")
                .html();
        assertTrue(page.contains("2 measurements went wrong"), page);
        assertTrue(page.contains("the least and the greatest round, 64 frames a turn."), page);
        assertTrue(page.contains("framebus-compare/1"));
    }
}
