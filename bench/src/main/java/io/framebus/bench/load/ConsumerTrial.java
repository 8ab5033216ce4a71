package io.framebus.bench.load;

import io.framebus.AppSpec;
import io.framebus.StreamConfig;
import io.framebus.bench.consumer.ConsumerModel;
import io.framebus.bench.consumer.Outcome;
import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.measure.WarmUp;
import io.framebus.bench.media.MediaClip;
import io.framebus.disruptor.DisruptorFrameBus;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * A load run for other commands: a population of consumers on a real bus in this process, in real time, and what became of their
 * frames.
 *
 * @param clip what is played
 * @param streams number of streams
 * @param subscribers of each stream
 * @param consumer how all of them behave
 * @param rateFactor how many times faster than real time
 * @param warmUp how long to run before that is measured, at least; zero: not at all
 * @param duration how long to measure
 * @param aligned whether all streams begin together, with the first unit; else each elsewhere
 */
public record ConsumerTrial(
        MediaClip clip,
        int streams,
        int subscribers,
        ConsumerModel consumer,
        double rateFactor,
        Duration warmUp,
        Duration duration,
        boolean aligned) {
    /** The most subscribers that have a thread of their own. */
    public static final int MAX_THREADS = 1_000;

    private static final int BATCH = 64;

    /**
     * What came out.
     *
     * @param outcome what became of the frames
     * @param invalid why the figures say nothing, if so; else empty
     * @param hiccups how much longer than a millisecond an idle thread slept, in nanoseconds
     */
    public record Result(Outcome outcome, String invalid, Histogram hiccups) {}

    /** How many subscribers have a thread of their own. */
    public int ownThreads() {
        return consumer.holds() ? streams * subscribers : 0;
    }

    /**
     * Runs once, waiting for it.
     *
     * @param seed of what the consumers do, and of where the streams begin
     * @throws IllegalStateException if a frame is unaccounted for: an error in the bus, or in this program
     */
    public Result run(StreamConfig ring, long seed, StopSignal interrupt) throws InterruptedException {
        LoadConfig config = new LoadConfig(
                clip.origin().name(),
                clip,
                streams,
                subscribers,
                List.of(SubscriberClass.modelled(streams * subscribers, consumer)),
                rateFactor,
                warmUp,
                duration,
                ring,
                ReadMode.POLL,
                BATCH,
                EgressIdling.BACKOFF,
                1,
                1,
                aligned,
                seed);
        try (DisruptorFrameBus bus = DisruptorFrameBus.builder()
                .app(new AppSpec(RunStreams.APP, ring))
                .maxPublishers(2 * streams)
                .build()) {
            Payloads payloads = new Payloads(clip, seed);
            new LoadWarmUp(config, payloads, bus, WarmUp.compilationMs()).run(tick -> {}, interrupt);
            LoadRun run = new LoadRun(config, payloads, bus, "stream");
            RunFigures figures = run.run(tick -> {}, interrupt);
            return result(run, figures, LoadVerdict.of(config, figures));
        }
    }

    private static Result result(LoadRun run, RunFigures figures, RunVerdict verdict) {
        if (verdict.isFailed()) {
            throw new IllegalStateException(verdict.reason());
        }
        String invalid = verdict.outcome().isJudged() ? "" : verdict.reason();
        return new Result(run.outcome(0), invalid, figures.hiccups());
    }
}
