package io.framebus.bench.suite;

import io.framebus.bench.paired.PairedRun;
import io.framebus.bench.suite.JmhRun.Effort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is run, in that order, and how long it takes. Every parameter is named, so that the time can be told. */
record Plan(List<JmhRun> jmh, List<PairedRun> paired) {
    private static final List<String> PAIRED = List.of(
            "publish-1200",
            "idle-subscribers",
            "deliver-64",
            "reader",
            "publish-0",
            "publish-200",
            "publish-16384",
            "deliver-1",
            "deliver-8");

    /** The first of {@link #PAIRED}: those that goals ask for. */
    private static final int PAIRED_QUICK = 4;

    /** @param virtualThreads without them nobody lets 10,000 threads sleep on a small machine */
    static Plan full(long seed, boolean virtualThreads) {
        Effort usual = new Effort(3, 3, 3, Duration.ofMillis(500));
        Effort tail = new Effort(3, 1, 2, Duration.ofSeconds(3));
        List<JmhRun> jmh = new ArrayList<>();
        jmh.add(of(usual, "publish-floor", "PublishBenchmark.floorCopy").with("size", "0", "200", "1200", "16384"));
        jmh.add(of(usual, "publish", "PublishBenchmark.headerAndBuffer")
                .with("size", "0", "200", "1200", "16384")
                .with("idleSubscribers", "0", "64", "1000")
                .with("clock", "none"));
        jmh.add(of(usual, "publish-clock", "PublishBenchmark.headerAndBuffer")
                .with("size", "1200")
                .with("idleSubscribers", "0")
                .with("clock", "system"));
        jmh.add(of(
                        usual,
                        "publish-ways",
                        "PublishBenchmark.claimAndCommit",
                        "PublishBenchmark.reusedFrame",
                        "PublishBenchmark.mediaFrame",
                        "PublishBenchmark.newMediaFrame")
                .with("size", "1200")
                .with("idleSubscribers", "0")
                .with("clock", "none"));
        jmh.add(of(
                        usual,
                        "deliver",
                        "DeliverBenchmark.floorCopy",
                        "DeliverBenchmark.byCopy",
                        "DeliverBenchmark.inPlace")
                .with("size", "1200")
                .with("subscribers", "1", "8", "64"));
        jmh.addAll(small(usual));
        jmh.addAll(sweeps(usual));
        jmh.addAll(wakes(tail, virtualThreads ? List.of("1", "100", "10000") : List.of("1", "100", "1000")));
        return new Plan(jmh, paired(PAIRED.size(), 6, Duration.ofMillis(1500), Duration.ofSeconds(4), seed));
    }

    /** Shows whether the suite works and roughly where the goals stand; no figure to quote. */
    static Plan quick(long seed, boolean virtualThreads) {
        Effort once = new Effort(1, 2, 2, Duration.ofMillis(200));
        List<JmhRun> jmh = new ArrayList<>();
        jmh.add(of(once, "publish-floor", "PublishBenchmark.floorCopy").with("size", "1200"));
        jmh.add(of(
                        once,
                        "publish-ways",
                        "PublishBenchmark.headerAndBuffer",
                        "PublishBenchmark.claimAndCommit",
                        "PublishBenchmark.reusedFrame",
                        "PublishBenchmark.mediaFrame")
                .with("size", "1200")
                .with("idleSubscribers", "0")
                .with("clock", "none"));
        jmh.add(of(once, "deliver", "DeliverBenchmark.floorCopy", "DeliverBenchmark.byCopy", "DeliverBenchmark.inPlace")
                .with("size", "1200")
                .with("subscribers", "64"));
        jmh.addAll(small(once));
        jmh.addAll(sweeps(once));
        jmh.addAll(wakes(once, List.of(virtualThreads ? "10000" : "1000")));
        return new Plan(jmh, paired(PAIRED_QUICK, 3, Duration.ofMillis(500), Duration.ofMillis(1500), seed));
    }

    private static List<JmhRun> small(Effort effort) {
        return List.of(
                of(effort, "overrun-floor", "OverrunBenchmark.floorCopy", "OverrunBenchmark.floorPoll"),
                of(effort, "overrun", "OverrunBenchmark.overrun").with("resync", "SYNC_POINT", "OLDEST", "LIVE"),
                of(effort, "filter-floor", "FilterBenchmark.floorLook"),
                of(effort, "filter", "FilterBenchmark.poll")
                        .with("filter", "none", "track", "temporalLayer", "spatialLayer", "discardable"),
                of(
                        effort,
                        "latency-floor",
                        "LatencyRecordingBenchmark.floorRecord",
                        "LatencyRecordingBenchmark.floorClock"),
                of(effort, "latency", "LatencyRecordingBenchmark.poll")
                        .with("sampling", "NONE", "FIRST_OF_POLL", "EVERY_FRAME"),
                of(
                        effort,
                        "idle-poll",
                        "IdlePollBenchmark.floorEmpty",
                        "IdlePollBenchmark.floorRead",
                        "IdlePollBenchmark.poll",
                        "IdlePollBenchmark.pollInPlace"));
    }

    private static List<JmhRun> sweeps(Effort effort) {
        return List.of(
                of(effort, "egress-floor", "EgressBenchmark.floorReads").with("streams", "10000"),
                of(effort, "egress-idle", "EgressBenchmark.sweep")
                        .with("streams", "10000")
                        .with("active", "0")
                        .with("subscribers", "1")
                        .with("idleSubscribers", "1", "8"),
                of(effort, "egress-active", "EgressBenchmark.sweep")
                        .with("streams", "10000")
                        .with("active", "10", "100", "1000")
                        .with("subscribers", "1")
                        .with("idleSubscribers", "1"));
    }

    private static List<JmhRun> wakes(Effort effort, List<String> parked) {
        List<String> withNone = new ArrayList<>(parked);
        withNone.add(0, "0");
        return List.of(
                of(effort, "wake-floor", "WakeBenchmark.floorWake"),
                of(effort, "wake-publish", "WakeBenchmark.publish").with("parked", withNone.toArray(String[]::new)),
                of(effort, "wake-until", "WakeBenchmark.untilFirst", "WakeBenchmark.untilLast")
                        .with("parked", parked.toArray(String[]::new)));
    }

    private static JmhRun of(Effort effort, String name, String... methods) {
        return JmhRun.of(effort, name, List.of(methods));
    }

    private static List<PairedRun> paired(int count, int forks, Duration warmup, Duration measured, long seed) {
        return PAIRED.stream()
                .limit(count)
                .map(experiment -> new PairedRun(experiment, forks, warmup, measured, seed))
                .toList();
    }

    /**
     * The parts of these names, in their order here.
     *
     * @throws IllegalArgumentException if there is none of a name
     */
    Plan only(List<String> names) {
        List<String> unknown = new ArrayList<>(names);
        jmh.forEach(run -> unknown.remove(run.name()));
        paired.forEach(run -> unknown.remove(run.experiment()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("no part of the plan: " + String.join(", ", unknown));
        }
        return new Plan(
                jmh.stream().filter(run -> names.contains(run.name())).toList(),
                paired.stream().filter(run -> names.contains(run.experiment())).toList());
    }

    Duration expected() {
        Duration sum = Duration.ZERO;
        for (JmhRun run : jmh) {
            sum = sum.plus(run.expected());
        }
        for (PairedRun run : paired) {
            sum = sum.plus(run.expected());
        }
        return sum;
    }
}
