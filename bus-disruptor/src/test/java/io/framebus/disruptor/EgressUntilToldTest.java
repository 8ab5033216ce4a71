package io.framebus.disruptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.framebus.Codec;
import io.framebus.EgressAgent;
import io.framebus.EgressParking;
import io.framebus.EndReason;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.Publishers;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.Subscription;
import io.framebus.contract.Await;
import io.framebus.contract.BooksCheck;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.IdleStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An agent of real streams whose thread is parked until they tell. Where nothing but a wake-up ends a park, one that is lost is a frame that
 * is never served.
 */
@Timeout(60)
class EgressUntilToldTest {
    private static final int STREAMS = 8;
    private static final long LONGEST_NS = 1_000_000;

    /** Parks for ever, once streams can be relied on. */
    private static final class WithoutEnd implements EgressParking {
        private final AtomicBoolean woken = new AtomicBoolean();
        volatile Thread thread;
        volatile boolean closed;

        @Override
        public void park(long atMostNs) {
            thread = Thread.currentThread();
            if (atMostNs <= LONGEST_NS) {
                LockSupport.parkNanos(this, atMostNs);
            } else {
                while (!woken.get() && !closed) {
                    LockSupport.park(this);
                }
            }
            woken.set(false);
        }

        @Override
        public void wake() {
            woken.set(true);
            LockSupport.unpark(thread);
        }

        void close() {
            closed = true;
            LockSupport.unpark(thread);
        }
    }

    private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
    private final Queue<EndReason> ends = new ConcurrentLinkedQueue<>();
    private final List<StreamHandle> streams = new ArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final FrameHeader header = new FrameHeader().kind(FrameKind.KEY).codec(Codec.H264);
    private final ByteBuffer payload = ByteBuffer.allocateDirect(100);
    private final AtomicLong frames = new AtomicLong();
    private final EgressAgent agent =
            EgressAgent.builder().errorHandler(errors::add).build();
    private DisruptorFrameBus bus;

    @BeforeEach
    void openBus() {
        bus = DisruptorFrameBus.builder()
                .app(
                        "live",
                        StreamConfig.builder()
                                .capacityFrames(1024)
                                .capacityBytes(1 << 18)
                                .publishers(Publishers.SHARED)
                                .build())
                .housekeepingInterval(Duration.ZERO)
                .build();
        for (int i = 0; i < STREAMS; i++) {
            StreamHandle stream = bus.startPublish(StreamKey.of("live", "stream-" + i));
            streams.add(stream);
            serve(stream);
            serve(stream);
        }
    }

    @AfterEach
    void closeBus() {
        bus.close();
        assertEquals(List.of(), List.copyOf(errors));
    }

    private void serve(StreamHandle stream) {
        Subscription subscription = stream.subscribe();
        subscriptions.add(subscription);
        agent.add(subscription, frame -> frames.getAndIncrement(), ends::add);
    }

