package io.framebus.bench.tune;

import io.framebus.StreamConfig;
import io.framebus.bench.consumer.ConsumerModel;
import io.framebus.bench.load.ConsumerTrial;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.media.MediaClip;
import io.framebus.bench.sim.Simulation;
import io.framebus.bench.sim.SimulationRules;
import io.framebus.bench.sim.Timeline;
import io.framebus.bench.text.Units;
import java.time.Duration;

/**
 * What is tried: media, policies, how many subscribers for how long, in virtual time or on a real bus. All values are checked.
 *
 * @param source the media, as the user named it
 * @param clip the media
 * @param rateFactor how many times faster than real time
 * @param settings of the streams, but for their capacity
 * @param maxLag the max-lag policy as the user wrote it
 * @param real whether runs are on a real bus
 * @param subscribers of a run
 * @param duration of a run
 * @param warmUp before a real run
 * @param streams that the memory is worked out for
 * @param seed of everything random
 */
record Scenario(
        String source,
        MediaClip clip,
        double rateFactor,
        StreamConfig settings,
        String maxLag,
        boolean real,
        int subscribers,
        Duration duration,
        Duration warmUp,
        int streams,
        long seed) {
    private static final int SIMULATED_SUBSCRIBERS = 1_000;
    private static final Duration SIMULATED_DURATION = Duration.ofMinutes(10);
    private static final int REAL_SUBSCRIBERS = 24;
    private static final Duration REAL_DURATION = Duration.ofSeconds(20);
    private static final int REAL_STREAMS = 4;
    private static final int MAX_SUBSCRIBERS = 100_000;
    private static final Duration MIN_DURATION = Duration.ofSeconds(1);
    private static final Duration MAX_DURATION = Duration.ofDays(7);

    /** Reads and checks the options. */
    static Scenario of(ScenarioOptions options, boolean real) {
        options.check();
        int subscribers =
                options.subscribers != null ? options.subscribers : real ? REAL_SUBSCRIBERS : SIMULATED_SUBSCRIBERS;
        Duration duration = options.duration != null ? options.duration : real ? REAL_DURATION : SIMULATED_DURATION;
        ScenarioOptions.require(
                subscribers >= 1 && subscribers <= MAX_SUBSCRIBERS,
                "--subscribers must be between 1 and " + MAX_SUBSCRIBERS + ", is " + subscribers);
        ScenarioOptions.require(
                duration.compareTo(MIN_DURATION) >= 0 && duration.compareTo(MAX_DURATION) <= 0,
                "--duration must be between 1s and 168h, is " + Units.time(duration));
        ScenarioOptions.require(
                options.warmUp.compareTo(MIN_DURATION.multipliedBy(60)) <= 0,
                "--warmup must be at most 1m, is " + Units.time(options.warmUp));
        Scenario scenario = new Scenario(
                options.media.name(),
                options.media.clip(),
                options.rateFactor,
                options.settings(),
                options.policies.maxLag().text(),
                real,
                subscribers,
                duration,
                options.warmUp,
                options.streams,
                options.seed);
        long frames = scenario.framesOfARun();
        ScenarioOptions.require(
                frames <= Simulation.MAX_FRAMES,
                "--duration must be at most "
                        + Units.time(duration.toNanos() * (double) Simulation.MAX_FRAMES / frames)
                        + " of this media (" + Simulation.MAX_FRAMES + " frames), is " + Units.time(duration));
        return scenario;
    }

    /** Frames that one stream publishes in a run. */
    long framesOfARun() {
        return (long) (framesPerSecond() * duration.toNanos() / 1e9) + 1;
    }

    double framesPerSecond() {
        return clip.unitCount() * 1e6 / clip.durationUs() * rateFactor;
    }

    double bytesPerSecond() {
        return clip.payloadBytes() * 1e6 / clip.durationUs() * rateFactor;
    }

    SearchSpace space() {
        return SearchSpace.of(clip, framesOfARun());
    }

    /** The same in virtual time, with as many subscribers and as long as that is by default. */
    Scenario simulated() {
        return new Scenario(
                source,
                clip,
                rateFactor,
                settings,
                maxLag,
                false,
                SIMULATED_SUBSCRIBERS,
                SIMULATED_DURATION,
                warmUp,
                streams,
                seed);
    }

    /** Trials of those consumers. */
    Trials trials(ConsumerModel consumer, Target target, StopSignal interrupt) {
        if (real) {
            return new RealTrials(load(consumer), settings, space(), target, interrupt);
        }
        Timeline timeline = new Timeline(clip, 0, rateFactor, duration.toNanos());
        SimulationRules rules = new SimulationRules(settings.resync(), settings.maxLag());
        return new SimulatedTrials(timeline, rules, consumer, subscribers, target, seed, interrupt);
    }

    private ConsumerTrial load(ConsumerModel consumer) {
        int used = realStreams();
        ConsumerTrial load =
                new ConsumerTrial(clip, used, subscribers / used, consumer, rateFactor, warmUp, duration, false);
        ScenarioOptions.require(
                load.ownThreads() <= ConsumerTrial.MAX_THREADS,
                "--subscribers must be at most " + ConsumerTrial.MAX_THREADS
                        + " on a real bus where they are busy with frames, is " + subscribers);
        return load;
    }

    /** As many as subscribers can be spread over evenly. */
    private int realStreams() {
        int used = REAL_STREAMS;
        while (subscribers % used != 0) {
            used--;
        }
        return used;
    }

    /** What a run is, in words. */
    String describeRun() {
        return Units.count(subscribers, "subscriber") + " for " + Units.time(duration)
                + (real ? " on a real bus" : " in virtual time");
    }
}
