package io.framebus.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.BusObserver;
import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.EndReason;
import io.framebus.FrameFlags;
import io.framebus.FrameHandler;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.Gap;
import io.framebus.LagLevel;
import io.framebus.LatencyRecording;
import io.framebus.LatencySampling;
import io.framebus.MaxLagPolicy;
import io.framebus.MediaFrame;
import io.framebus.Resync;
import io.framebus.StartAt;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.SubscribeOptions;
import io.framebus.SubscriberRef;
import io.framebus.Subscription;
import io.framebus.SubscriptionStats;
import io.framebus.disruptor.DisruptorFrameBus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to a subscriber that is slow, and how it is seen. */
final class LaggingTest {
    private static final StreamConfig SMALL =
            StreamConfig.builder().capacityFrames(16).build();

    private final AtomicLong nowNs = new AtomicLong();
    private final List<String> observed = new ArrayList<>();
    private final List<StreamKey> requests = new ArrayList<>();

    // tag::observer
    private final class SlowSubscribers implements BusObserver {
        @Override
        public void lagging(SubscriberRef subscriber, LagLevel level, SubscriptionStats stats) {
            observed.add(subscriber.label() + " is " + level + ", headroom " + stats.headroomFrames());
        }

        @Override
        public void gap(SubscriberRef subscriber, Gap gap) {
            observed.add(subscriber.label() + " lost " + gap.frames());
        }

        @Override
        public void evicted(SubscriberRef subscriber, EndReason.Evicted reason) {
            observed.add(subscriber.label() + " evicted by " + reason.policy());
        }
    }
    // end::observer

    // tag::manual-bus
    private final DisruptorFrameBus bus = DisruptorFrameBus.builder()
            .app("live", SMALL)
            .observer(new SlowSubscribers())
            .clock(nowNs::get)
            .housekeepingInterval(Duration.ZERO) // no thread: the test calls bus.housekeep()
            .build();
    // end::manual-bus

    @AfterEach
    void closeBus() {
        bus.close();
    }

    private StreamHandle start() {
        return bus.startPublish(StreamKey.of("live", "a"));
    }

    private static void publish(StreamHandle stream, FrameKind kind, int count) {
        FrameHeader header = new FrameHeader().kind(kind).codec(Codec.VP8);
        for (int i = 0; i < count; i++) {
            stream.publish(header.ptsUs((stream.cursor() + 1) * 40_000), ByteBuffer.allocate(100));
        }
    }

    @Test
    void shouldTellGaps() {
        StreamHandle stream = start();
        Subscription subscription = stream.subscribe();
        publish(stream, FrameKind.KEY, 1);
        publish(stream, FrameKind.DELTA, 19);
        publish(stream, FrameKind.KEY, 1);
        publish(stream, FrameKind.DELTA, 2);
        // tag::gap
        List<Gap> gaps = new ArrayList<>();
        subscription.poll(
                new FrameHandler() {
                    @Override
                    public void onFrame(DeliveredFrame frame) {}

                    @Override
                    public void onGap(Gap gap) {
                        gaps.add(gap.copy()); // the gap itself is valid inside this call only
                    }
                },
                64);
        Gap gap = gaps.get(0);
        assertEquals(20, gap.frames()); // 0 to 19
        assertEquals(7, gap.overwritten()); // 0 to 6 were gone
        assertEquals(13, gap.skipped()); // 7 to 19 could not have been decoded
        assertEquals(1, gap.syncPoints());
        assertEquals(2_000, gap.bytes());
        assertEquals(gap.frames(), subscription.dropped());
        // end::gap
        assertEquals(19 * 40_000, gap.mediaTimeUs());
        assertEquals(3, subscription.delivered());
    }

    @Test
    void shouldResyncInThreeWays() {
        StreamHandle stream = start();
        List<Long> first = new ArrayList<>();
        List<Subscription> subscriptions = new ArrayList<>();
        // tag::resync
        for (Resync resync : Resync.values()) {
            subscriptions.add(
                    stream.subscribe(SubscribeOptions.builder().resync(resync).build()));
        }
        // end::resync
        publish(stream, FrameKind.KEY, 1);
        publish(stream, FrameKind.DELTA, 19);
        publish(stream, FrameKind.KEY, 1);
        publish(stream, FrameKind.DELTA, 2);
        for (Subscription subscription : subscriptions) {
            subscription.poll(frame -> first.add(frame.sequence()), 1);
        }
        assertEquals(List.of(20L, 7L), first, "SYNC_POINT, OLDEST; nothing yet for LIVE");
    }

    @Test
    void shouldFilter() {
        StreamHandle stream = start();
        // tag::filter
        SubscribeOptions thin = SubscribeOptions.builder()
                .tracks(0, 1)
                .maxTemporalLayer(1)
                .dropDiscardable()
                .build();
        // end::filter
        Subscription subscription = stream.subscribe(thin);
        FrameHeader header = new FrameHeader().kind(FrameKind.KEY).codec(Codec.VP9);
        ByteBuffer payload = ByteBuffer.allocate(10);
        stream.publish(header, payload);
        stream.publish(header.kind(FrameKind.DELTA).temporalLayer(2), payload);
        stream.publish(header.temporalLayer(1).flags(FrameFlags.DISCARDABLE), payload);
        stream.publish(header.flags(0), payload);
        stream.publish(header.trackId(7), payload);
        assertEquals(2, subscription.poll(frame -> {}, 64));
        assertEquals(3, subscription.filtered());
        assertEquals(0, subscription.dropped());
    }

