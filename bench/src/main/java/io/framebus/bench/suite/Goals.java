package io.framebus.bench.suite;

import io.framebus.bench.paired.Estimate;
import io.framebus.bench.paired.ForkResult.ContrastFigure;
import io.framebus.bench.suite.JmhResults.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The goals of performance, and how each is read off the results. */
final class Goals {
    /** JMH counts what its own threads allocate; this is less than a byte in ten operations. */
    private static final double NO_BYTES = 0.1;

    /** What costs the same may cost so many times as much. */
    private static final double SAME = 1.05;

    static final List<Goal> ALL = List.of(
            new Goal(
                    "publish-cost",
                    "Publishing 1200 B, clock excluded, costs at most 1.3 times a bare copy of the same bytes into the same"
                            + " arena, and 8 ns.",
                    results -> limit(results, "publish-1200", "publish / copy", "1.3 x copy + 8 ns")),
            new Goal(
                    "publish-idle",
                    "It costs the same with 0, 64 and 1000 subscribers that do not poll, within 5 %.",
                    Goals::idleSubscribers),
            new Goal(
                    "deliver-in-place",
                    "Delivering in place to 64 subscribers on one thread costs at most 6 ns a frame.",
                    results -> limit(results, "deliver-64", "in place / copy", "6 ns")),
            new Goal(
                    "deliver-by-copy",
                    "Delivering by copy to 64 subscribers on one thread costs at most a bare copy and 5 ns a frame.",
                    results -> limit(results, "deliver-64", "by copy / copy", "copy + 5 ns")),
            new Goal(
                    "garbage",
                    "Publishing, poll, pollInPlace, gaps and filters allocate 0 bytes a frame.",
                    Goals::garbage),
            new Goal(
                    "overload",
                    "With the publisher at twice the subscriber's rate the subscriber's goodput is at least 95 % of what it"
                            + " reaches alone, and with `SYNC_POINT` no frame is undecodable.",
                    results -> CommandGoals.overload(results.commands())),
            new Goal(
                    "reader-live",
                    "Publishing 1200 B while a subscriber on another core reads at the live edge is no slower than Agrona"
                            + " broadcast with the same reader.",
                    results -> limit(results, "reader", "bus / broadcast, live", "broadcast")),
            new Goal(
                    "reader-slow",
                    "Publishing 1200 B while a subscriber on another core is slower than the publisher is no slower than with"
                            + " the reader at the live edge.",
                    results -> limit(results, "reader", "bus, slow / live", "reader at the live edge")),
            new Goal(
                    "latency",
                    "Paced, with a spinning subscriber on a core of its own, p50 and p99.9 are at or below those of Agrona"
                            + " broadcast and Aeron IPC.",
                    results -> CommandGoals.latency(results.commands())),
            new Goal(
                    "arrival",
                    "Paced, in one JVM with Agrona broadcast, a frame's median way to a spinning subscriber on a core of its"
                            + " own is no longer than through broadcast, by copy and in place.",
                    Goals::arrival),
            new Goal(
                    "parked",
                    "With 10,000 parked subscribers the p99.9 of publishing is at most twice that with none.",
                    results -> CommandGoals.parked(results.commands())),
            new Goal(
                    "sweep",
                    "With 10,000 streams on 2 cores the cost of an egress sweep grows linearly in the active streams, and not"
                            + " with the subscriptions of idle ones, within 5 %.",
                    Goals::sweep));

    private Goals() {}

    private static Finding limit(Results results, String experiment, String contrast, String limit) {
        Optional<ContrastFigure> found = results.contrast(experiment, contrast);
        Estimate excess = found.map(ContrastFigure::excessNs).orElse(null);
        if (found.isEmpty() || excess == null) {
            return Finding.notMeasured();
        }
        OptionalDouble baseNs = results.laneNs(experiment, found.get().base());
        return new Finding(
                Outcome.atMost(0, excess),
                "over " + limit + ": " + Markdown.ns(excess),
                (baseNs.isPresent()
                                ? found.get().base() + " " + Markdown.number(baseNs.getAsDouble(), 1) + " ns; "
                                : "")
                        + "ratio " + Markdown.ratio(found.get().ratio()) + ", difference "
                        + Markdown.ns(found.get().differenceNs()));
    }

