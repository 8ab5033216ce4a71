package io.framebus.disruptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Codec;
import io.framebus.EgressAgent;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.MediaFrame;
import io.framebus.Publishers;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.Subscription;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Memory goes to the next stream when, and only when, nobody can reach it as the old one's. */
class ArenaReuseTest {
    private static final int ARENA_BYTES = 1 << 12;
    private static final StreamKey KEY = StreamKey.of("live", "cam");
    private static final StreamConfig CONFIG =
            StreamConfig.builder().capacityFrames(16).capacityBytes(ARENA_BYTES).build();

    private final DisruptorFrameBus bus = DisruptorFrameBus.builder()
            .app("live", CONFIG)
            .housekeepingInterval(Duration.ZERO)
            .build();

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void shouldReturnTheArenaWhenTheStreamEndsWithoutSubscribers() {
        publishOne(bus.startPublish(KEY));
        bus.endPublish(KEY);

        assertEquals(ARENA_BYTES, bus.pooledBytes());
    }

    @Test
    void shouldKeepTheArenaUntilTheLastSubscriberHasDrained() {
        StreamHandle stream = bus.startPublish(KEY);
        Subscription first = stream.subscribe();
        Subscription second = stream.subscribe();
        publishOne(stream);
        stream.close();
        assertEquals(0, bus.pooledBytes());

        assertEquals(1, first.poll(frame -> {}, 8));
        assertEquals(Subscription.ENDED, first.poll(frame -> {}, 8));
        assertEquals(0, bus.pooledBytes());

        second.close();
        assertEquals(ARENA_BYTES, bus.pooledBytes());
    }

    @Test
    void shouldReturnTheArenaOnceHoweverOftenThingsAreClosed() {
        StreamHandle stream = bus.startPublish(KEY);
        Subscription subscription = stream.subscribe();
        subscription.close();
        subscription.close();
        stream.close();
        stream.close();
        subscription.close();
        assertEquals(Subscription.ENDED, subscription.poll(frame -> {}, 8));

        assertEquals(ARENA_BYTES, bus.pooledBytes());
    }

    /** An egress agent stays inside those that it serves together, until it has seen that they are over. */
    @Test
    void shouldReturnTheArenaOnceAnAgentHasSeenTheEnd() throws InterruptedException {
        StreamHandle stream = bus.startPublish(KEY);
        EgressAgent agent = EgressAgent.builder().build();
        Subscription first = stream.subscribe();
        Subscription second = stream.subscribe();
        agent.add(first, frame -> {});
        agent.add(second, frame -> {});
        for (int i = 0; i < 3; i++) {
            publishOne(stream);
            agent.doWork();
        }
        Thread other = new Thread(first::close);
        other.start();
        other.join();
        second.close();
        stream.close();
        assertEquals(0, bus.pooledBytes(), "it may still read");
        agent.doWork();
        agent.doWork();
        assertEquals(0, agent.stats().subscriptions());
        assertEquals(ARENA_BYTES, bus.pooledBytes());
    }

    @Test
    void shouldKeepTheArenaWhileAHandlerIsInside() throws InterruptedException {
        StreamHandle stream = bus.startPublish(KEY);
        Subscription subscription = stream.subscribe();
        publishOne(stream);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        AtomicInteger lengthAfterClose = new AtomicInteger(-1);
        Thread reader = new Thread(() -> subscription.pollInPlace(
                frame -> {
                    inside.countDown();
                    awaitQuietly(closed);
                    lengthAfterClose.set(frame.payload().remaining());
                },
                1));
        reader.start();
        inside.await();

        subscription.close();
        stream.close();
        bus.housekeep();
        assertEquals(0, bus.pooledBytes());

        closed.countDown();
        reader.join();
        assertEquals(100, lengthAfterClose.get());
        assertEquals(ARENA_BYTES, bus.pooledBytes());
    }

    @Test
    void shouldKeepTheArenaWhileAClaimIsOpen() {
        StreamHandle stream = bus.startPublish(KEY);
        var claim = stream.claim(header(), 10);
        stream.close();
        bus.housekeep();
        assertEquals(0, bus.pooledBytes());

        assertEquals(StreamHandle.CLOSED, claim.commit());
        bus.housekeep();
        assertEquals(ARENA_BYTES, bus.pooledBytes());
    }

    @Test
    void shouldReturnTheArenaOfAPublisherWhoseThreadDiedInsideAClaim() throws InterruptedException {
        StreamHandle stream = bus.startPublish(KEY);
        Thread publisher = new Thread(() -> stream.claim(header(), 10));
        publisher.start();
        publisher.join();

        stream.close();

        assertEquals(ARENA_BYTES, bus.pooledBytes());
    }

    @Test
    void shouldReturnTheArenaOfASharedStream() {
        StreamHandle stream = bus.startPublish(
                KEY, CONFIG.toBuilder().publishers(Publishers.SHARED).build());
        publishOne(stream);
        stream.close();

        assertEquals(ARENA_BYTES, bus.pooledBytes());
    }

    @Test
    void shouldGiveTheNextStreamWipedMemory() {
        StreamHandle first = bus.startPublish(KEY);
        first.publish(header(), ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
        first.close();

        StreamHandle second = bus.startPublish(KEY);
        assertEquals(0, bus.pooledBytes());
        try (var claim = second.claim(header(), 8)) {
            assertEquals(0, claim.buffer().getLong(claim.buffer().position()));
        }
    }

    @Test
    void shouldNotShowAnOldSubscriptionTheNextStreamsFrames() {
        StreamHandle first = bus.startPublish(KEY);
        Subscription old = first.subscribe();
        publishOne(first);
        first.close();
        old.close();

        StreamHandle second = bus.startPublish(KEY);
        publishOne(second);

        assertEquals(Subscription.ENDED, old.poll(frame -> {}, 8));
        assertTrue(first.isClosed());
        assertFalse(second.isClosed());
        assertEquals(StreamHandle.CLOSED, publishOne(first));
    }

    @Test
    void shouldServeAThousandStreamsInTurnFromOneArena() {
        for (int i = 0; i < 1000; i++) {
            StreamHandle stream = bus.startPublish(KEY);
            Subscription subscription = stream.subscribe();
            publishOne(stream);
            assertEquals(1, subscription.poll(frame -> {}, 8));
            bus.endPublish(KEY);
            assertEquals(Subscription.ENDED, subscription.poll(frame -> {}, 8));
            assertEquals(ARENA_BYTES, bus.pooledBytes());
        }
    }

    private static FrameHeader header() {
        return new FrameHeader().kind(FrameKind.AUDIO).codec(Codec.OPUS);
    }

    private static int publishOne(StreamHandle stream) {
        return stream.publish(MediaFrame.audio(0, new byte[100], Codec.OPUS));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
