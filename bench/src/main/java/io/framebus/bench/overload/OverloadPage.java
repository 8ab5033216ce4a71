package io.framebus.bench.overload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.bench.measure.Environment;
import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.measure.Spread;
import io.framebus.bench.report.Block;
import io.framebus.bench.report.Fact;
import io.framebus.bench.report.Quantity;
import io.framebus.bench.report.ReportPage;
import io.framebus.bench.report.Scale;
import io.framebus.bench.report.Table;
import io.framebus.bench.report.XyChart;
import io.framebus.bench.rig.Pages;
import io.framebus.bench.text.Units;
import io.framebus.bench.text.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** A run as a page for people: what the subscriber gets and how long it is frozen, over the publisher's rate; then all figures. */
final class OverloadPage {
    /** Columns that name a row: subscriber, system and publisher's rate. */
    private static final int KEYS = 3;

    private static final int MAX_FACTS = 6;
    private static final int MAX_CURVES = 8;
    private static final double SHOWN_FACTOR = 2;

    private final OverloadPlan plan;
    private final OverloadResults results;
    private final RunVerdict verdict;

    OverloadPage(OverloadPlan plan, OverloadResults results, RunVerdict verdict) {
        this.plan = plan;
        this.results = results;
        this.verdict = verdict;
    }

    /** @param json the same for programs */
    ReportPage page(String commandLine, String made, ObjectNode json) {
        ReportPage.Builder page = ReportPage.builder("framebus overload", "Subscribers slower than the publisher")
                .made(made)
                .settings(settings(commandLine))
                .environment(Environment.describe());
        List<OverloadResults.Cell> shown = results.cells().stream()
                .filter(cell -> cell.factor() == shownFactor())
                .toList();
        Pages.verdict(page, verdict, shown.isEmpty() ? "Nothing was measured." : found(shown.get(0)));
        if (!shown.isEmpty()) {
            first(shown).forEach(cell -> page.fact(fact(cell)));
        }
        Pages.objectives(page, verdict);
        for (Behaviour behaviour : Behaviour.values()) {
            List<String> systems = systems(behaviour);
            if (!systems.isEmpty()) {
                page.section(
                        "Subscriber: " + Values.name(behaviour),
                        "Over the publisher's rate, as a multiple of what the subscriber reaches alone.",
                        charts(behaviour, systems));
            }
        }
        page.section("All figures", "Medians of the rounds, with the least and the greatest.", figures());
        return page.histogramLog("overload.hlog", results.log().toText())
                .data("overload.json", json)
                .build();
    }

    /** What fits on the first screen: the first system with each kind of subscriber, then the others with the first kind. */
    private static List<OverloadResults.Cell> first(List<OverloadResults.Cell> shown) {
        OverloadResults.Cell first = shown.get(0);
        Stream<OverloadResults.Cell> itself =
                shown.stream().filter(cell -> cell.system().equals(first.system()));
        Stream<OverloadResults.Cell> others = shown.stream()
                .filter(cell ->
                        cell.behaviour() == first.behaviour() && !cell.system().equals(first.system()));
        return Stream.concat(itself, others).limit(MAX_FACTS).toList();
    }

    /** All columns side by side are more than a page is wide. */
    private List<Table> figures() {
        List<Table> tables = new ArrayList<>(Table.split(
                OverloadTables.goodput(results),
                KEYS,
                "decodable",
                "What the subscriber gets, frames per second",
                "What of it a decoder can use"));
        tables.addAll(Table.split(
                OverloadTables.damage(results),
                KEYS,
                "frozen",
                "What it loses; gaps and overruns per second",
                "What a viewer sees, and how late, end to end"));
        return tables;
    }

    /** The factor of the first screen: twice the subscriber's rate, or else the greatest. */
    private double shownFactor() {
        return plan.factors().contains(SHOWN_FACTOR)
                ? SHOWN_FACTOR
                : plan.factors().stream().mapToDouble(Double::doubleValue).max().orElse(SHOWN_FACTOR);
    }

    private String found(OverloadResults.Cell cell) {
        return "At " + Units.three(cell.factor()) + " times its own rate, a subscriber of " + cell.system()
                + " is given "
                + share(cell, OverloadFigures::goodputShare) + " of what it reaches alone; "
                + share(cell, OverloadFigures::decodableShare) + " of it can be decoded.";
    }

    private Fact fact(OverloadResults.Cell cell) {
        return new Fact(
                cell.system() + ", " + Values.name(cell.behaviour()),
                share(cell, OverloadFigures::decodableGoodputShare),
                "decodable, of what it reaches alone, at " + Units.three(cell.factor()) + "x; frozen "
                        + share(cell, OverloadFigures::frozenShare) + " of the time");
    }

    private String share(OverloadResults.Cell cell, ToDoubleFunction<OverloadFigures> figure) {
        return results.spread(cell, figure)
                .map(spread -> Units.three(100 * spread.median()) + " %")
                .orElse("-");
    }

    private List<String> systems(Behaviour behaviour) {
        return results.cells().stream()
                .filter(cell -> cell.behaviour() == behaviour)
                .map(OverloadResults.Cell::system)
                .distinct()
                .toList();
    }

    /** As many charts as it takes, since one shows only so many curves; the first system is in each. */
    private List<Block> charts(Behaviour behaviour, List<String> systems) {
        List<Block> charts = new ArrayList<>();
        for (int from = 1; from == 1 || from < systems.size(); from += MAX_CURVES - 1) {
            List<String> some = new ArrayList<>(systems.subList(0, 1));
            some.addAll(systems.subList(from, Math.min(systems.size(), from + MAX_CURVES - 1)));
            charts.add(chart(
                    "Decodable frames, of what is reached alone",
                    behaviour,
                    some,
                    OverloadFigures::decodableGoodputShare));
            charts.add(chart("Time without a decodable frame", behaviour, some, OverloadFigures::frozenShare));
        }
        return charts;
    }

    private XyChart chart(
            String title, Behaviour behaviour, List<String> systems, ToDoubleFunction<OverloadFigures> figure) {
        XyChart chart =
                new XyChart(title, "publisher's rate", Quantity.RATIO, Scale.LINEAR, Quantity.SHARE, Scale.LINEAR);
        for (String system : systems) {
            List<XyChart.Point> points = new ArrayList<>();
            for (OverloadResults.Cell cell : results.cells()) {
                if (cell.behaviour() == behaviour && cell.system().equals(system)) {
                    Optional<Spread> spread = results.spread(cell, figure);
                    spread.ifPresent(values ->
                            points.add(new XyChart.Point(cell.factor(), values.median(), values.min(), values.max())));
                }
            }
            chart.series(system, points);
        }
        return chart;
    }

    private Map<String, String> settings(String commandLine) {
        OverloadSettings settings = plan.settings();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("command", commandLine);
        all.put("work", Units.time(settings.workNs()) + " a frame, " + (settings.blocking() ? "waiting" : "computing"));
        all.put(
                "frames",
                Units.count(plan.rhythm().frames()) + ", "
                        + Units.bytes(plan.rhythm().meanBytes()) + " in the mean");
        all.put("longest key interval", Units.count(plan.rhythm().longestKeyInterval(), "frame"));
        all.put("ring", Units.count(settings.capacityFrames(), "frame") + ", " + Units.bytes(settings.capacityBytes()));
        all.put("rounds", Integer.toString(plan.rounds()));
        all.put("measured", Units.time(settings.durationNs()) + " each");
        return all;
    }
}
