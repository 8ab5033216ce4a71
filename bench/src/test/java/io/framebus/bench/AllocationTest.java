package io.framebus.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.FrameClaim;
import io.framebus.FrameFlags;
import io.framebus.FrameHandler;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.Gap;
import io.framebus.LatencySampling;
import io.framebus.MaxLagPolicy;
import io.framebus.MediaFrame;
import io.framebus.Resync;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import io.framebus.bench.jmh.ReusedFrame;
import io.framebus.disruptor.DisruptorFrameBus;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The paths that frames take make no garbage: none at all, once the thread has warmed up. */
class AllocationTest {
    private static final int OPERATIONS = 100_000;
    private static final int WARM_UP = 20_000;
    private static final int CAPACITY_FRAMES = 64;

    /** What the measurement itself may leave: a fiftieth of a byte per operation. */
    private static final long TOLERATED_BYTES = 2048;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final DisruptorFrameBus bus = DisruptorFrameBus.builder()
            .app(
                    "test",
                    StreamConfig.builder()
                            .capacityFrames(CAPACITY_FRAMES)
                            .capacityBytes(1 << 18)
                            .build())
            .housekeepingInterval(Duration.ZERO)
            .build();
    private final StreamHandle stream = bus.startPublish(StreamKey.of("test", "stream"));
    private final FrameHeader header = new FrameHeader().kind(FrameKind.DELTA).codec(Codec.H264);
    private final ByteBuffer payload = ByteBuffer.allocateDirect(1200);
    private final Counted counted = new Counted();

    @AfterEach
    void closeBus() {
        bus.close();
    }

    /** Looks at everything there is to look at. */
    private static final class Counted implements FrameHandler {
        long frames;
        long missing;
        long sum;

        @Override
        public void onFrame(DeliveredFrame frame) {
            ByteBuffer bytes = frame.payload();
            frames++;
            sum += bytes.get(bytes.position()) + frame.sequence() + frame.publishTimeNs() + frame.ptsUs();
            sum += frame.codec().id() + frame.flags() + frame.trackId();
            sum += frame.isSyncPoint() && frame.isIntact() && !frame.isReplayed() ? 1 : 0;
        }

        @Override
        public void onGap(Gap gap) {
            missing += gap.frames();
            sum += gap.bytes() + gap.mediaTimeUs() + gap.syncPoints() + gap.overwritten() + gap.skipped();
        }
    }