    /** Of each stream the next frame is published only once the last one has been served: nobody else wakes the agent for it. */
    @Test
    void shouldServeEachFrameWhileNoOtherComes() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        WithoutEnd parking = new WithoutEnd();
        whileItRuns(parking, () -> {
            for (int i = 0; i < 20_000; i++) {
                streams.get(random.nextInt(STREAMS)).publish(header, payload);
                long served = 2L * (i + 1);
                spinUntil(() -> frames.get() == served);
                pause(random, 400); // so that it parks, or is about to
            }
        });
        assertTrue(agent.stats().parks() > 1000, () -> agent.stats().toString());
        subscriptions.forEach(BooksCheck::check);
    }

    @Test
    void shouldServeAllThatSeveralTellAtOnce() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        WithoutEnd parking = new WithoutEnd();
        int publishers = 3;
        int perThread = 20_000;
        whileItRuns(parking, () -> {
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < publishers; t++) {
                SplittableRandom random = new SplittableRandom(seed + t);
                Thread thread = new Thread(() -> publishAtRandom(perThread, random));
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            Await.until("all has been read", () -> subscriptions.stream().allMatch(one -> one.lag() == 0));
        });
        subscriptions.forEach(BooksCheck::check);
    }

    private void publishAtRandom(int count, SplittableRandom random) {
        FrameHeader header = new FrameHeader().kind(FrameKind.KEY).codec(Codec.H264);
        ByteBuffer payload = ByteBuffer.allocateDirect(100);
        for (int i = 0; i < count; i++) {
            streams.get(random.nextInt(STREAMS)).publish(header, payload);
            pause(random, 2000);
        }
    }

    private static void pause(SplittableRandom random, int most) {
        for (int spins = random.nextInt(most); spins > 0; spins--) {
            Thread.onSpinWait();
        }
    }

    /** One command at a time: nobody else wakes the agent for it. */
    @Test
    void shouldCarryOutEachCommandWhileNothingElseComes() throws Exception {
        WithoutEnd parking = new WithoutEnd();
        AtomicLong removed = new AtomicLong();
        whileItRuns(parking, () -> {
            Subscription one = subscriptions.get(0);
            for (int i = 0; i < 5_000; i++) {
                agent.remove(one, removed::getAndIncrement);
                long times = i + 1L;
                spinUntil(() -> removed.get() == times);
                agent.add(one, frame -> frames.getAndIncrement(), ends::add);
            }
        });
        assertEquals(5_000, removed.get());
    }

    @Test
    void shouldTellEndsOfWhoeverIsServedByAParkedThread() throws Exception {
        WithoutEnd parking = new WithoutEnd();
        whileItRuns(parking, () -> {
            Await.parked(parking.thread);
            streams.get(3).close();
            Await.until("ends are told", () -> ends.size() == 2);
            subscriptions.get(0).close();
            Await.until("the close is told", () -> ends.size() == 3);
        });
        assertEquals(2 * STREAMS, ends.size(), "the others are closed with the agent");
    }

    @Test
    void shouldEndSoonWhereItsRunnerIsClosed() throws Exception {
        AgentRunner runner = start(agent.idleUntilTold());
        awaitAllIdle();
        Await.parked(runner.thread());
        // Without an end of its park the runner would wait for its timeout, and say so on standard error.
        AtomicBoolean timedOut = new AtomicBoolean();
        runner.close(5_000, thread -> timedOut.set(true));
        assertFalse(timedOut.get());
        assertTrue(agent.stats().parks() > 0);
    }

    @Test
    void shouldAllocateNothingInSteadyState() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        WithoutEnd parking = new WithoutEnd();
        IdleStrategy idle = agent.idleUntilTold(Duration.ZERO, parking);
        idle.idle(agent.doWork());
        idle.idle(agent.doWork());
        while (agent.stats().streamsReady() > 0) {
            agent.doWork();
        }
        parking.close(); // its parks return at once
        int rounds = 10_000;
        long allocated = 0;
        // The first pass warms up: what the JIT compiler's help allocates is not the agent's.
        for (int pass = 0; pass < 2; pass++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < rounds; i++) {
                streams.get(i % STREAMS).publish(header, payload);
                idle.idle(agent.doWork());
                idle.idle(agent.doWork());
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertTrue(allocated < 1024, allocated + " bytes in " + rounds + " sweeps");
        assertEquals(4L * rounds, frames.get());
        assertTrue(agent.stats().parks() >= 2L * rounds, () -> agent.stats().toString());
    }

    private interface Body {
        void run() throws Exception;
    }

    private void whileItRuns(WithoutEnd parking, Body body) throws Exception {
        AgentRunner runner = start(agent.idleUntilTold(Duration.ZERO, parking));
        try {
            awaitAllIdle();
            body.run();
        } finally {
            parking.close();
            runner.close();
        }
    }

    /** Without a pause, so that what comes next comes soon enough. */
    private static void spinUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            assertFalse(Thread.currentThread().isInterrupted(), "the time of this test is over");
            Thread.onSpinWait();
        }
    }

    private AgentRunner start(IdleStrategy idle) {
        AgentRunner runner = new AgentRunner(idle, errors::add, null, agent);
        AgentRunner.startOnThread(runner);
        return runner;
    }

    private void awaitAllIdle() {
        Await.until(
                "all streams are idle",
                () -> agent.stats().parks() > 0 && agent.stats().streamsReady() == 0);
    }
}
