package io.framebus.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.AppSpec;
import io.framebus.MaxLagPolicy;
import io.framebus.Resync;
import io.framebus.StreamConfig;
import io.framebus.bench.measure.Outcome;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.media.MediaClip;
import io.framebus.bench.media.TestClips;
import io.framebus.disruptor.DisruptorFrameBus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Short runs on a real bus. What they assert does not depend on how fast the machine is. */
class LoadRunTest {
    private static final SubscriberClass SLOW = SubscriberClass.slow(2, Duration.ofMillis(37));

    private final List<Tick> ticks = new ArrayList<>();
    private final StopSignal interrupt = new StopSignal();

    private RunFigures run(LoadConfig config) throws InterruptedException {
        try (DisruptorFrameBus bus = DisruptorFrameBus.builder()
                .app(new AppSpec(RunStreams.APP, config.ring()))
                .maxPublishers(config.streams())
                .build()) {
            RunFigures figures =
                    new LoadRun(config, new Payloads(config.clip(), 1), bus, "test").run(ticks::add, interrupt);
            assertEquals(List.of(), figures.problems());
            assertEquals(0, bus.streamCount());
            return figures;
        }
    }

    private static LoadConfig with(LoadConfig config, StreamConfig ring, double rateFactor, Duration duration) {
        return new LoadConfig(
                config.source(),
                config.clip(),
                config.streams(),
                config.subscribers(),
                config.classes(),
                rateFactor,
                config.warmUp(),
                duration,
                ring,
                config.mode(),
                config.batch(),
                config.idling(),
                config.publishing(),
                2,
                2,
                config.aligned(),
                config.seed(),
                config.recordsConsumers());
    }

    @ParameterizedTest
    @EnumSource(ReadMode.class)
    void shouldAccountForEveryFrame(ReadMode mode) throws InterruptedException {
        for (MediaClip clip : List.of(TestClips.trace(), TestClips.withPayload(), TestClips.tinyAudio())) {
            RunFigures figures = run(TestRuns.config(clip, mode, Resync.SYNC_POINT, SubscriberClass.healthy(4), SLOW));
            FrameCounts total = figures.total().counts();
            assertTrue(figures.sent() > 0 && figures.sent() <= figures.offered(), figures.toString());
            assertEquals(3 * figures.sent(), total.published());
            assertEquals(total.published(), total.accounted());
            assertEquals(total.delivered(), figures.total().endToEnd().getTotalCount());
            assertEquals(figures.sent(), figures.publishCost().getTotalCount());
            assertEquals(0, total.undecodable());
            assertEquals(0, total.filtered());
        }
    }

    /** Key frames are 14 packets, and so of a size with what may wait of a batch in a ring of 64 frames. */
    @ParameterizedTest
    @EnumSource(Publishing.class)
    void shouldAccountForEveryPacketHoweverPacketsArePublished(Publishing how) throws InterruptedException {
        for (MediaClip whole : List.of(TestClips.trace(), TestClips.withPayload())) {
            MediaClip clip = whole.inPackets(300);
            RunFigures figures = run(TestRuns.publishing(how, clip, SubscriberClass.healthy(4), SLOW));
            FrameCounts total = figures.total().counts();
            assertTrue(figures.sent() > 0 && figures.sent() <= figures.offered(), figures.toString());
            assertEquals(3 * figures.sent(), total.published());
            assertEquals(total.published(), total.accounted());
            assertEquals(figures.sent(), figures.sendDelay().getTotalCount());
            long calls = figures.publishCost().getTotalCount();
            assertTrue(how == Publishing.EACH ? calls == figures.sent() : 2 * calls < figures.sent(), calls + " calls");
            assertEquals(0, total.undecodable());
        }
    }

    @ParameterizedTest
    @EnumSource(EgressIdling.class)
    void shouldAccountForEveryFrameHoweverItsThreadsIdle(EgressIdling how) throws InterruptedException {
        FrameCounts total =
                run(TestRuns.idling(how, SubscriberClass.healthy(4))).total().counts();
        assertEquals(total.published(), total.accounted(), total.toString());
        assertEquals(0, total.unread(), total.toString());
        assertTrue(total.delivered() > 0, total.toString());
    }

    @Test
    void shouldHandTheConfigurationsOverToEverySubscriber() throws InterruptedException {
        RunFigures figures = run(TestRuns.config(SubscriberClass.healthy(4)));
        assertEquals(2 * 4, figures.total().counts().configurations());
    }

