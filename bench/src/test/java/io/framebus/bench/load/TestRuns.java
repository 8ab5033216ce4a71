package io.framebus.bench.load;

import io.framebus.Resync;
import io.framebus.StreamConfig;
import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.measure.ProcessUsage;
import io.framebus.bench.media.MediaClip;
import io.framebus.bench.media.TestClips;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Configurations and figures to test with. */
final class TestRuns {
    private TestRuns() {}

    static LoadConfig config(SubscriberClass... classes) {
        return config(TestClips.trace(), ReadMode.POLL, Resync.SYNC_POINT, classes);
    }

    /** Two streams at 20 times real time, which make 3,000 frames/s, for half a second. Rings of 64 frames. */
    static LoadConfig config(MediaClip clip, ReadMode mode, Resync resync, SubscriberClass... classes) {
        return config(clip, mode, resync, Duration.ofMillis(200), EgressIdling.BACKOFF, classes);
    }

    static LoadConfig warmingUpFor(Duration warmUp, SubscriberClass... classes) {
        return config(TestClips.trace(), ReadMode.POLL, Resync.SYNC_POINT, warmUp, EgressIdling.BACKOFF, classes);
    }

    static LoadConfig idling(EgressIdling how, SubscriberClass... classes) {
        return config(TestClips.trace(), ReadMode.POLL, Resync.SYNC_POINT, Duration.ofMillis(200), how, classes);
    }

    static LoadConfig publishing(Publishing how, MediaClip clip, SubscriberClass... classes) {
        return config(
                clip, ReadMode.POLL, Resync.SYNC_POINT, Duration.ofMillis(200), EgressIdling.BACKOFF, how, classes);
    }

    private static LoadConfig config(
            MediaClip clip,
            ReadMode mode,
            Resync resync,
            Duration warmUp,
            EgressIdling idling,
            SubscriberClass... classes) {
        return config(clip, mode, resync, warmUp, idling, Publishing.EACH, classes);
    }

    private static LoadConfig config(
            MediaClip clip,
            ReadMode mode,
            Resync resync,
            Duration warmUp,
            EgressIdling idling,
            Publishing publishing,
            SubscriberClass... classes) {
        int subscribers =
                List.of(classes).stream().mapToInt(SubscriberClass::count).sum() / 2;
        return new LoadConfig(
                "trace test",
                clip,
                2,
                subscribers,
                List.of(classes),
                20,
                warmUp,
                Duration.ofMillis(500),
                StreamConfig.builder()
                        .capacityFrames(64)
                        .capacityBytes(64 << 10)
                        .resync(resync)
                        .build(),
                mode,
                64,
                idling,
                publishing,
                1,
                1,
                false,
                1,
                false);
    }

    static Histogram histogram(long... valuesNs) {
        Histogram histogram = LatencySeries.newHistogram();
        for (long value : valuesNs) {
            histogram.recordValue(value);
        }
        return histogram;
    }

    static FrameCounts counts(int subscribers, long published, long delivered, long dropped, long undecodable) {
        long unread = published - delivered - dropped;
        return new FrameCounts(
                subscribers,
                published,
                delivered,
                dropped,
                0,
                unread,
                dropped / 4,
                dropped / 8,
                0,
                undecodable,
                0,
                0,
                2,
                0);
    }

    static RunFigures figures(long offered, long sent, long late, String... problems) {
        return figures(offered, sent, late, 300, problems);
    }

    static RunFigures figures(long offered, long sent, long late, long compilationMs, String... problems) {
        return new RunFigures(
                10_000_000_000L,
                false,
                offered,
                sent,
                sent * 1000,
                late,
                List.of(
                        new ClassFigures("healthy", counts(6, 6 * sent, 6 * sent, 0, 0), histogram(80_000, 90_000)),
                        new ClassFigures("slow 100 ms", counts(2, 2 * sent, 200, 300, 34), histogram(1_500_000_000))),
                histogram(200, 30_000_000),
                histogram(1500),
                histogram(75_000, 114_000_000),
                new RunFigures.Cost(1, 250_000_000, 0),
                new RunFigures.Cost(3, 1_500_000_000, 44_000),
                new ProcessUsage(2_000_000_000, 1, 4, compilationMs),
                List.of(problems));
    }
}
