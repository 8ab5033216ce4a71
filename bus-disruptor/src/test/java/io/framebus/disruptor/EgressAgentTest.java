package io.framebus.disruptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
import io.framebus.MaxLagPolicy;
import io.framebus.Resync;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import io.framebus.contract.BooksCheck;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The egress agent on the real engine. Its own logic, on pretended streams: in bus-api. */
@Timeout(60)
class EgressAgentTest {
    private static final StreamConfig SMALL =
            StreamConfig.builder().capacityFrames(256).capacityBytes(1 << 20).build();

    private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
    private final Queue<EndReason> ends = new ConcurrentLinkedQueue<>();
    private final FrameHeader header = new FrameHeader().kind(FrameKind.KEY).codec(Codec.H264);
    private final DisruptorFrameBus bus = DisruptorFrameBus.builder()
            .app("live", SMALL)
            .reconnectGrace(Duration.ofSeconds(30))
            .housekeepingInterval(Duration.ZERO)
            .build();

    @AfterEach
    void closeBus() {
        bus.close();
    }

    /** Counts what it is given, and checks that nothing comes twice or out of order. */
    private static final class Tally implements FrameHandler {
        long frames;
        long bytes;
        long missing;
        long next = -1;

        @Override
        public void onFrame(DeliveredFrame frame) {
            if (frame.sequence() < next) {
                throw new AssertionError(frame.sequence() + " after " + (next - 1));
            }
            next = frame.sequence() + 1;
            frames++;
            bytes += frame.length();
        }

        @Override
        public void onGap(Gap gap) {
            missing += gap.frames();
        }
    }

    private EgressAgent.Builder builder() {
        return EgressAgent.builder().errorHandler(errors::add);
    }

    private StreamHandle stream(String name) {
        return bus.startPublish(StreamKey.of("live", name));
    }

    private void publish(StreamHandle stream, int frames, int bytes) {
        ByteBuffer payload = ByteBuffer.allocate(bytes);
        for (int i = 0; i < frames; i++) {
            assertTrue(stream.publish(header, payload) >= 0);
        }
    }

    @Test
    void shouldServeTheQuietBesideAHog() {
        StreamHandle hog = stream("hog");
        Tally hogTally = new Tally();
        EgressAgent agent = builder().framesPerTurn(8).build();
        agent.add(hog.subscribe(), hogTally);
        List<StreamHandle> quiet = new ArrayList<>();
        List<Tally> tallies = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            StreamHandle stream = stream("quiet-" + i);
            Tally tally = new Tally();
            quiet.add(stream);
            tallies.add(tally);
            agent.add(stream.subscribe(), tally);
        }
        publish(hog, 200, 100);