    @Test
    void shouldEvict() {
        StreamHandle stream = start();
        // tag::max-lag
        MaxLagPolicy policy = MaxLagPolicy.within(500, Duration.ofSeconds(10))
                .or(MaxLagPolicy.behindLive(Duration.ofSeconds(2)))
                .or(MaxLagPolicy.stalledFor(Duration.ofSeconds(1)))
                .withGrace(Duration.ofSeconds(5));
        SubscribeOptions options =
                SubscribeOptions.builder().label("tv").maxLag(policy).build();
        Subscription subscription = stream.subscribe(options);
        // end::max-lag
        publish(stream, FrameKind.KEY, 1);
        nowNs.addAndGet(Duration.ofSeconds(4).toNanos());
        bus.housekeep();
        assertTrue(subscription.endReason().isEmpty(), "grace");
        nowNs.addAndGet(Duration.ofSeconds(2).toNanos());
        bus.housekeep();
        String said = "";
        // tag::end
        EndReason reason = subscription.endReason().orElseThrow();
        if (reason instanceof EndReason.Evicted evicted) {
            said = evicted.stats().label() + ": " + evicted.policy();
        }
        // end::end
        assertEquals("tv: behindLive(PT2S): behind by 6000 ms", said);
        assertEquals(Subscription.ENDED, subscription.poll(frame -> {}, 64), "not drained");
    }

    // tag::manual-test
    @Test
    void shouldEvictWhoeverStalls() {
        StreamHandle stream = bus.startPublish(StreamKey.of("live", "a"));
        Subscription subscription = stream.subscribe(SubscribeOptions.builder()
                .maxLag(MaxLagPolicy.stalledFor(Duration.ofSeconds(1)))
                .build());
        stream.publish(MediaFrame.audio(0, new byte[10], Codec.OPUS));
        nowNs.addAndGet(Duration.ofMillis(1001).toNanos());
        bus.housekeep();
        assertInstanceOf(EndReason.Evicted.class, subscription.endReason().orElseThrow());
    }
    // end::manual-test

    @Test
    void shouldRequestKeyframes() {
        // tag::keyframes
        StreamConfig config = StreamConfig.builder()
                .capacityFrames(16)
                .startAt(StartAt.SYNC_POINT)
                .keyframeRequester(requests::add, Duration.ofMillis(500)) // for instance: send a PLI
                .build();
        // end::keyframes
        StreamHandle stream = bus.startPublish(StreamKey.of("live", "a"), config);
        publish(stream, FrameKind.DELTA, 1);
        List<Subscription> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiting.add(stream.subscribe());
        }
        assertEquals(List.of(stream.key()), requests, "once, however many wait");
        nowNs.addAndGet(Duration.ofMillis(500).toNanos());
        bus.housekeep();
        assertEquals(2, requests.size());
        publish(stream, FrameKind.KEY, 1);
        assertEquals(1, waiting.get(0).poll(frame -> {}, 64));
    }

    @Test
    void shouldObserve() {
        StreamHandle stream = start();
        Subscription subscription = stream.subscribe(SubscribeOptions.builder()
                .label("tv")
                .maxLag(MaxLagPolicy.cumulative(4))
                .build());
        publish(stream, FrameKind.KEY, 8);
        bus.housekeep();
        publish(stream, FrameKind.KEY, 5);
        bus.housekeep();
        publish(stream, FrameKind.KEY, 8);
        subscription.poll(frame -> {}, 64);
        assertEquals(
                List.of(
                        "tv is WARNING, headroom 8",
                        "tv is CRITICAL, headroom 3",
                        "tv lost 20",
                        "tv evicted by cumulative(4 frames): dropped 20"),
                observed);
    }

    @Test
    void shouldRecordLatency() {
        StreamHandle stream = start();
        // tag::latency
        Subscription subscription = stream.subscribe(SubscribeOptions.builder()
                .recordLatency(LatencySampling.FIRST_OF_POLL)
                .build());
        LatencyRecording latency = subscription.latency().orElseThrow();
        // end::latency
        publish(stream, FrameKind.KEY, 2);
        nowNs.addAndGet(3_000_000);
        subscription.poll(frame -> nowNs.addAndGet(20_000), 64);
        // tag::latency-read
        Histogram queueTime = latency.queueTimeNs(null); // a new one
        Histogram handlerTime = latency.handlerTimeNs(null);
        long p99Ns = queueTime.getValueAtPercentile(99);
        queueTime = latency.queueTimeNs(queueTime); // reused: what was recorded since
        // end::latency-read
        assertTrue(Math.abs(p99Ns - 3_000_000) <= 30_000, "two digits");
        assertEquals(1, handlerTime.getTotalCount());
        assertTrue(Math.abs(handlerTime.getMaxValue() - 20_000) <= 200, "two digits");
        assertEquals(0, queueTime.getTotalCount());
    }
}
