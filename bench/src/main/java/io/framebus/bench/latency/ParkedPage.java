package io.framebus.bench.latency;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.bench.measure.Environment;
import io.framebus.bench.report.Fact;
import io.framebus.bench.report.PercentileChart;
import io.framebus.bench.report.Quantity;
import io.framebus.bench.report.ReportPage;
import io.framebus.bench.report.Scale;
import io.framebus.bench.report.Table;
import io.framebus.bench.rig.Pages;
import io.framebus.bench.text.Units;
import java.util.LinkedHashMap;
import java.util.Map;

/** A run beside sleepers as a page for people: the curves of publish calls with and without them, then all figures. */
final class ParkedPage {
    private static final int MAX_FACTS = 6;
    private static final double SHOWN_PERCENTILE = 99.9;

    private final ParkedReport report;
    private final ParkedResults results;

    ParkedPage(ParkedReport report, ParkedResults results) {
        this.report = report;
        this.results = results;
    }

    /** @param json the same for programs */
    ReportPage page(String commandLine, String made, ObjectNode json) {
        ReportPage.Builder page = ReportPage.builder("framebus latency", "Publishing to subscribers that sleep")
                .made(made)
                .settings(settings(commandLine))
                .environment(Environment.describe());
        Pages.verdict(page, report.verdict(), found());
        results.sleepers().stream().limit(MAX_FACTS).forEach(sleepers -> page.fact(fact(sleepers)));
        for (int sleepers : results.sleepers()) {
            page.section(
                    Units.count(sleepers, "sleeper"),
                    "Calls on a stream whose subscribers all sleep, and between them calls on one without subscribers.",
                    new PercentileChart("Publish calls", Quantity.TIME, Scale.LOG)
                            .series(
                                    "beside " + Units.count(sleepers, "sleeper"),
                                    results.total(sleepers, ParkedRun.Figures::parked))
                            .series("without", results.total(sleepers, ParkedRun.Figures::alone)));
        }
        page.section(
                "All figures",
                "Medians of the rounds, with the least and the greatest ratio.",
                Table.of("Publish calls", report.table()));
        return page.histogramLog("parked.hlog", results.log().toText())
                .data("parked.json", json)
                .build();
    }

    private String found() {
        int most = results.sleepers().stream().mapToInt(Integer::intValue).max().orElse(0);
        return most == 0
                ? "Nothing was measured."
                : "Beside " + Units.count(most, "sleeper") + " the p99.9 of publish calls was " + shownCost(most) + ", "
                        + shownRatio(most) + " times that without any.";
    }

    private Fact fact(int sleepers) {
        return new Fact(
                Units.count(sleepers, "sleeper"),
                shownRatio(sleepers) + " x",
                "p99.9 of publish calls as a multiple of that without; " + shownCost(sleepers));
    }

    private String shownRatio(int sleepers) {
        return Units.three(results.ratio(sleepers, SHOWN_PERCENTILE).median());
    }

    private String shownCost(int sleepers) {
        return Units.time(results.costNs(sleepers, ParkedRun.Figures::parked, SHOWN_PERCENTILE)
                .median());
    }

    private Map<String, String> settings(String commandLine) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("command", commandLine);
        all.put("payload", Units.bytes(report.payloadBytes()));
        all.put("rounds", Integer.toString(report.rounds()));
        return all;
    }
}
