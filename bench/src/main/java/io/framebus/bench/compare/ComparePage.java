package io.framebus.bench.compare;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.bench.measure.Environment;
import io.framebus.bench.peer.Peer;
import io.framebus.bench.report.BarChart;
import io.framebus.bench.report.Block;
import io.framebus.bench.report.Fact;
import io.framebus.bench.report.HtmlOption;
import io.framebus.bench.report.Level;
import io.framebus.bench.report.Paragraph;
import io.framebus.bench.report.Quantity;
import io.framebus.bench.report.ReportPage;
import io.framebus.bench.report.Table;
import io.framebus.bench.text.Units;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** A comparison as a page. */
final class ComparePage {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final CompareConfig config;
    private final Results results;
    private final Verdict verdict;

    ComparePage(CompareConfig config, Results results, Verdict verdict) {
        this.config = config;
        this.results = results;
        this.verdict = verdict;
    }

    /**
     * The page.
     *
     * @param json the same for programs
     * @param commandLine that was run
     */
    ReportPage page(ObjectNode json, String commandLine) {
        ReportPage.Builder page = ReportPage.builder("framebus compare", "framebus beside its peers")
                .made(HtmlOption.madeNow())
                .verdict(level(), headline())
                .facts(facts());
        verdict.cautions().forEach(page::note);
        verdict.faults().forEach(page::note);
        CompareTables tables = new CompareTables(config, results);
        for (Case what : config.cases()) {
            List<Block> blocks = new ArrayList<>(charts(what));
            blocks.addAll(tables(what, tables.people(what)));
            page.section(what.title(), lead(what), blocks);
        }
        page.section("In words", "One sentence for each figure of framebus.", sentences());
        page.section(
                "Peers", "How each was configured, and what it can and cannot do.", Table.of("Peers", tables.traits()));
        page.settings(Map.of("command", commandLine));
        Map<String, Object> settings = MAPPER.convertValue(json.get("configuration"), new TypeReference<>() {});
        return page.settings(settings)
                .environment(Environment.describe())
                .data("compare.json", json)
                .build();
    }

    private Level level() {
        return switch (verdict.outcome()) {
            case AHEAD -> Level.OK;
            case FAILED -> Level.FAILED;
            case NOT_AHEAD, RESULT -> Level.RESULT;
        };
    }

    /** In one sentence; where it is not simply ahead with what a delivery costs in each case, and if there is one case what it costs in all. */
    private String headline() {
        List<Case> costs = config.cases().stream()
                .filter(what -> what.measure() == Measure.COST)
                .toList();
        if (verdict.outcome() == Verdict.Outcome.RESULT && costs.isEmpty()) {
            return arrived();
        }
        if (verdict.outcome() != Verdict.Outcome.NOT_AHEAD) {
            return verdict.sentence();
        }
        List<String> figures = new ArrayList<>();
        if (costs.size() == 1) {
            side("a delivery", costs.get(0), Figures::deliveryNs).ifPresent(figures::add);
            side("with its share of publishing", costs.get(0), Figures::inAllNs).ifPresent(figures::add);
        } else {
            costs.forEach(what -> side("a delivery to " + readers(what), what, Figures::deliveryNs)
                    .ifPresent(figures::add));
        }
        return "Not the cheapest everywhere. Cheapest way of framebus against cheapest peer: "
                + String.join("; ", figures);
    }

    /** What arrived, in each case, where no costs were measured. */
    private String arrived() {
        List<String> figures = new ArrayList<>();
        config.cases()
                .forEach(what -> side("to each of " + readers(what), what, Figures::deliveredPerSecond)
                        .ifPresent(figures::add));
        return "Frames delivered, the most by a way of framebus and by a peer: " + String.join("; ", figures);
    }

    private static String readers(Case what) {
        return Units.count(what.subscribers(), "subscriber");
    }

