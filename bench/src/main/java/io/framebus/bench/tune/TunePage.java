package io.framebus.bench.tune;

import io.framebus.bench.consumer.ViewerFigures;
import io.framebus.bench.measure.Environment;
import io.framebus.bench.report.CodeBlock;
import io.framebus.bench.report.Fact;
import io.framebus.bench.report.HtmlOption;
import io.framebus.bench.report.Level;
import io.framebus.bench.report.Quantity;
import io.framebus.bench.report.ReportPage;
import io.framebus.bench.report.Scale;
import io.framebus.bench.report.Table;
import io.framebus.bench.report.XyChart;
import io.framebus.bench.slo.Limit;
import io.framebus.bench.slo.Objective;
import io.framebus.bench.text.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A result as a page: the answer first, then how it depends on the ring, then the configuration to paste. */
final class TunePage {
    private TunePage() {}

    static ReportPage of(TuneResult result, String command) {
        Scenario scenario = result.scenario();
        ReportPage.Builder page = ReportPage.builder(
                        "framebus tune", "How large a ring " + result.consumer().name() + " needs")
                .made(HtmlOption.madeNow())
                .verdict(level(result), result.reason());
        if (result.search().answer() != null) {
            Answer answer = new Answer(result);
            facts(page, answer, scenario);
            answer.smaller().forEach(page::note);
            if (!answer.prediction().isEmpty()) {
                page.note("Predicted: " + answer.prediction());
            }
            page.section(
                    "Configuration", "To paste.", new CodeBlock("Java", ConfigSnippet.of(scenario, answer.capacity())));
        }
        if (!result.search().searched().isEmpty()) {
            page.section(
                    "Loss by ring size",
                    "What is lost of all frames, with the bytes that each number of frames could need. Bars:"
                            + " 95 % of resamples of the subscribers.",
                    curve(result));
            page.section("Runs", "All that was tried, in order.", runs(result.search()));
        }
        return page.settings(settings(result, command))
                .environment(Environment.describe())
                .data("tune.json", TuneJson.of(result))
                .build();
    }

    private static Level level(TuneResult result) {
        return switch (result.verdict()) {
            case FOUND -> Level.OK;
            case INVALID -> Level.INVALID;
            case IMPOSSIBLE -> Level.FAILED;
        };
    }

    private static void facts(ReportPage.Builder page, Answer answer, Scenario scenario) {
        Capacity capacity = answer.capacity();
        Interval interval = answer.lossInterval();
        page.fact(new Fact("Frames", Units.count(capacity.frames()), "slots"))
                .fact(new Fact("Bytes", Units.bytes((long) capacity.bytes()), "payload"))
                .fact(new Fact(
                        "Holds",
                        Units.time(answer.leastHeldNs()),
                        "of the densest media; " + Units.time(answer.meanHeldNs()) + " in the mean"))
                .fact(new Fact(
                        "Loss",
                        Units.share(answer.pooled().total().loss()),
                        "95 % sure: " + Units.share(interval.low()) + " to " + Units.share(interval.high())))
                .fact(new Fact(
                        "Memory",
                        Units.bytes(capacity.memoryBytes()),
                        "a stream; " + Units.bytes(capacity.memoryBytes() * scenario.streams()) + " for "
                                + Units.count(scenario.streams(), "stream")));
    }

    private static XyChart curve(TuneResult result) {
        XyChart chart = new XyChart("Loss by frames", "frames", Quantity.COUNT, Scale.LOG, Quantity.SHARE, Scale.LOG);
        List<Trial> real = new ArrayList<>();
        List<Trial> simulated = new ArrayList<>(result.curve());
        (result.scenario().real() ? real : simulated).addAll(result.search().trials());
        SearchSpace space = result.scenario().space();
        add(chart, "in virtual time", simulated, space);
        add(chart, "on a real bus", real, space);
        for (Objective objective : result.target().objectives()) {
            boolean ofLoss =
                    objective.metric().equals(Target.LOSS) || objective.metric().equals(Target.UNDECODABLE);
            if (ofLoss && objective.limit().unit() == Limit.Unit.SHARE) {
                chart.limit(objective.toString(), objective.limit().value());
            }
        }
        if (result.search().answer() != null) {
            chart.mark("answer", result.search().answer().capacity().frames());
        }
        return chart;
    }

    /** Those with ample bytes, one for each number of frames. */
    private static void add(XyChart chart, String label, List<Trial> trials, SearchSpace space) {
        Map<Integer, XyChart.Point> byFrames = new TreeMap<>();
        for (Trial trial : trials) {
            if (trial.capacity().bytes() == space.bytesFor(trial.capacity().frames())) {
                byFrames.putIfAbsent(trial.capacity().frames(), point(trial));
            }
        }
        if (!byFrames.isEmpty()) {
            chart.series(label, List.copyOf(byFrames.values()));
        }
    }

    private static XyChart.Point point(Trial trial) {
        double loss = trial.outcome().total().loss();
        Interval interval = Interval.ofLoss(trial.outcome().subscribers(), trial.seed());
        return new XyChart.Point(
                trial.capacity().frames(), loss, Math.min(loss, interval.low()), Math.max(loss, interval.high()));
    }

    private static Table runs(SearchResult search) {
        Table table = new Table("Runs")
                .words("phase", "ring")
                .figures("seed", "lost", "frozen", "p99")
                .words("target");
        search.byPhase().forEach((phase, trials) -> trials.forEach(trial -> table.row(cells(phase, trial))));
        return table;
    }

    private static String[] cells(String phase, Trial trial) {
        ViewerFigures total = trial.outcome().total();
        return new String[] {
            phase,
            trial.capacity().label(),
            Units.count(trial.seed()),
            Units.share(total.loss()),
            Units.share(total.frozenShare()),
            Units.time(trial.outcome().latency().getValueAtPercentile(99)),
            trial.judgement()
        };
    }

    private static Map<String, String> settings(TuneResult result, String command) {
        Scenario scenario = result.scenario();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("command", command);
        settings.put("media", scenario.source());
        settings.put("consumer", result.consumer().name());
        settings.put("target", result.target().toString());
        settings.put("resync", scenario.settings().resync().name());
        settings.put("max lag", scenario.maxLag());
        settings.put("runs", scenario.describeRun());
        settings.put("seed", String.valueOf(scenario.seed()));
        return settings;
    }
}