    private static void assertAllocatesNothing(Runnable operation) {
        for (int i = 0; i < WARM_UP; i++) {
            operation.run();
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < OPERATIONS; i++) {
            operation.run();
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(
                allocated <= TOLERATED_BYTES,
                () -> allocated + " bytes in " + OPERATIONS + " operations, " + (double) allocated / OPERATIONS
                        + " each");
    }

    private void publish() {
        header.ptsUs(header.ptsUs() + 33_333);
        stream.publish(header, payload);
    }

    /** Every fourth a key frame. */
    private void publish(int frames) {
        for (int i = 0; i < frames; i++) {
            header.kind(i % 4 == 0 ? FrameKind.KEY : FrameKind.DELTA);
            publish();
        }
    }

    /** If the meter did not work, all else here would pass for nothing. */
    @Test
    void shouldNoticeGarbage() {
        Object[] kept = new Object[1];
        assertThrows(AssertionError.class, () -> assertAllocatesNothing(() -> kept[0] = new byte[1]));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldPublishAHeaderAndABuffer(boolean direct) {
        ByteBuffer bytes = direct ? payload : ByteBuffer.allocate(1200);
        assertAllocatesNothing(() -> stream.publish(header, bytes));
        assertEquals(WARM_UP + OPERATIONS, stream.cursor() + 1);
    }

    @Test
    void shouldClaimAndCommit() {
        assertAllocatesNothing(() -> {
            FrameClaim claim = stream.claim(header, 1200);
            ByteBuffer buffer = claim.buffer();
            buffer.put(buffer.position(), payload, 0, 1200);
            claim.commit();
        });
        assertEquals(WARM_UP + OPERATIONS, stream.cursor() + 1);
    }

    @Test
    void shouldClaimAndCommitLess() {
        assertAllocatesNothing(() -> {
            try (FrameClaim claim = stream.claim(header, 1200)) {
                claim.commit(1000);
            }
        });
        assertEquals(WARM_UP + OPERATIONS, stream.cursor() + 1);
    }

    @Test
    void shouldClaimAndAbort() {
        assertAllocatesNothing(() -> stream.claim(header, 1200).abort());
        assertEquals(-1, stream.cursor());
    }

    @Test
    void shouldPublishAReusedFrame() {
        ReusedFrame frame = new ReusedFrame(payload);
        assertAllocatesNothing(() -> stream.publish(frame.ptsUs(header.ptsUs())));
        assertEquals(WARM_UP + OPERATIONS, stream.cursor() + 1);
    }

    @Test
    void shouldPublishAMediaFrameThatIsThere() {
        MediaFrame frame = MediaFrame.video(0, 0, new byte[1200], Codec.H264, true);
        assertAllocatesNothing(() -> stream.publish(frame));
        assertEquals(WARM_UP + OPERATIONS, stream.cursor() + 1);
    }

    @Test
    void shouldPoll() {
        Subscription subscription = stream.subscribe();
        assertAllocatesNothing(() -> {
            publish(3);
            subscription.poll(counted, 2);
            subscription.poll(counted, 2);
        });
        assertEquals(3 * (WARM_UP + OPERATIONS), counted.frames);
    }

    @Test
    void shouldPollInPlace() {
        Subscription subscription = stream.subscribe();
        assertAllocatesNothing(() -> {
            publish(3);
            subscription.pollInPlace(counted, 2);
            subscription.pollInPlace(counted, 2);
        });
        assertEquals(3 * (WARM_UP + OPERATIONS), counted.frames);
    }

    @Test
    void shouldReceiveWhatIsThere() {
        Subscription subscription = stream.subscribe();
        Duration second = Duration.ofSeconds(1);
        assertAllocatesNothing(() -> {
            publish(1);
            try {
                subscription.receive(counted, 8, second);
            } catch (InterruptedException unexpected) {
                throw new AssertionError(unexpected);
            }
        });
        assertEquals(WARM_UP + OPERATIONS, counted.frames);
    }

    @Test
    void shouldPollInVain() {
        Subscription subscription = stream.subscribe();
        publish(1);
        assertEquals(1, subscription.poll(counted, 8));
        assertAllocatesNothing(() -> {
            subscription.poll(counted, 8);
            subscription.pollInPlace(counted, 8);
        });
        assertEquals(1, counted.frames);
    }

    @Test
    void shouldReadTheBooks() {
        Subscription subscription = stream.subscribe();
        publish(3);
        assertAllocatesNothing(() -> counted.sum += subscription.lag()
                + subscription.delivered()
                + subscription.dropped()
                + subscription.filtered()
                + stream.activity()
                + stream.cursor()
                + stream.tail()
                + stream.subscriberCount());
        assertEquals(3, subscription.lag());
    }

    @ParameterizedTest
    @EnumSource
    void shouldResyncAfterAnOverrun(Resync resync) {
        Subscription subscription = stream.subscribe(SubscribeOptions.builder()
                .resync(resync)
                .maxLag(MaxLagPolicy.cumulative(Long.MAX_VALUE))
                .build());
        assertAllocatesNothing(() -> {
            publish(CAPACITY_FRAMES + 8);
            subscription.poll(counted, 2);
            subscription.pollInPlace(counted, 2);
        });
        assertEquals(WARM_UP + OPERATIONS, subscription.stats().overruns());
        assertEquals(subscription.dropped(), counted.missing);
        assertEquals(subscription.delivered(), counted.frames);
    }

    @Test
    void shouldSkipToTheNextSyncPoint() {
        // No sync point is retained when it is overrun; one comes later.
        Subscription subscription = stream.subscribe();
        assertAllocatesNothing(() -> {
            for (int i = 0; i < CAPACITY_FRAMES + 8; i++) {
                header.kind(FrameKind.DELTA);
                publish();
            }
            subscription.poll(counted, 8);
            publish(1);
            subscription.poll(counted, 8);
        });
        assertEquals(WARM_UP + OPERATIONS, counted.frames);
        assertEquals(subscription.dropped(), counted.missing);
    }

    @Test
    void shouldPassOverFilteredFrames() {
        Subscription tracks =
                stream.subscribe(SubscribeOptions.builder().tracks(1).build());
        Subscription discardable =
                stream.subscribe(SubscribeOptions.builder().dropDiscardable().build());
        Subscription layers =
                stream.subscribe(SubscribeOptions.builder().maxTemporalLayer(0).build());
        header.flags(FrameFlags.DISCARDABLE).temporalLayer(1);
        assertAllocatesNothing(() -> {
            publish(2);
            tracks.poll(counted, 8);
            discardable.poll(counted, 8);
            layers.pollInPlace(counted, 8);
        });
        assertEquals(0, counted.frames);
        assertEquals(2 * (WARM_UP + OPERATIONS), tracks.filtered());
        assertEquals(2 * (WARM_UP + OPERATIONS), discardable.filtered());
        assertEquals(2 * (WARM_UP + OPERATIONS), layers.filtered());
    }

    @ParameterizedTest
    @EnumSource
    void shouldRecordLatency(LatencySampling sampling) {
        Subscription subscription = stream.subscribe(
                SubscribeOptions.builder().recordLatency(sampling).build());
        assertAllocatesNothing(() -> {
            publish(2);
            subscription.poll(counted, 8);
        });
        assertEquals(2 * (WARM_UP + OPERATIONS), counted.frames);
    }

    @Test
    void shouldBeJudgedByATimedPolicy() {
        Subscription subscription = stream.subscribe(SubscribeOptions.builder()
                .maxLag(MaxLagPolicy.behindLive(Duration.ofMinutes(10))
                        .or(MaxLagPolicy.within(Long.MAX_VALUE, Duration.ofSeconds(1)))
                        .or(MaxLagPolicy.stalledFor(Duration.ofMinutes(10))))
                .build());
        assertAllocatesNothing(() -> {
            publish(2);
            subscription.poll(counted, 8);
        });
        assertEquals(2 * (WARM_UP + OPERATIONS), counted.frames);
    }
}
