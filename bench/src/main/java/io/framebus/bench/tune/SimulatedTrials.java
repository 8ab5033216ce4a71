package io.framebus.bench.tune;

import io.framebus.bench.consumer.ConsumerModel;
import io.framebus.bench.consumer.Outcome;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.sim.Simulation;
import io.framebus.bench.sim.SimulationRules;
import io.framebus.bench.sim.Timeline;

/** Trials in virtual time. What does not depend on the ring is worked out once for each seed. */
final class SimulatedTrials implements Trials {
    private final Timeline timeline;
    private final SimulationRules rules;
    private final ConsumerModel consumer;
    private final int subscribers;
    private final Target target;
    private final StopSignal interrupt;
    private Simulation latest;
    private long latestSeed;

    SimulatedTrials(
            Timeline timeline,
            SimulationRules rules,
            ConsumerModel consumer,
            int subscribers,
            Target target,
            long firstSeed,
            StopSignal interrupt) {
        this.timeline = timeline;
        this.rules = rules;
        this.consumer = consumer;
        this.subscribers = subscribers;
        this.target = target;
        this.interrupt = interrupt;
        this.latestSeed = firstSeed;
        this.latest = simulation(firstSeed);
    }

    private Simulation simulation(long seed) {
        return new Simulation(timeline, rules, consumer, subscribers, seed);
    }

    @Override
    public Trial run(Capacity capacity, long seed) throws InterruptedException {
        if (interrupt.isStopped()) {
            throw new InterruptedException("interrupted");
        }
        if (seed != latestSeed) {
            latest = simulation(seed);
            latestSeed = seed;
        }
        Outcome outcome = latest.run(capacity.frames(), capacity.bytes());
        return new Trial(capacity, seed, outcome, target.judge(outcome), "");
    }
}
