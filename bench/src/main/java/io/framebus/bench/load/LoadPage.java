package io.framebus.bench.load;

import io.framebus.bench.measure.Environment;
import io.framebus.bench.measure.Outcome;
import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.report.CodeBlock;
import io.framebus.bench.report.Fact;
import io.framebus.bench.report.PercentileChart;
import io.framebus.bench.report.Quantity;
import io.framebus.bench.report.ReportPage;
import io.framebus.bench.report.Scale;
import io.framebus.bench.report.Table;
import io.framebus.bench.rig.Pages;
import io.framebus.bench.slo.Judgement;
import io.framebus.bench.slo.Limit;
import io.framebus.bench.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** A run as a page for people. */
final class LoadPage {
    /** With the three curves of the generators and the machine, as many as a chart can show. */
    private static final int MAX_CLASS_CURVES = 5;

    private static final int MAX_PROBLEMS = 10;

    private final LoadConfig config;
    private final RunFigures figures;
    private final RunVerdict verdict;
    private final RunHistory history;
    private final List<SubscriberFigures> subscribers;

    LoadPage(
            LoadConfig config,
            RunFigures figures,
            RunVerdict verdict,
            RunHistory history,
            List<SubscriberFigures> subscribers) {
        this.config = config;
        this.figures = figures;
        this.verdict = verdict;
        this.history = history;
        this.subscribers = subscribers;
    }

    /**
     * The page.
     *
     * @param command the command line that made the run
     * @param made when and by what
     */
    ReportPage page(String command, String made) {
        ReportPage.Builder page = ReportPage.builder("framebus load", title())
                .made(made)
                .verdict(Pages.level(verdict.outcome()), sentence())
                .facts(facts());
        figures.problems().stream().limit(MAX_PROBLEMS).forEach(page::note);
        LoadVerdict.notes(figures).forEach(page::note);
        if (figures.interrupted()) {
            page.note("The run was interrupted: it was to take " + Units.time(config.duration()) + ".");
        }
        Pages.objectives(page, verdict);
        page.section("Latency", "How long frames took, and what else took time.", percentiles());
        if (!history.seconds().isEmpty()) {
            page.section("Over time", overTime(), new PageTimes(history.seconds(), hasHealthy()).blocks());
        }
        page.section(
                "Subscribers",
                "What each class and each subscriber got.",
                new PageSubscribers(figures, subscribers, history).blocks());
        page.section("Cost", "What the run used.", costs(), new CodeBlock("To run it again", command));
        return page.settings(PageSettings.of(config))
                .environment(Environment.describe())
                .histogramLog("load.hlog", history.log())
                .data("load.json", JsonReport.of(config, figures, verdict))
                .build();
    }

    private String title() {
        return Units.count(config.streams(), "stream") + " x " + Units.count(config.subscribers(), "subscriber") + ", "
                + Units.time(figures.elapsedNs()) + " of " + config.source();
    }

    /** Where nothing is wrong there is more to say than the verdict. */
    private String sentence() {
        if (verdict.outcome() != Outcome.OK) {
            return verdict.reason();
        }
        long undecodable = figures.total().counts().undecodable();
        return "It held: on schedule, every frame accounted for, and "
                + (undecodable == 0
                        ? "all that was delivered can be decoded."
                        : Units.count(undecodable) + " of the delivered frames cannot be decoded.")
                + (verdict.judgements().isEmpty() ? "" : " All objectives are met.");
    }

    private boolean hasHealthy() {
        return config.classes().get(0).isHealthy();
    }

