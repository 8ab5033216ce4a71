package io.framebus.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.AppSpec;
import io.framebus.Resync;
import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.media.MediaClip;
import io.framebus.bench.media.TestClips;
import io.framebus.disruptor.DisruptorFrameBus;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is noted of a short run on a real bus agrees with what came out of it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RunHistoryTest {
    private final RunHistory history = new RunHistory();
    private final List<LatencySeries> series = new ArrayList<>();
    private final List<SubscriberFigures> subscribers = new ArrayList<>();

    private RunFigures run(LoadConfig config) throws InterruptedException {
        try (DisruptorFrameBus bus = DisruptorFrameBus.builder()
                .app(new AppSpec(RunStreams.APP, config.ring()))
                .maxPublishers(config.streams())
                .build()) {
            LoadRun run = new LoadRun(config, new Payloads(config.clip(), 1), bus, "test");
            RunFigures figures = run.run(tick -> history.add(tick, run), new StopSignal());
            history.finish(run);
            series.addAll(run.series());
            subscribers.addAll(run.subscribers().each());
            assertEquals(List.of(), figures.problems());
            return figures;
        }
    }

    /**
     * Two healthy and two slow subscribers, which go on at the oldest frame and so cannot decode some. Long enough for a second
     * and a part of one.
     */
    private RunFigures run() throws InterruptedException {
        MediaClip clip = TestClips.video("KDDDDDDDDD");
        LoadConfig config = TestRuns.config(
                clip,
                ReadMode.POLL,
                Resync.OLDEST,
                SubscriberClass.healthy(2),
                SubscriberClass.slow(2, Duration.ofMillis(37)));
        return run(new LoadConfig(
                config.source(),
                clip,
                config.streams(),
                config.subscribers(),
                config.classes(),
                config.rateFactor(),
                Duration.ZERO,
                Duration.ofMillis(1300),
                config.ring(),
                config.mode(),
                config.batch(),
                config.idling(),
                1,
                1,
                config.aligned(),
                config.seed()));
    }

    private long sum(ToLongFunction<Second> value) {
        return history.seconds().stream().mapToLong(value).sum();
    }

    @Test
    void shouldAddUpToTheRun() throws InterruptedException {
        RunFigures figures = run();
        FrameCounts total = figures.total().counts();
        assertEquals(2, history.seconds().size());
        assertEquals(figures.offered(), sum(Second::offered));
        // What was read after the last tick is in the figures only.
        assertTrue(sum(Second::sent) > 0 && sum(Second::sent) <= figures.sent());
        assertTrue(sum(Second::delivered) > 0 && sum(Second::delivered) <= total.delivered());
        assertTrue(sum(Second::dropped) > 0 && sum(Second::dropped) <= total.dropped());
        assertTrue(sum(Second::undecodable) > 0 && sum(Second::undecodable) <= total.undecodable());
        Second last = history.seconds().get(history.seconds().size() - 1);
        assertEquals(figures.elapsedNs(), last.endNs());
        assertTrue(last.hiccupNs() > 0 && last.lagNs() > 0 && last.p50Ns() <= last.p99Ns(), last.toString());
    }

    @Test
    void shouldLogEverythingThatWasRecorded() throws InterruptedException {
        run();
        Map<String, Long> counts = new HashMap<>();
        HistogramLogReader reader =
                new HistogramLogReader(new ByteArrayInputStream(history.log().getBytes(StandardCharsets.UTF_8)));
        for (EncodableHistogram next = reader.nextIntervalHistogram();
                next != null;
                next = reader.nextIntervalHistogram()) {
            counts.merge(next.getTag(), ((Histogram) next).getTotalCount(), Long::sum);
        }
        Map<String, Long> expected = new HashMap<>();
        series.forEach(kind ->
                expected.put(kind.label().replace(' ', '-'), kind.total().getTotalCount()));
        assertEquals(expected, counts);
    }

    @Test
    void shouldKnowEachSubscriber() throws InterruptedException {
        FrameCounts total = run().total().counts();
        assertEquals(4, subscribers.size());
        assertEquals(
                total, subscribers.stream().map(SubscriberFigures::counts).reduce(FrameCounts.NONE, FrameCounts::plus));
        for (int i = 0; i < subscribers.size(); i++) {
            SubscriberFigures one = subscribers.get(i);
            boolean slow = one.behaviour().startsWith("slow");
            assertEquals(slow, one.counts().dropped() > 0, one.toString());
            assertEquals(one.stats().dropped(), one.counts().dropped());
            assertTrue(one.latestNs() > 0, one.toString());
            assertTrue(!slow || history.worstLagNs(i) > TimeUnit.MILLISECONDS.toNanos(1), one.toString());
        }
    }

    @Test
    void shouldTakeTheWorseOfTwoIntervals() {
        Second calm = new Second(1_000, 1_000, 5, 5, 10, 0, 0, 1, 2, 3, Double.NaN, 4);
        Second busy = new Second(3_000, 2_000, 7, 6, 20, 5, 1, 2, 1, 9, 8, Double.NaN);
        assertEquals(new Second(3_000, 3_000, 12, 11, 30, 5, 1, 2, 2, 9, 8, 4), Second.merge(calm, busy));
        assertEquals(10e6, busy.perSecond(busy.delivered()), 1e-3);
    }
}
