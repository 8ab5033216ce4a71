package io.framebus.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.bench.peer.Peer;
import io.framebus.bench.peer.Peers;
import io.framebus.bench.report.BrowserPage;
import io.framebus.bench.report.Chromium;
import io.framebus.bench.report.ReportPage;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ComparePageTest {
    private static final Case FEW = new Case(Measure.COST, 4);
    private static final Case MANY = new Case(Measure.COST, 64);

    private final Results results = new Results();

    @TempDir
    Path directory;

    private void add(Case what, String peer, double publishNs, double deliveryNs) {
        results.add(new Results.Run(1, what, peer, Specs.cost(peer, what.subscribers(), publishNs, deliveryNs), ""));
    }

    private String html(Case... cases) {
        return page(List.of("framebus", "disruptor"), cases).html();
    }

    private ReportPage page(List<String> peers, Case... cases) {
        CompareConfig config = Specs.config(1, List.of(cases), peers.toArray(String[]::new));
        Verdict verdict = Verdict.of(config, results);
        ObjectNode json = CompareJson.of(config, results, verdict, false);
        return new ComparePage(config, results, verdict).page(json, "./framebus compare");
    }

    @Test
    void shouldSayWhatADeliveryCostsInEachOfSeveralCases() {
        add(FEW, "framebus", 10, 20);
        add(FEW, "disruptor", 11, 5);
        add(MANY, "framebus", 10, 7);
        add(MANY, "disruptor", 11, 15);
        String html = html(FEW, MANY);
        assertTrue(
                html.contains("a delivery to 4 subscribers 20 ns (framebus; disruptor 5 ns);"
                        + " a delivery to 64 subscribers 7 ns (framebus; disruptor 15 ns)"),
                html);
    }

    @Test
    void shouldSayWhatArrivedWhereNoCostsWereMeasured() {
        Case flow = new Case(Measure.FLOW, 8);
        results.add(new Results.Run(1, flow, "framebus", Specs.flow("framebus", 8, 3_000), ""));
        results.add(new Results.Run(1, flow, "disruptor", Specs.flow("disruptor", 8, 7_000), ""));
        String html = html(flow);
        assertTrue(html.contains("to each of 8 subscribers 3,000/s (framebus; disruptor 7,000/s)"), html);
    }

    @Test
    void shouldShowWhatArrivedInATableOfItsOwn() {
        add(FEW, "framebus", 10, 20);
        add(FEW, "disruptor", 12, 5);
        List<String> costs = tables(html(FEW));
        assertEquals(2, costs.size(), costs.toString());
        assertTrue(costs.get(0).contains(">delivery</th>") && !costs.get(0).contains(">in all</th>"), costs.get(0));
        assertTrue(costs.get(1).contains(">in all</th>") && costs.get(1).contains(">lost</th>"), costs.get(1));
    }

    @Test
    void shouldShowWhatWasDeliveredBesideWhatWasLostAndTold() {
        Case flow = new Case(Measure.FLOW, 8);
        results.add(new Results.Run(1, flow, "framebus", Specs.flow("framebus", 8, 3_000), ""));
        results.add(new Results.Run(1, flow, "disruptor", Specs.flow("disruptor", 8, 7_000), ""));
        List<String> tables = tables(html(flow));
        assertEquals(2, tables.size(), tables.toString());
        for (String header : List.of(">delivered</th>", ">lost</th>", ">told</th>")) {
            assertTrue(tables.get(1).contains(header), header);
        }
    }

    /** All peers, flat out and in cost: the most that a page of this command can have beside each other. */
    @Test
    void shouldHaveNothingOutOfSightInABrowser() throws Exception {
        Case flow = new Case(Measure.FLOW, 64);
        List<String> peers = Peers.all().stream().map(Peer::name).toList();
        for (String peer : peers) {
            add(MANY, peer, 123.4, 12.34);
            results.add(new Results.Run(1, flow, peer, Specs.flow(peer, 64, 1_234_567), ""));
        }
        Path file = directory.resolve("compare.html");
        page(peers, MANY, flow).write(file);
        try (Chromium browser = Chromium.start(directory.resolve("profile"))) {
            BrowserPage page = BrowserPage.open(browser.tools(), file, true);
            assertEquals(List.of(), page.complaints());
            assertEquals(List.of(), page.outOfSight());
        }
    }

    /** Those of figures: not the figures of charts, nor what each peer is. */
    private static List<String> tables(String html) {
        return Pattern.compile("<table[ >].*?</table>", Pattern.DOTALL)
                .matcher(html)
                .results()
                .map(MatchResult::group)
                .filter(table -> table.contains(">x framebus</th>") || table.contains(">memory</th>"))
                .toList();
    }

    @Test
    void shouldSayWhatPublishingAddsInAnOnlyCase() {
        add(FEW, "framebus", 10, 20);
        add(FEW, "disruptor", 12, 5);
        String html = html(FEW);
        assertTrue(
                html.contains("a delivery 20 ns (framebus; disruptor 5 ns);"
                        + " with its share of publishing 22.5 ns (framebus; disruptor 8 ns)"),
                html);
    }
}
