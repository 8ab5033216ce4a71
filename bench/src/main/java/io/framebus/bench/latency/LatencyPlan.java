package io.framebus.bench.latency;

import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.peer.Peer;
import io.framebus.bench.peer.Peers;
import io.framebus.bench.rig.ChildJvm;
import io.framebus.bench.rig.Rounds;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What is measured: each peer with each way of waiting, in a JVM of its own, in the order of {@link Rounds}. */
final class LatencyPlan {
    static final int MAX_ROUNDS = 100;

    private final LatencySettings settings;
    private final List<Double> rates;
    private final List<LatencyChild.Job> jobs = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final int rounds;

    /**
     * @throws IllegalArgumentException if an option is out of range, or there is nothing to measure
     */
    LatencyPlan(LatencyOptions options) {
        settings = options.settings();
        rates = List.copyOf(new LinkedHashSet<>(options.rates));
        rates.forEach(settings::schedule);
        rounds = options.rounds;
        if (rounds < 1 || rounds > MAX_ROUNDS) {
            throw new IllegalArgumentException("--rounds must be between 1 and " + MAX_ROUNDS + ", is " + rounds);
        }
        for (WaitMode waiting : new LinkedHashSet<>(options.waiting)) {
            for (String name : new LinkedHashSet<>(options.peers)) {
                Peer peer = Peers.named(name);
                if (waiting == WaitMode.PARK && !peer.traits().parks()) {
                    skipped.add(name + " cannot make a subscriber sleep until there is a frame");
                } else {
                    jobs.add(new LatencyChild.Job(name, waiting, rates, settings));
                }
            }
        }
        if (jobs.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to measure: " + String.join(", ", skipped));
        }
    }

    LatencySettings settings() {
        return settings;
    }

    List<LatencyChild.Job> jobs() {
        return List.copyOf(jobs);
    }

    /** What one JVM after the other measures in a round. */
    List<LatencyCell> cells() {
        return jobs.stream()
                .flatMap(job -> rates.stream().map(rate -> new LatencyCell(job.peer(), job.waiting(), rate)))
                .toList();
    }

    int rounds() {
        return rounds;
    }

    List<Double> rates() {
        return rates;
    }

    /** What was asked for and cannot be measured, with the reason. */
    List<String> skipped() {
        return List.copyOf(skipped);
    }

    /** How long it takes at least, in nanoseconds. */
    long durationNs() {
        return (settings.warmUpNs() + settings.durationNs()) * rates.size() * jobs.size() * rounds;
    }

    /**
     * Measures all of it, or what comes before {@code interrupt} is given.
     *
     * @param progress told what is measured now
     */
    LatencyResults run(Consumer<String> progress, StopSignal interrupt) throws IOException, InterruptedException {
        LatencyResults results = new LatencyResults();
        Duration limit = ChildJvm.patience(settings.warmUpNs() * rates.size(), settings.durationNs() * rates.size());
        Rounds.run(jobs, rounds, (job, round) -> {
            progress.accept(Rounds.name(round, rounds) + "  " + job.peer() + "  " + job.waiting());
            Optional<LatencyChild.Result> result = new ChildJvm(
                            LatencyChild.class,
                            ChildJvm.ownOptions(Peers.named(job.peer()).jvmOptions()))
                    .call(job, LatencyChild.Result.class, limit, interrupt);
            result.ifPresent(measured -> measured.cells().forEach(results::add));
            return result.isPresent();
        });
        return results;
    }
}
