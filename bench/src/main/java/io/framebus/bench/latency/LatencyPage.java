package io.framebus.bench.latency;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.bench.measure.Environment;
import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.report.Block;
import io.framebus.bench.report.Fact;
import io.framebus.bench.report.PercentileChart;
import io.framebus.bench.report.Quantity;
import io.framebus.bench.report.ReportPage;
import io.framebus.bench.report.Scale;
import io.framebus.bench.report.Table;
import io.framebus.bench.rig.Pages;
import io.framebus.bench.text.Units;
import io.framebus.bench.text.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** A run as a page for people: percentile curves of the peers at each rate, then all figures. */
final class LatencyPage {
    private static final int MAX_FACTS = 6;
    private static final int MAX_CURVES = 7;
    /** Columns of a comparison that name the row: waiting, rate and peer. */
    private static final int COMPARED_BY = 3;

    private final LatencyPlan plan;
    private final LatencyResults results;
    private final RunVerdict verdict;

    LatencyPage(LatencyPlan plan, LatencyResults results, RunVerdict verdict) {
        this.plan = plan;
        this.results = results;
        this.verdict = verdict;
    }

    /** @param json the same for programs */
    ReportPage page(String commandLine, String made, ObjectNode json) {
        ReportPage.Builder page = ReportPage.builder("framebus latency", "Latency at fixed rates")
                .made(made)
                .settings(settings(commandLine))
                .environment(Environment.describe());
        Pages.verdict(page, verdict, found());
        results.cells().stream().limit(MAX_FACTS).forEach(cell -> page.fact(fact(cell)));
        plan.skipped().forEach(page::note);
        Pages.objectives(page, verdict);
        for (WaitMode waiting : WaitMode.values()) {
            List<Block> charts = charts(waiting);
            if (!charts.isEmpty()) {
                page.section(
                        "Subscriber: " + Values.name(waiting),
                        "From when a frame was due to its handler, and what an idle thread of the machine suffered beside it.",
                        charts);
            }
        }
        page.section(
                "Peers beside each other",
                "End to end; the median of the rounds, the least and the greatest, and multiples of the first peer.",
                Table.split(
                        LatencyTables.comparison(results),
                        COMPARED_BY,
                        "p99.9",
                        "Half of the frames, end to end",
                        "All but one in a thousand, end to end"));
        page.section(
                "All series",
                "Send delay is from when a frame was due to the publish call, transit from there to the handler.",
                Table.of("Percentiles, all rounds together", LatencyTables.series(results)),
                Table.of("Schedule", LatencyTables.validity(results)));
        return page.histogramLog("latency.hlog", results.log().toText())
                .data("latency.json", json)
                .build();
    }

    private String found() {
        LatencyCell first = results.cells().get(0);
        Histogram endToEnd = results.total(first, CellFigures.END_TO_END);
        if (endToEnd.getTotalCount() == 0) {
            return "Nothing arrived.";
        }
        return first.peer() + ", " + Values.name(first.waiting()) + ", " + Units.rate(first.framesPerSecond())
                + " frames/s: half of the frames within " + Units.time(endToEnd.getValueAtPercentile(50))
                + ", 99.9 % within " + Units.time(endToEnd.getValueAtPercentile(99.9)) + ".";
    }

    private Fact fact(LatencyCell cell) {
        Histogram endToEnd = results.total(cell, CellFigures.END_TO_END);
        return new Fact(
                cell.peer() + ", " + Values.name(cell.waiting()) + ", " + Units.rate(cell.framesPerSecond()) + "/s",
                endToEnd.getTotalCount() == 0 ? "-" : Units.time(endToEnd.getValueAtPercentile(99.9)),
                endToEnd.getTotalCount() == 0
                        ? "nothing arrived"
                        : "p99.9 end to end; p50 " + Units.time(endToEnd.getValueAtPercentile(50)));
    }

    private List<Block> charts(WaitMode waiting) {
        List<Block> charts = new ArrayList<>();
        for (double rate : plan.rates()) {
            List<LatencyCell> cells = results.cells().stream()
                    .filter(cell -> cell.waiting() == waiting && cell.framesPerSecond() == rate)
                    .limit(MAX_CURVES)
                    .toList();
            if (cells.isEmpty()) {
                continue;
            }
            PercentileChart chart =
                    new PercentileChart(Units.rate(rate) + " frames/s, end to end", Quantity.TIME, Scale.LOG);
            cells.forEach(cell -> chart.series(cell.peer(), results.total(cell, CellFigures.END_TO_END)));
            chart.series("machine hiccups", results.total(cells.get(0), CellFigures.HICCUP));
            charts.add(chart);
        }
        return charts;
    }

    private Map<String, String> settings(String commandLine) {
        LatencySettings settings = plan.settings();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("command", commandLine);
        all.put("payload", Units.bytes(settings.payloadBytes()));
        all.put("key frames", "each " + settings.keyEvery() + ". slot, " + settings.keyPackets() + " packets");
        all.put("capacity", Units.count(settings.capacityFrames(), "frame"));
        all.put("rounds", Integer.toString(plan.rounds()));
        all.put("measured", Units.time(settings.durationNs()) + " after " + Units.time(settings.warmUpNs()));
        return all;
    }
}