    private List<Fact> facts() {
        FrameCounts total = figures.total().counts();
        ClassFigures first = hasHealthy() ? figures.classes().get(0) : figures.total();
        List<Fact> facts = new ArrayList<>();
        facts.add(times("Due to handler, " + first.label() + ", p99", first.endToEnd(), 99));
        facts.add(new Fact(
                "Delivered",
                Units.percent(total.delivered(), total.published()),
                Units.count(total.delivered()) + " of " + Units.count(total.published()) + " frames, "
                        + Units.count(total.unread()) + " unread at the end"));
        facts.add(new Fact("Dropped", Units.count(total.dropped()), droppedBy(total)));
        facts.add(new Fact(
                "Undecodable",
                Units.count(total.undecodable()),
                "of " + Units.count(total.delivered()) + " delivered frames"));
        facts.add(new Fact(
                "Sent",
                Units.percent(figures.sent(), figures.offered()),
                "of " + Units.count(figures.offered()) + " frames due, "
                        + Units.rate(figures.sent() * 1e9 / Math.max(1, figures.elapsedNs())) + " a second; "
                        + Units.count(figures.late()) + " late"));
        facts.add(times("Machine hiccups, longest", figures.hiccups(), 100));
        return facts;
    }

    /** A percentile; the others beside it. */
    private static Fact times(String label, Histogram histogram, double percentile) {
        if (histogram.getTotalCount() == 0) {
            return new Fact(label, "-", "nothing was recorded");
        }
        String longest = percentile == 100
                ? "p99 " + Units.time(histogram.getValueAtPercentile(99))
                : "longest " + Units.time(histogram.getMaxValue());
        return new Fact(
                label,
                Units.time(histogram.getValueAtPercentile(percentile)),
                "p50 " + Units.time(histogram.getValueAtPercentile(50)) + ", " + longest);
    }

    private String droppedBy(FrameCounts total) {
        if (total.dropped() == 0) {
            return "by no subscriber";
        }
        List<ClassFigures> losing = figures.classes().stream()
                .filter(part -> part.counts().dropped() > 0)
                .toList();
        long losers =
                subscribers.stream().filter(one -> one.counts().dropped() > 0).count();
        String who = losing.stream().map(ClassFigures::label).collect(Collectors.joining(", "));
        return "by " + Units.count(losers) + " of " + Units.count(total.subscribers(), "subscriber") + ": " + who;
    }

    private PercentileChart percentiles() {
        PercentileChart chart = new PercentileChart("Percentile curves", Quantity.TIME, Scale.LOG)
                .caption(
                        "How long it took at most (up) for which share of all (to the right). Each step to the right is ten"
                                + " times rarer. Where a curve follows the hiccups, look at the machine first.");
        figures.classes().stream()
                .limit(MAX_CLASS_CURVES)
                .forEach(part -> chart.series("due to handler, " + part.label(), part.endToEnd()));
        verdict.judgements().each().stream()
                .map(Judgement::objective)
                .filter(objective -> objective.limit().unit() == Limit.Unit.NS)
                .forEach(objective ->
                        chart.limit(objective.toString(), objective.limit().value()));
        return chart.series("due to publish call", figures.sendDelay())
                .series("publish call", figures.publishCost())
                .hiccups("machine hiccups", figures.hiccups());
    }

    private String overTime() {
        int group = history.secondsPerEntry();
        return group == 1
                ? "Second by second."
                : "By " + group + " seconds: rates are means, times are those of the worst second.";
    }

    private Table costs() {
        double seconds = figures.elapsedNs() / 1e9;
        Table table = new Table("Processor time and memory")
                .words("")
                .figures("threads", "of a processor", "allocated", "allocated a frame");
        table.row(cost("generator", figures.generator(), figures.sent(), seconds));
        table.row(cost("egress", figures.egress(), figures.total().counts().delivered(), seconds));
        table.total(
                "process, " + Units.count(figures.process().collections(), "collection") + " in "
                        + figures.process().collectionMs() + " ms, compiler "
                        + Quantity.SHARE.text(figures.process().compilationMs() / 1e3 / seconds),
                "-",
                Quantity.SHARE.text(figures.process().cpuNs() / 1e9 / seconds),
                "-",
                "-");
        return table;
    }

    private static String[] cost(String label, RunFigures.Cost cost, long frames, double seconds) {
        return new String[] {
            label,
            Units.count(cost.threads()),
            Quantity.SHARE.text(cost.cpuNs() / 1e9 / seconds),
            Units.bytes(cost.allocatedBytes()),
            frames == 0 ? "-" : Units.bytes((double) cost.allocatedBytes() / frames)
        };
    }
}