    private Optional<String> side(String label, Case what, ToDoubleFunction<PeerFigures> figure) {
        return fact(label, what, figure).map(fact -> label + " " + fact.value() + " (" + fact.note() + ")");
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        for (Case what : config.cases()) {
            String readers = readers(what);
            if (what.measure() == Measure.COST) {
                fact("delivery, " + readers, what, Figures::deliveryNs).ifPresent(facts::add);
                fact("in all, " + readers, what, Figures::inAllNs).ifPresent(facts::add);
                fact("publish, " + readers, what, Figures::publishNs).ifPresent(facts::add);
            } else {
                fact("delivered to each, " + readers, what, Figures::deliveredPerSecond)
                        .ifPresent(facts::add);
            }
        }
        return facts;
    }

    /** The best way to use framebus, beside the best of the others. */
    private Optional<Fact> fact(String label, Case what, ToDoubleFunction<PeerFigures> figure) {
        Optional<Peer> way = best(what, figure, Ranking::isFramebus);
        Optional<Peer> other = best(what, figure, peer -> !Ranking.isFramebus(peer) && !peer.isFloor());
        return way.map(ours -> new Fact(
                label,
                text(what, median(what, ours, figure)),
                ours.name()
                        + other.map(theirs -> "; " + theirs.name() + " " + text(what, median(what, theirs, figure)))
                                .orElse("")));
    }

    /** The least of costs, the most of what arrived. */
    private Optional<Peer> best(Case what, ToDoubleFunction<PeerFigures> figure, Predicate<Peer> among) {
        Comparator<Peer> rising = Comparator.comparingDouble(peer -> median(what, peer, figure));
        return config.peers(what).stream()
                .filter(among)
                .filter(peer -> results.spread(what, peer, figure).isPresent())
                .min(what.measure() == Measure.COST ? rising : rising.reversed());
    }

    private static String text(Case what, double value) {
        return what.measure() == Measure.COST ? Units.time(value) : Units.rate(value) + "/s";
    }

    private double median(Case what, Peer peer, ToDoubleFunction<PeerFigures> figure) {
        return results.spread(what, peer, figure).orElseThrow().median();
    }

    private List<Paragraph> sentences() {
        return verdict.sentences().stream().map(Paragraph::new).toList();
    }

    private String lead(Case what) {
        return switch (what.measure()) {
            case COST ->
                "Median over the rounds of a frame's cost, with the least and the greatest round, "
                        + config.framesATurn() + ". All frames arrived.";
            case FLOW -> "What came through while both sides ran, and what was lost, by the harness's own count.";
        };
    }

    /** All columns side by side are more than a page is wide. */
    private static List<Table> tables(Case what, io.framebus.bench.text.Table all) {
        return switch (what.measure()) {
            case COST -> Table.split(all, 1, "in all", what.title(), "In all, and what arrived");
            case FLOW -> Table.split(all, 1, "delivered", what.title(), "What arrived, and what it took");
        };
    }

    private List<BarChart> charts(Case what) {
        List<BarChart> charts = new ArrayList<>();
        if (what.measure() == Measure.COST) {
            charts.add(chart("Delivery of a frame to one subscriber", Quantity.TIME, what, Figures::deliveryNs));
            charts.add(chart("Publishing a frame", Quantity.TIME, what, Figures::publishNs));
        } else {
            charts.add(chart("Frames delivered to each subscriber", Quantity.RATE, what, Figures::deliveredPerSecond));
        }
        return charts;
    }

    /** Framebus's bars stand out, and floors are lines. */
    private BarChart chart(String title, Quantity quantity, Case what, ToDoubleFunction<PeerFigures> figure) {
        BarChart chart = new BarChart(title, quantity);
        for (Peer peer : config.peers(what)) {
            results.spread(what, peer, figure).ifPresent(spread -> {
                if (peer.isFloor()) {
                    chart.reference("floor: " + peer.name(), spread.median());
                } else if (Ranking.isFramebus(peer)) {
                    chart.bar(peer.name(), spread.median(), spread.min(), spread.max());
                } else {
                    chart.beside(peer.name(), spread.median(), spread.min(), spread.max());
                }
            });
        }
        return chart;
    }
}
