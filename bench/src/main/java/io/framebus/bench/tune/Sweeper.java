package io.framebus.bench.tune;

import io.framebus.bench.consumer.ConsumerModel;
import io.framebus.bench.consumer.Outcome;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.slo.Slo;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/**
 * Tries every ring with every consumer. Repetitions of real runs are interleaved, each round in an order of its own, so that what
 * the machine does for a while is not taken for what a ring does.
 */
final class Sweeper {
    private final Scenario scenario;
    private final List<ConsumerModel> consumers;
    private final List<Capacity> capacities;
    private final int repetitions;
    private final BiConsumer<ConsumerModel, Trial> progress;

    /** What to try, with what came out so far. */
    private record Job(ConsumerModel consumer, Trials trials, Capacity capacity, List<Tried> tried) {}

    private record Tried(Outcome outcome, String invalid) {
        Tried and(Tried other) {
            return new Tried(outcome.and(other.outcome), invalid.isEmpty() ? other.invalid : invalid);
        }
    }

    Sweeper(
            Scenario scenario,
            List<ConsumerModel> consumers,
            List<Capacity> capacities,
            int repetitions,
            BiConsumer<ConsumerModel, Trial> progress) {
        this.scenario = scenario;
        this.consumers = List.copyOf(consumers);
        this.capacities = List.copyOf(capacities);
        this.repetitions = repetitions;
        this.progress = progress;
    }

    /** The cells, consumer by consumer, in the order of the capacities. */
    List<SweepCell> sweep(StopSignal interrupt) throws InterruptedException {
        Target nothing = new Target(Slo.all(List.of()));
        List<Job> jobs = new ArrayList<>();
        for (ConsumerModel consumer : consumers) {
            Trials trials = scenario.trials(consumer, nothing, interrupt);
            capacities.forEach(capacity -> jobs.add(new Job(consumer, trials, capacity, new ArrayList<>())));
        }
        SplittableRandom random = new SplittableRandom(scenario.seed());
        for (int round = 0; round < repetitions; round++) {
            for (Job job : scenario.real() ? shuffled(jobs, random) : jobs) {
                Trial trial = job.trials().run(job.capacity(), scenario.seed() + round);
                progress.accept(job.consumer(), trial);
                job.tried().add(new Tried(trial.outcome(), trial.invalid()));
            }
        }
        return SweepCell.markBest(jobs.stream().map(Sweeper::cell).toList());
    }

    private static SweepCell cell(Job job) {
        Tried tried = job.tried().stream().reduce(Tried::and).orElseThrow();
        return new SweepCell(job.consumer(), job.capacity(), tried.outcome(), tried.invalid(), false);
    }

    private static List<Job> shuffled(List<Job> jobs, SplittableRandom random) {
        List<Job> order = new ArrayList<>(jobs);
        for (int i = order.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            Job swapped = order.get(i);
            order.set(i, order.get(other));
            order.set(other, swapped);
        }
        return order;
    }
}