    private static Finding idleSubscribers(Results results) {
        Optional<ContrastFigure> few = results.contrast("idle-subscribers", "64 subscribers / none");
        Optional<ContrastFigure> many = results.contrast("idle-subscribers", "1000 subscribers / none");
        Optional<ContrastFigure> none = results.contrast("idle-subscribers", "null: none / none");
        if (few.isEmpty() || many.isEmpty() || none.isEmpty()) {
            return Finding.notMeasured();
        }
        return new Finding(
                Outcome.within(2 - SAME, SAME, few.get().ratio())
                        .and(Outcome.within(2 - SAME, SAME, many.get().ratio())),
                "64: " + Markdown.ratio(few.get().ratio()) + ", 1000: "
                        + Markdown.ratio(many.get().ratio()),
                "none against none: " + Markdown.ratio(none.get().ratio()));
    }

    private static Finding arrival(Results results) {
        Outcome outcome = Outcome.MET;
        List<String> figures = new ArrayList<>();
        List<String> bases = new ArrayList<>();
        for (String framesPerSecond : List.of("10000", "100000")) {
            String experiment = "arrival-" + framesPerSecond;
            Optional<ContrastFigure> byCopy = results.contrast(experiment, "bus / broadcast");
            Optional<ContrastFigure> inPlace = results.contrast(experiment, "bus / broadcast, in place");
            if (byCopy.isEmpty() || inPlace.isEmpty()) {
                return Finding.notMeasured();
            }
            double broadcastNs = results.laneNs(experiment, byCopy.get().base()).orElse(Double.NaN);
            outcome = outcome.and(Outcome.atMost(1, byCopy.get().ratio()))
                    .and(Outcome.atMost(1, inPlace.get().ratio()));
            figures.add("at " + framesPerSecond + "/s: by copy "
                    + Markdown.ratio(byCopy.get().ratio()) + ", in place "
                    + Markdown.ratio(inPlace.get().ratio()));
            bases.add("broadcast at " + framesPerSecond + "/s: " + Markdown.number(broadcastNs, 0) + " ns");
        }
        return new Finding(outcome, String.join("; ", figures), String.join("; ", bases));
    }

    private static Finding sweep(Results results) {
        Optional<ContrastFigure> active = results.contrast("sweep-active", "1000 active / 100 active");
        Optional<ContrastFigure> idle = results.contrast("sweep-idle", "8 subscriptions / 1");
        if (active.isEmpty() || idle.isEmpty()) {
            return Finding.notMeasured();
        }
        double fewNs = results.laneNs("sweep-active", active.get().base()).orElse(Double.NaN);
        double idleNs = results.laneNs("sweep-idle", idle.get().base()).orElse(Double.NaN);
        return new Finding(
                Outcome.atMost(SAME, active.get().ratio())
                        .and(Outcome.atMost(SAME, idle.get().ratio())),
                "an active stream, of 1000 / of 100: "
                        + Markdown.ratio(active.get().ratio())
                        + "; a sweep that finds nothing, with 8 subscriptions each / with 1: "
                        + Markdown.ratio(idle.get().ratio()),
                "an active stream, of 100: " + Markdown.number(fewNs, 0) + " ns; a sweep that finds nothing, with 1: "
                        + Markdown.number(idleNs, 0) + " ns");
    }

    private static Finding garbage(Results results) {
        List<Row> rows = new ArrayList<>();
        for (String path : List.of(
                "PublishBenchmark.headerAndBuffer",
                "PublishBenchmark.claimAndCommit",
                "PublishBenchmark.reusedFrame",
                "PublishBenchmark.mediaFrame",
                "DeliverBenchmark.byCopy",
                "DeliverBenchmark.inPlace",
                "OverrunBenchmark.overrun",
                "FilterBenchmark.poll")) {
            int dot = path.indexOf('.');
            List<Row> found = results.jmh().of(path.substring(0, dot)).stream()
                    .filter(row -> row.method().equals(path.substring(dot + 1)))
                    .toList();
            if (found.isEmpty() || found.stream().anyMatch(row -> Double.isNaN(row.allocatedBytes()))) {
                return Finding.notMeasured();
            }
            rows.addAll(found);
        }
        double most = rows.stream().mapToDouble(Row::allocatedBytes).max().orElseThrow();
        return new Finding(
                most < NO_BYTES ? Outcome.MET : Outcome.MISSED,
                "at most " + Markdown.number(most, 4) + " B an operation in " + rows.size() + " configurations",
                "what JMH itself allocates");
    }
}
