package io.framebus.bench.suite;

import io.framebus.bench.paired.PairedRun;
import io.framebus.bench.suite.JmhRun.Effort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is run, in that order, and how long it takes. Every parameter is named, so that the time can be told. */
record Plan(List<JmhRun> jmh, List<PairedRun> paired, List<CommandRun> commands) {
    private static final List<String> PAIRED = List.of(
            "publish-1200",
            "idle-subscribers",
            "deliver-64",
            "reader",
            "sweep-active",
            "sweep-idle",
            "publish-0",
            "publish-200",
            "publish-16384",
            "deliver-1",
            "deliver-8",
            "live-1x1000",
            "live-1000x1",
            "live-100x8",
            "behind-64",
            "burst",
            "arrival-10000",
            "arrival-100000");

    /** Starting and ending one that a command measures in. */
    private static final Duration JVM = Duration.ofSeconds(2);

    /** 10,000 sleepers, until all of them sleep again. */
    private static final Duration WAKING_ALL = Duration.ofMillis(40);

    /** The first of {@link #PAIRED}: those that goals ask for, but for what takes minutes. */
    private static final int PAIRED_QUICK = 4;

    /** Where no more than that is left to them, threads that were woken do not take the publisher's processor. */
    private static final List<String> ONE_CARRIER =
            List.of("-Djdk.virtualThreadScheduler.parallelism=1", "-Djdk.virtualThreadScheduler.maxPoolSize=1");

    /**
     * @param java that is measured
     * @param sleepersJava one with virtual threads (Java 21 and later), for 10,000 sleepers; null where there is none
     */
    static Plan full(long seed, Path java, @Nullable Path sleepersJava) {
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
        jmh.addAll(wakes(tail, List.of("1", "100", "1000")));
        return new Plan(
                jmh,
                paired(PAIRED.size(), 6, Duration.ofMillis(1500), Duration.ofSeconds(4), seed),
                commands(5, Duration.ofSeconds(2), 1000, java, sleepersJava));
    }

    /** Shows whether the suite works and roughly where the goals stand; no figure to quote. */
    static Plan quick(long seed, Path java, @Nullable Path sleepersJava) {
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
        jmh.addAll(wakes(once, List.of("1000")));
        return new Plan(
                jmh,
                paired(PAIRED_QUICK, 3, Duration.ofMillis(500), Duration.ofMillis(1500), seed),
                commands(2, Duration.ofMillis(300), 100, java, sleepersJava));
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
                        "recording-floor",
                        "LatencyRecordingBenchmark.floorRecord",
                        "LatencyRecordingBenchmark.floorClock"),
                of(effort, "recording", "LatencyRecordingBenchmark.poll")
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

    /** What goals ask for and no benchmark can tell: it takes schedules, peers in JVMs of their own, and crowds. */
    private static List<CommandRun> commands(
            int rounds, Duration each, int parkedCalls, Path java, @Nullable Path sleepersJava) {
        List<CommandRun> runs = new ArrayList<>();
        String many = "--rounds=" + rounds;
        String length = "--duration=" + each.toMillis() + "ms";
        Duration warmUp = Duration.ofSeconds(1);
        String warming = "--warmup=" + warmUp.toMillis() + "ms";
        runs.add(new CommandRun(
                "overload",
                java,
                List.of(),
                List.of(
                        "overload",
                        "--factors=2",
                        "--subscribers=steady",
                        "--peers=framebus",
                        "--resync=sync-point",
                        many,
                        length,
                        warming),
                each.multipliedBy(3).plus(warmUp).plus(JVM).multipliedBy(rounds)));
        runs.add(new CommandRun(
                "latency",
                java,
                List.of(),
                List.of("latency", "--waiting=spin", "--peers=framebus,agrona,aeron", many, length, warming),
                each.plus(warmUp).multipliedBy(3).plus(JVM).multipliedBy(3L * rounds)));
        if (sleepersJava != null) {
            runs.add(new CommandRun(
                    "parked",
                    sleepersJava,
                    ONE_CARRIER,
                    List.of("latency", "--parked=10000", "--parked-frames=" + parkedCalls, many),
                    WAKING_ALL.multipliedBy((long) parkedCalls * rounds)));
        }
        return runs;
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
        commands.forEach(run -> unknown.remove(run.name()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("no part of the plan: " + String.join(", ", unknown));
        }
        return new Plan(
                jmh.stream().filter(run -> names.contains(run.name())).toList(),
                paired.stream().filter(run -> names.contains(run.experiment())).toList(),
                commands.stream().filter(run -> names.contains(run.name())).toList());
    }

    /** Of its parts, in the order in which they are run. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        paired.forEach(run -> names.add("paired " + run.experiment()));
        commands.forEach(run -> names.add("command " + run.name()));
        jmh.forEach(run -> names.add("jmh " + run.name()));
        return names;
    }

    Duration expected() {
        Duration sum = Duration.ZERO;
        for (JmhRun run : jmh) {
            sum = sum.plus(run.expected());
        }
        for (PairedRun run : paired) {
            sum = sum.plus(run.expected());
        }
        for (CommandRun run : commands) {
            sum = sum.plus(run.expected());
        }
        return sum;
    }
}
