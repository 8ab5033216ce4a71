package io.framebus.disruptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.EgressAgent;
import io.framebus.EgressStats;
import io.framebus.EndReason;
import io.framebus.FrameHandler;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.Gap;
import io.framebus.Publishers;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.Subscription;
import io.framebus.contract.BooksCheck;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An agent that serves so many streams of the real engine that they tell it when they have something new. */
@Timeout(60)
class EgressIdleStreamsTest {
    private static final int STREAMS = EgressAgent.MOST_STREAMS_ASKED + 44;

    private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
    private final Queue<EndReason> ends = new ConcurrentLinkedQueue<>();
    private final List<StreamHandle> streams = new ArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final FrameHeader header = new FrameHeader().kind(FrameKind.KEY).codec(Codec.H264);
    private final ByteBuffer payload = ByteBuffer.allocateDirect(100);
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong missing = new AtomicLong();
    private final EgressAgent agent =
            EgressAgent.builder().errorHandler(errors::add).build();
    private DisruptorFrameBus bus;

    private void serve(Publishers publishers, int subscriptionsEach) {
        bus = DisruptorFrameBus.builder()
                .app(
                        "live",
                        StreamConfig.builder()
                                .capacityFrames(16)
                                .capacityBytes(4096)
                                .publishers(publishers)
                                .build())
                .maxPublishers(STREAMS)
                .housekeepingInterval(Duration.ZERO)
                .build();
        for (int i = 0; i < STREAMS; i++) {
            StreamHandle stream = bus.startPublish(StreamKey.of("live", "stream-" + i));
            streams.add(stream);
            for (int j = 0; j < subscriptionsEach; j++) {
                Subscription subscription = stream.subscribe();
                subscriptions.add(subscription);
                agent.add(subscription, new Counting(), ends::add);
            }
        }
    }

    private final class Counting implements FrameHandler {
        @Override
        public void onFrame(DeliveredFrame frame) {
            frames.getAndIncrement();
        }

        @Override
        public void onGap(Gap gap) {
            missing.getAndAdd(gap.frames());
        }
    }

    /** Until all are idle: what publishers under way might not have told is waited for. */
    private void letIdle() {
        agent.doWork();
        while (agent.stats().streamsReady() > 0) {
            Thread.onSpinWait();
            agent.doWork();
        }
    }

    @AfterEach
    void closeBus() {
        bus.close();
        assertEquals(List.of(), List.copyOf(errors));
    }

    @Test
    void shouldServeWhatTellsAndLookAtNothingElse() {
        serve(Publishers.ONE, 2);
        letIdle();
        EgressStats before = agent.stats();
        assertEquals(0, agent.doWork());
        streams.get(3).publish(header, payload);
        streams.get(200).publish(header, payload);
        streams.get(200).publish(header, payload);
        assertEquals(6, agent.doWork());
        assertEquals(0, agent.doWork());
        EgressStats after = agent.stats();
        assertEquals(6, frames.get());
        assertEquals(2, after.notifications() - before.notifications());
        assertEquals(2, after.streamsPassedOver() - before.streamsPassedOver());
        assertEquals(0, after.streamsReady());
        subscriptions.forEach(BooksCheck::check);
    }

    @Test
    void shouldNoticeEndsAndClosesOfIdleStreams() {
        serve(Publishers.ONE, 2);
        letIdle();
        streams.get(3).close();
        subscriptions.get(10).close();
        agent.doWork();
        agent.doWork();
        assertEquals(3, ends.size());
        assertEquals(2 * STREAMS - 3, agent.stats().subscriptions());
        assertEquals(STREAMS - 1, agent.stats().streams());
        streams.get(5).publish(header, payload);
        assertEquals(1, agent.doWork(), "the other subscription of that stream");
    }

    @Test
    void shouldAllocateNothingInSteadyState() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        serve(Publishers.ONE, 1);
        letIdle();
        int rounds = 10_000;
        long published = 0; // to each of two streams
        long allocated = Long.MAX_VALUE;
        // The first passes warm up: what the JIT compiler's help allocates is not the agent's, which would allocate in
        // each.
        for (int pass = 0; pass < 8 && (pass < 2 || allocated >= 1024); pass++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            published += rounds;
            for (int i = 0; i < rounds; i++) {
                streams.get(i * 7 % STREAMS).publish(header, payload);
                streams.get(i * 11 % STREAMS).publish(header, payload);
                agent.doWork();
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertTrue(allocated < 1024, allocated + " bytes in " + rounds + " sweeps");
        assertEquals(2L * published, frames.get());
    }

    /** A frame that nobody looks at is lost for good: a last one is published to each stream, and nothing after it. */
    private void shouldServeAllThatPublishersTellWhileItRuns(Publishers kind, int publishers) throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        serve(kind, 1);
        int perThread = 60_000;
        try (AgentRunner runner = new AgentRunner(YieldingIdleStrategy.INSTANCE, errors::add, null, agent)) {
            letIdle();
            AgentRunner.startOnThread(runner);
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < publishers; t++) {
                int number = t;
                SplittableRandom random = new SplittableRandom(seed + t);
                Thread thread = new Thread(() -> publishAtRandom(kind, publishers, number, perThread, random));
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            while (frames.get() + missing.get() < (long) publishers * perThread && errors.isEmpty()) {
                Thread.onSpinWait();
            }
        }
        assertEquals((long) publishers * perThread, frames.get() + missing.get(), "seed " + seed);
        subscriptions.forEach(BooksCheck::check);
        assertTrue(agent.stats().notifications() > 0);
    }

    /** To streams of its own, or where they are shared to all of them. */
    private void publishAtRandom(Publishers kind, int publishers, int number, int count, SplittableRandom random) {
        FrameHeader header = new FrameHeader().kind(FrameKind.KEY).codec(Codec.H264);
        ByteBuffer payload = ByteBuffer.allocateDirect(100);
        int each = STREAMS / publishers;
        for (int i = 0; i < count; i++) {
            int stream = kind == Publishers.ONE ? number * each + random.nextInt(each) : random.nextInt(STREAMS);
            streams.get(stream).publish(header, payload);
            for (int pause = random.nextInt(100); pause > 0; pause--) {
                Thread.onSpinWait(); // so that the agent comes to make streams idle
            }
        }
    }

    @Test
    void shouldServeAllThatIsToldWhileItRuns() throws Exception {
        shouldServeAllThatPublishersTellWhileItRuns(Publishers.ONE, 3);
    }

    @Test
    void shouldServeAllThatIsToldOfSharedStreamsWhileItRuns() throws Exception {
        shouldServeAllThatPublishersTellWhileItRuns(Publishers.SHARED, 3);
    }
}