        for (int sweep = 1; sweep <= 20; sweep++) {
            quiet.forEach(stream -> publish(stream, 1, 100));
            agent.doWork();
            int expected = sweep;
            assertEquals(8 * sweep, hogTally.frames);
            tallies.forEach(tally -> assertEquals(expected, tally.frames));
        }
    }

    @Test
    void shouldServeTheQuietBesideAHogThatNeverStops() throws Exception {
        StreamHandle hog = stream("hog");
        StreamHandle quiet = stream("quiet");
        Tally hogTally = new Tally();
        Tally quietTally = new Tally();
        Subscription hogSubscription =
                hog.subscribe(SubscribeOptions.builder().resync(Resync.OLDEST).build());
        Subscription quietSubscription = quiet.subscribe();
        EgressAgent agent = builder().build();
        agent.add(hogSubscription, hogTally);
        agent.add(quietSubscription, quietTally);

        try (AgentRunner runner = new AgentRunner(YieldingIdleStrategy.INSTANCE, errors::add, null, agent)) {
            AgentRunner.startOnThread(runner);
            for (int i = 0; i < 200; i++) {
                publish(hog, 500, 1000);
                publish(quiet, 1, 100);
                long due = i + 1L;
                while (quietSubscription.delivered() < due) {
                    publish(hog, 1, 1000);
                }
            }
        }
        assertEquals(200, quietTally.frames);
        assertEquals(0, quietSubscription.dropped());
        assertTrue(hogTally.frames > 0);
        assertEquals(hogSubscription.dropped(), hogTally.missing);
        BooksCheck.check(hogSubscription);
        assertEquals(List.of(), List.copyOf(errors));
    }

    @Test
    void shouldKeepToTheByteBudget() {
        StreamHandle stream = stream("bytes");
        Tally tally = new Tally();
        EgressAgent agent = builder().bytesPerTurn(5000).build();
        agent.add(stream.subscribe(), tally);
        publish(stream, 200, 1200);
        for (int sweep = 1; sweep <= 40; sweep++) {
            agent.doWork();
            long turns = sweep;
            assertTrue(
                    tally.bytes >= 5000 * turns && tally.bytes < 5000 * turns + 1200,
                    () -> tally.bytes + " bytes in " + turns + " turns");
        }
    }

    @Test
    void shouldPassOverAnIdleStream() {
        StreamHandle idle = stream("idle");
        StreamHandle active = stream("active");
        EgressAgent agent = builder().build();
        for (int i = 0; i < 100; i++) {
            agent.add(idle.subscribe(), new Tally());
        }
        Tally tally = new Tally();
        agent.add(active.subscribe(), tally);
        publish(idle, 2, 10);
        agent.doWork();
        EgressStats before = agent.stats();
        for (int i = 0; i < 10; i++) {
            publish(active, 1, 10);
            assertEquals(1, agent.doWork());
        }
        EgressStats after = agent.stats();
        assertEquals(10, after.turns() - before.turns());
        assertEquals(10, after.streamsPassedOver() - before.streamsPassedOver());
        assertEquals(2, after.streams());
        assertEquals(101, after.subscriptions());
        assertEquals(0, agent.doWork());
    }

    @Test
    void shouldNoticeACloseByAnotherWhileTheStreamIsIdle() {
        StreamHandle stream = stream("idle");
        Subscription closed = stream.subscribe();
        Subscription stays = stream.subscribe();
        Tally tally = new Tally();
        EgressAgent agent = builder().build();
        agent.add(closed, new Tally(), ends::add);
        agent.add(stays, tally);
        publish(stream, 1, 1);
        agent.doWork();
        agent.doWork();
        closed.close();
        agent.doWork();
        assertEquals(List.of(new EndReason.ClosedBySubscriber()), List.copyOf(ends));
        publish(stream, 1, 1);
        agent.doWork();
        assertEquals(2, tally.frames);
        assertEquals(1, agent.stats().subscriptions());
    }

    @Test
    void shouldDrainThenTellTheStreamsEnd() {
        StreamHandle stream = stream("ends");
        Tally tally = new Tally();
        EgressAgent agent = builder().framesPerTurn(16).build();
        agent.add(stream.subscribe(), tally, ends::add);
        publish(stream, 100, 10);
        stream.close();
        for (int i = 0; i < 10 && ends.isEmpty(); i++) {
            agent.doWork();
        }
        assertEquals(100, tally.frames);
        assertEquals(List.of(new EndReason.StreamEnded()), List.copyOf(ends));
        assertEquals(0, agent.stats().streams());
    }

    @Test
    void shouldNoticeAnEndWhileTheStreamIsIdle() {
        StreamHandle stream = stream("ends");
        EgressAgent agent = builder().build();
        agent.add(stream.subscribe(), new Tally(), ends::add);
        agent.doWork();
        assertEquals(0, agent.doWork());
        bus.close();
        agent.doWork();
        assertEquals(List.of(new EndReason.BusClosed()), List.copyOf(ends));
    }

    @Test
    void shouldTellAnEviction() {
        StreamHandle stream = stream("evicts");
        EgressAgent agent = builder().build();
        Tally tally = new Tally();
        Subscription slow = stream.subscribe(
                SubscribeOptions.builder().maxLag(MaxLagPolicy.cumulative(10)).build());
        agent.add(slow, tally, ends::add);
        publish(stream, 1000, 10);
        for (int i = 0; i < 10 && ends.isEmpty(); i++) {
            agent.doWork();
        }
        assertInstanceOf(EndReason.Evicted.class, ends.peek());
        assertEquals(slow.dropped(), tally.missing);
        assertEquals(0, stream.subscriberCount());
    }

    @Test
    void shouldServeOnWhenThePublisherReturns() {
        StreamHandle first = stream("returns");
        Tally tally = new Tally();
        EgressAgent agent = builder().build();
        agent.add(first.subscribe(), tally, ends::add);
        publish(first, 3, 10);
        agent.doWork();
        bus.endPublish(first.key());
        agent.doWork();
        agent.doWork();
        StreamHandle second = stream("returns");
        publish(second, 4, 10);
        agent.doWork();
        assertEquals(7, tally.frames);
        assertEquals(List.of(), List.copyOf(ends));
    }

    @Test
    void shouldContainAHandlerThatThrows() {
        StreamHandle stream = stream("throws");
        Subscription failing = stream.subscribe();
        Tally tally = new Tally();
        EgressAgent agent = builder().build();
        agent.add(
                failing,
                frame -> {
                    throw new IllegalStateException("peer gone");
                },
                ends::add);
        agent.add(stream.subscribe(), tally);
        publish(stream, 5, 10);
        agent.doWork();
        assertEquals(5, tally.frames);
        assertEquals(1, errors.size());
        assertEquals("peer gone", errors.element().getCause().getMessage());
        assertEquals(List.of(new EndReason.ClosedBySubscriber()), List.copyOf(ends));
        assertEquals(1, failing.delivered());
        assertEquals(1, stream.subscriberCount());
        BooksCheck.check(failing);
    }

    @Test
    void shouldGoOnWithTheNextFrameWhereAskedTo() {
        StreamHandle stream = stream("throws");
        Subscription failing = stream.subscribe();
        Tally tally = new Tally();
        EgressAgent agent =
                builder().onFailure(EgressAgent.OnFailure.NEXT_FRAME).build();
        agent.add(failing, frame -> {
            tally.onFrame(frame);
            if (frame.sequence() == 2) {
                throw new IllegalStateException("bad frame");
            }
        });
        publish(stream, 5, 10);
        agent.doWork();
        agent.doWork();
        assertEquals(5, tally.frames);
        assertEquals(5, failing.delivered());
        assertEquals(1, errors.size());
        assertFalse(failing.isEnded());
    }

    @Test
    void shouldReadInPlace() {
        StreamHandle stream = stream("place");
        Tally tally = new Tally();
        EgressAgent agent = builder().inPlace().build();
        agent.add(stream.subscribe(), tally);
        publish(stream, 100, 1000);
        for (int i = 0; i < 3; i++) {
            agent.doWork();
        }
        assertEquals(100, tally.frames);
        assertEquals(100_000, tally.bytes);
    }

    @Test
    void shouldHandASubscriptionOverToAnotherThread() throws Exception {
        StreamHandle stream = stream("handover");
        Subscription subscription = stream.subscribe();
        EgressAgent agent = builder().build();
        Tally tally = new Tally();
        CountDownLatch removed = new CountDownLatch(1);
        try (AgentRunner runner = new AgentRunner(YieldingIdleStrategy.INSTANCE, errors::add, null, agent)) {
            AgentRunner.startOnThread(runner);
            agent.add(subscription, tally);
            publish(stream, 100, 10);
            while (subscription.delivered() < 100) {
                Thread.onSpinWait();
            }
            assertTrue(agent.remove(subscription, removed::countDown));
            assertTrue(removed.await(10, TimeUnit.SECONDS));
            publish(stream, 10, 10);
            assertEquals(10, subscription.poll(tally, 100));
        }
        assertEquals(110, tally.frames);
        assertFalse(subscription.isEnded(), "given back before the agent was closed");
        assertEquals(List.of(), List.copyOf(errors));
    }

    @Test
    void shouldTakeSubscriptionsFromManyThreadsWhileItRuns() throws Exception {
        StreamHandle stream = stream("churn");
        EgressAgent agent = builder().build();
        Queue<Subscription> all = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        try (AgentRunner runner = new AgentRunner(YieldingIdleStrategy.INSTANCE, errors::add, null, agent)) {
            AgentRunner.startOnThread(runner);
            for (int t = 0; t < 4; t++) {
                Thread thread = new Thread(() -> {
                    for (int i = 0; i < 200; i++) {
                        Subscription subscription = stream.subscribe();
                        all.add(subscription);
                        agent.add(subscription, new Tally(), ends::add);
                        if (i % 2 == 0) {
                            agent.remove(subscription, subscription::close);
                        } else {
                            subscription.close();
                        }
                    }
                });
                threads.add(thread);
                thread.start();
            }
            while (threads.stream().anyMatch(Thread::isAlive)) {
                publish(stream, 1, 100);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            while (agent.stats().subscriptions() > 0 || stream.subscriberCount() > 0) {
                Thread.onSpinWait();
            }
        }
        assertEquals(800, all.size());
        assertEquals(400, ends.size());
        all.forEach(BooksCheck::check);
        assertEquals(List.of(), List.copyOf(errors));
    }

    @Test
    void shouldCloseWhatItServesWhenItIsClosed() {
        StreamHandle stream = stream("closing");
        EgressAgent agent = builder().build();
        Subscription served = stream.subscribe();
        agent.add(served, new Tally(), ends::add);
        agent.doWork();
        agent.onClose();
        assertTrue(served.isEnded());
        assertEquals(0, stream.subscriberCount());
        assertEquals(List.of(new EndReason.ClosedBySubscriber()), List.copyOf(ends));
    }

    @Test
    void shouldAllocateNothingInSteadyState() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        StreamHandle busy = stream("busy");
        EgressAgent agent = builder().framesPerTurn(4).bytesPerTurn(4000).build();
        for (int i = 0; i < 8; i++) {
            agent.add(busy.subscribe(), new Tally());
            agent.add(stream("idle-" + i).subscribe(), new Tally());
        }
        ByteBuffer payload = ByteBuffer.allocateDirect(1200);
        int rounds = 20_000;
        long allocated = 0;
        // The first pass warms up: what the JIT compiler's help allocates is not the agent's.
        for (int pass = 0; pass < 2; pass++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < rounds; i++) {
                busy.publish(header, payload);
                agent.doWork();
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertTrue(allocated < 1024, allocated + " bytes in " + rounds + " sweeps");
        assertTrue(agent.stats().frames() >= 8L * rounds);
    }
}
