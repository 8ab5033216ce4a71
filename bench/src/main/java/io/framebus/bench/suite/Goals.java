package io.framebus.bench.suite;

import io.framebus.bench.paired.Estimate;
import io.framebus.bench.paired.ForkResult.ContrastFigure;
import io.framebus.bench.suite.JmhResults.Row;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;

/** The goals of performance, and how each is read off the results. */
final class Goals {
    /** JMH counts what its own threads allocate; this is less than a byte in ten operations. */
    private static final double NO_BYTES = 0.1;

    /** What costs the same may cost so many times as much. */
    private static final double SAME = 1.05;

    static final List<Goal> ALL = List.of(
            new Goal(
                    "publish-cost",
                    "Publish 1200 B, clock excluded: at most 1.3 times a bare copy into the same arena, and 8 ns",
                    results -> limit(results, "publish-1200", "publish / copy")),
            new Goal(
                    "publish-idle",
                    "Publish with 0, 64 and 1000 subscribers that do not poll: the same, within 5 %",
                    Goals::idleSubscribers),
            new Goal(
                    "deliver-in-place",
                    "Deliver in place, 64 subscribers on one thread: at most 6 ns a frame",
                    results -> limit(results, "deliver-64", "in place / copy")),
            new Goal(
                    "deliver-by-copy",
                    "Deliver by copy, 64 subscribers on one thread: at most a bare copy and 5 ns a frame",
                    results -> limit(results, "deliver-64", "by copy / copy")),
            new Goal(
                    "garbage",
                    "Publish, `poll`, `pollInPlace`, gaps, filters: 0 bytes allocated a frame",
                    Goals::garbage),
            new Goal(
                    "overload",
                    "Publisher at twice the subscriber's rate: goodput at least 95 % of what it is alone, and nothing undecodable"
                            + " with `SYNC_POINT`",
                    results -> CommandGoals.overload(results.commands())),
            new Goal(
                    "reader-live",
                    "Publish 1200 B beside a reader at the live edge, on another core: no slower than Agrona broadcast with the"
                            + " same reader",
                    Goals::readerLive),
            new Goal(
                    "reader-slow",
                    "Publish 1200 B beside a reader slower than the publisher: no slower than beside one at the live edge",
                    results -> limit(results, "reader", "bus, slow / live")),
            new Goal(
                    "latency",
                    "Paced, to a reader that spins on a core of its own: p50 and p99.9 at or below Agrona broadcast's and Aeron"
                            + " IPC's",
                    results -> CommandGoals.latency(results.commands())),
            new Goal(
                    "arrival",
                    "The same, in one JVM with Agrona broadcast: a frame's median way takes no longer, by copy and in place",
                    Goals::arrival),
            new Goal(
                    "parked",
                    "Publish with 10,000 parked subscribers: p99.9 at most twice that with none",
                    results -> CommandGoals.parked(results.commands())),
            new Goal(
                    "sweep",
                    "Sweep 10,000 streams on 2 cores: cost grows with the active streams, not with the subscriptions of idle ones,"
                            + " within 5 %",
                    Goals::sweep));

    private Goals() {}

    private static Finding limit(Results results, String experiment, String contrast) {
        Optional<ContrastFigure> found = results.contrast(experiment, contrast);
        Estimate excess = found.map(ContrastFigure::excessNs).orElse(null);
        if (found.isEmpty() || excess == null) {
            return Finding.notMeasured();
        }
        String base = found.get().base();
        return new Finding(
                Outcome.atMost(0, excess),
                Markdown.fromLimit(excess),
                base + " " + Markdown.number(results.laneNs(experiment, base).orElse(Double.NaN), 1)
                        + " ns; ratio to it " + Markdown.ratio(found.get().ratio()));
    }

    /** What comes at once can be published as batches: beside the goal, which is of one frame after the other. */
    private static Finding readerLive(Results results) {
        Finding oneByOne = limit(results, "reader", "bus / broadcast, live");
        if (oneByOne.outcome() == Outcome.NOT_MEASURED) {
            return oneByOne;
        }
        List<List<String>> details = new ArrayList<>();
        details.add(List.of("16 frames at once, of broadcast's time", "one by one", "as a batch"));
        details.add(batches(results, "until they are published", "reader", ", live"));
        details.add(batches(results, "until the last was read, by copy", "burst", ""));
        details.add(batches(results, "until the last was read, in place", "burst", ", in place"));
        return new Finding(oneByOne.outcome(), oneByOne.figure(), oneByOne.floor(), details);
    }

    private static List<String> batches(Results results, String what, String experiment, String reader) {
        return List.of(
                what,
                ratio(results, experiment, "bus / broadcast" + reader),
                ratio(results, experiment, "bus in batches / broadcast" + reader));
    }

    private static String ratio(Results results, String experiment, String contrast) {
        return results.contrast(experiment, contrast)
                .map(figure -> Markdown.ratio(figure.ratio()))
                .orElse("-");
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
        DoubleSummaryStatistics copied = new DoubleSummaryStatistics();
        DoubleSummaryStatistics read = new DoubleSummaryStatistics();
        List<String> bases = new ArrayList<>();
        List<List<String>> details = new ArrayList<>();
        details.add(List.of("frames a second", "by copy / broadcast", "in place / broadcast"));
        for (String framesPerSecond : List.of("10000", "100000")) {
            String experiment = "arrival-" + framesPerSecond;
            Optional<ContrastFigure> byCopy = results.contrast(experiment, "bus / broadcast");
            Optional<ContrastFigure> inPlace = results.contrast(experiment, "bus / broadcast, in place");
            if (byCopy.isEmpty() || inPlace.isEmpty()) {
                return Finding.notMeasured();
            }
            Estimate copy = byCopy.get().ratio();
            Estimate place = inPlace.get().ratio();
            copied.accept(copy.value());
            read.accept(place.value());
            outcome = outcome.and(Outcome.atMost(1, copy)).and(Outcome.atMost(1, place));
            details.add(List.of(framesPerSecond, Markdown.ratio(copy), Markdown.ratio(place)));
            double broadcastNs = results.laneNs(experiment, byCopy.get().base()).orElse(Double.NaN);
            bases.add(Markdown.number(broadcastNs, 0) + " ns at " + framesPerSecond + "/s");
        }
        return new Finding(
                outcome,
                Markdown.range(copied, 2) + " of broadcast's by copy, " + Markdown.range(read, 2) + " in place",
                "broadcast by copy: " + String.join(", ", bases),
                details);
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
                "an active stream, one of 1000 / of 100: "
                        + Markdown.ratio(active.get().ratio())
                        + "; nothing new, 8 subscriptions each / 1: "
                        + Markdown.ratio(idle.get().ratio()),
                "an active stream, one of 100: " + Markdown.number(fewNs, 0) + " ns; nothing new, 1 each: "
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
                "at most " + Markdown.number(most, 4) + " B in " + rows.size() + " configurations",
                "what JMH itself allocates");
    }
}