    @Test
    void shouldOverrunSlowSubscribersWithoutUndecodableFramesAtSyncPoints() throws InterruptedException {
        RunFigures figures = run(TestRuns.config(SubscriberClass.healthy(4), SLOW));
        FrameCounts slow = figures.classes().get(1).counts();
        assertTrue(slow.overruns() > 0, slow.toString());
        assertTrue(slow.dropped() > slow.delivered(), slow.toString());
        assertEquals(0, slow.undecodable());
    }

    @Test
    void shouldFindUndecodableFramesWhereSlowSubscribersGoOnAtTheOldestFrame() throws InterruptedException {
        MediaClip clip = TestClips.video("KDDDDDDDDD");
        RunFigures figures = run(TestRuns.config(clip, ReadMode.POLL, Resync.OLDEST, SubscriberClass.healthy(4), SLOW));
        FrameCounts slow = figures.classes().get(1).counts();
        assertTrue(slow.undecodable() > 0, slow.toString());
    }

    @Test
    void shouldSeeAStallInTheLatency() throws InterruptedException {
        LoadConfig config = TestRuns.config(
                SubscriberClass.healthy(2), SubscriberClass.stalled(2, Duration.ofMillis(200), Duration.ofMillis(100)));
        StreamConfig roomy = config.ring().toBuilder()
                .capacityFrames(1024)
                .capacityBytes(4 << 20)
                .build();
        RunFigures figures = run(with(config, roomy, 20, Duration.ofMillis(500)));
        long maxNs = figures.classes().get(1).endToEnd().getMaxValue();
        assertTrue(maxNs >= TimeUnit.MILLISECONDS.toNanos(90), "at most " + maxNs + " ns behind a stall of 100 ms");
    }

    @Test
    void shouldSeeAHoldInTheLatency() throws InterruptedException {
        RunFigures figures = run(TestRuns.config(SubscriberClass.healthy(2), SLOW));
        double mean = figures.classes().get(1).endToEnd().getMean();
        assertTrue(mean >= 10e6, "mean of " + mean + " ns behind a hold of 37 ms");
    }

    @Test
    void shouldCountEvictions() throws InterruptedException {
        LoadConfig config = TestRuns.config(SubscriberClass.healthy(4), SLOW);
        StreamConfig strict =
                config.ring().toBuilder().maxLag(MaxLagPolicy.cumulative(50)).build();
        RunFigures figures = run(with(config, strict, 20, Duration.ofMillis(500)));
        assertEquals(2, figures.classes().get(1).counts().evicted());
        assertTrue(figures.classes().get(1).counts().dropped() > 50);
    }

    @Test
    void shouldBeInvalidWhenTheGeneratorCannotKeepUp() throws InterruptedException {
        LoadConfig config = TestRuns.config(SubscriberClass.healthy(4));
        LoadConfig impossible = with(config, config.ring(), 1_000_000, Duration.ofMillis(100));
        RunFigures figures = run(impossible);
        assertTrue(figures.sent() < figures.offered(), figures.sent() + " of " + figures.offered());
        assertEquals(Outcome.INVALID, LoadVerdict.of(impossible, figures).outcome());
    }

    @Test
    void shouldGiveTheFiguresSoFarWhenInterrupted() throws InterruptedException {
        LoadConfig config = TestRuns.config(SubscriberClass.healthy(4), SLOW);
        interrupt.stop();
        RunFigures figures = run(with(config, config.ring(), 20, Duration.ofHours(1)));
        assertTrue(figures.interrupted());
        assertTrue(figures.elapsedNs() < TimeUnit.MINUTES.toNanos(1));
        assertTrue(figures.sent() <= figures.offered());
    }

    @Test
    void shouldTellHowItStands() throws InterruptedException {
        RunFigures figures = run(TestRuns.config(SubscriberClass.healthy(4)));
        assertFalse(figures.interrupted());
        assertEquals(1, ticks.size());
        Tick last = ticks.get(0);
        assertEquals(last.durationNs(), last.elapsedNs());
        assertEquals((double) figures.offered(), last.offeredPerSecond() * (last.elapsedNs() / 1e9), 1);
    }

    @ParameterizedTest
    @EnumSource(Publishing.class)
    void shouldAllocateNothingPerFrame(Publishing how) throws InterruptedException {
        LoadConfig config = TestRuns.publishing(how, TestClips.trace().inPackets(300), SubscriberClass.healthy(4));
        run(config);
        RunFigures figures = run(with(config, config.ring(), 100, Duration.ofSeconds(1)));
        double perFrame = (double) figures.generator().allocatedBytes() / figures.sent();
        assertTrue(perFrame < 4, "generator: " + perFrame + " bytes a frame");
        double perDelivery = (double) figures.egress().allocatedBytes()
                / figures.total().counts().delivered();
        assertTrue(perDelivery < 4, "egress: " + perDelivery + " bytes a frame");
    }
}
