package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.FrameHandler;
import io.framebus.LatencyRecording;
import io.framebus.LatencySampling;
import io.framebus.StartAt;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Queue time and handler time, where they were asked for. The handler moves the clock itself. */
public abstract class LatencyContract extends BusContract {
    private static final double TWO_DIGITS = 0.01;

    protected LatencyContract(BusFactory factory) {
        super(factory);
    }

    private static SubscribeOptions sampled(LatencySampling sampling) {
        return SubscribeOptions.builder().recordLatency(sampling).build();
    }

    private FrameHandler taking(long ms) {
        return frame -> clock.advanceMs(ms);
    }

    private static void assertAbout(double expectedMs, long actualNs) {
        assertEquals(expectedMs, actualNs / 1e6, expectedMs * TWO_DIGITS);
    }

    @Test
    void shouldRecordNothingUnlessAsked() {
        Source source = source(8);
        assertTrue(reader(source).subscription().latency().isEmpty());
        assertTrue(reader(source, sampled(LatencySampling.NONE))
                .subscription()
                .latency()
                .isEmpty());
    }

    @Test
    void shouldRecordEveryFrame() {
        Source source = source(8);
        Subscription subscription = source.handle().subscribe(sampled(LatencySampling.EVERY_FRAME));
        LatencyRecording latency = subscription.latency().orElseThrow();
        assertEquals(LatencySampling.EVERY_FRAME, latency.sampling());
        source.audios(3);
        clock.advanceMs(10);
        assertEquals(3, subscription.poll(taking(5), 10));
        Histogram queue = latency.queueTimeNs(null);
        assertEquals(3, queue.getTotalCount());
        assertAbout(10, queue.getMinNonZeroValue());
        assertAbout(20, queue.getMaxValue());
        Histogram handler = latency.handlerTimeNs(null);
        assertEquals(3, handler.getTotalCount());
        assertAbout(5, handler.getMinNonZeroValue());
        assertAbout(5, handler.getMaxValue());
        BooksCheck.check(subscription);
    }

    @Test
    void shouldRecordTheFirstFrameOfEveryPoll() {
        Source source = source(8);
        Subscription subscription = source.handle().subscribe(sampled(LatencySampling.FIRST_OF_POLL));
        LatencyRecording latency = subscription.latency().orElseThrow();
        assertEquals(LatencySampling.FIRST_OF_POLL, latency.sampling());
        for (int i = 0; i < 4; i++) {
            source.audios(2);
            clock.advanceMs(10);
            assertEquals(2, subscription.pollInPlace(taking(3), 10));
            assertEquals(0, subscription.poll(taking(3), 10));
        }
        Histogram queue = latency.queueTimeNs(null);
        assertEquals(4, queue.getTotalCount());
        assertAbout(10, queue.getMaxValue());
        assertEquals(4, latency.handlerTimeNs(null).getTotalCount());
        BooksCheck.check(subscription);
    }

    @Test
    void shouldBeginAnewWithEveryQuestion() {
        Source source = source(8);
        Subscription subscription = source.handle().subscribe(sampled(LatencySampling.EVERY_FRAME));
        LatencyRecording latency = subscription.latency().orElseThrow();
        source.audios(2);
        subscription.poll(taking(1), 10);
        Histogram first = latency.queueTimeNs(null);
        assertEquals(2, first.getTotalCount());
        source.audios(1);
        subscription.poll(taking(1), 10);
        Histogram second = latency.queueTimeNs(first);
        assertEquals(1, second.getTotalCount());
        Histogram third = latency.queueTimeNs(second);
        assertEquals(0, third.getTotalCount());
        assertEquals(3, latency.handlerTimeNs(null).getTotalCount());
        BooksCheck.check(subscription);
    }

    @Test
    void shouldRecycleItsOwnHistogramsOnly() {
        Source source = source(8);
        Subscription subscription = source.handle().subscribe(sampled(LatencySampling.EVERY_FRAME));
        LatencyRecording latency = subscription.latency().orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> latency.queueTimeNs(new Histogram(2)));
        assertThrows(IllegalArgumentException.class, () -> latency.handlerTimeNs(new Histogram(2)));
        Histogram first = latency.queueTimeNs(null);
        Histogram second = latency.queueTimeNs(first);
        assertSame(first, latency.queueTimeNs(second), "two, used in turn");
    }

    /** The age of a replayed frame is no latency. */
    @Test
    void shouldLeaveReplayedFramesOut() {
        Source source = source(16).videoConfig().gop(5);
        clock.advanceMs(1000);
        Subscription subscription = source.handle()
                .subscribe(SubscribeOptions.builder()
                        .startAt(StartAt.SYNC_POINT)
                        .recordLatency()
                        .build());
        LatencyRecording latency = subscription.latency().orElseThrow();
        source.delta();
        assertEquals(6, subscription.poll(taking(2), 10));
        Histogram queue = latency.queueTimeNs(null);
        assertEquals(1, queue.getTotalCount());
        assertAbout(queue.getMaxValue() / 1e6, queue.getMinNonZeroValue());
        assertTrue(queue.getMaxValue() < 20_000_000, () -> queue.getMaxValue() + " ns");
        BooksCheck.check(subscription);
    }

    @Test
    void shouldCountWhatIsLongerThanAMinuteAsAMinute() {
        Source source = source(8);
        Subscription subscription = source.handle().subscribe(sampled(LatencySampling.EVERY_FRAME));
        LatencyRecording latency = subscription.latency().orElseThrow();
        source.audio();
        clock.advanceMs(10 * 60_000);
        subscription.poll(taking(90_000), 1);
        assertAbout(60_000, latency.queueTimeNs(null).getMaxValue());
        assertAbout(60_000, latency.handlerTimeNs(null).getMaxValue());
        BooksCheck.check(subscription);
    }

    /** A handler that throws has taken its time all the same; whether that is recorded or not, the next frame is. */
    @Test
    void shouldGoOnRecordingAfterAFailure() {
        Source source = source(8);
        Subscription subscription = source.handle().subscribe(sampled(LatencySampling.EVERY_FRAME));
        LatencyRecording latency = subscription.latency().orElseThrow();
        source.audios(2);
        FrameHandler throwing = frame -> {
            throw new IllegalStateException("from the handler");
        };
        assertThrows(IllegalStateException.class, () -> subscription.poll(throwing, 10));
        assertEquals(1, subscription.poll(taking(4), 10));
        assertEquals(2, latency.queueTimeNs(null).getTotalCount());
        assertAbout(4, latency.handlerTimeNs(null).getMaxValue());
        BooksCheck.check(subscription);
    }
}
