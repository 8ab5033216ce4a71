package io.framebus.bench.jmh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.EgressStats;
import io.framebus.LatencySampling;
import io.framebus.Resync;
import io.framebus.StartAt;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/**
 * Runs the benchmarks' methods by hand: do they do what they claim, once per operation? The {@code stop} methods called here
 * hold the same proofs that a measurement ends with.
 */
class BenchmarksSmokeTest {
    private static final List<Class<?>> BENCHMARKS = List.of(
            DeliverBenchmark.class,
            EgressBenchmark.class,
            FilterBenchmark.class,
            IdlePollBenchmark.class,
            LatencyRecordingBenchmark.class,
            OverrunBenchmark.class,
            PublishBenchmark.class,
            WakeBenchmark.class);

    @Test
    void shouldForkThreeTimesWithoutAssertions() {
        for (Class<?> benchmark : BENCHMARKS) {
            Fork fork = benchmark.getAnnotation(Fork.class);
            assertTrue(fork.value() >= 3, benchmark::toString);
            assertFalse(List.of(fork.jvmArgs()).contains("-ea"), benchmark::toString);
            assertFalse(List.of(fork.jvmArgsAppend()).contains("-ea"), benchmark::toString);
        }
    }

    @Test
    void shouldHaveAFloorEach() {
        for (Class<?> benchmark : BENCHMARKS) {
            assertTrue(
                    Stream.of(benchmark.getDeclaredMethods())
                            .anyMatch(method -> method.isAnnotationPresent(Benchmark.class)
                                    && method.getName().startsWith("floor")),
                    benchmark::toString);
        }
    }

    @Test
    void shouldGiveTheFloorTheSameParameters() {
        assertArrayEquals(
                values(PublishBenchmark.Publisher.class, "size"), values(PublishBenchmark.Floor.class, "size"));
        assertArrayEquals(
                values(DeliverBenchmark.Subscribers.class, "size"), values(DeliverBenchmark.Floor.class, "size"));
        assertArrayEquals(
                values(DeliverBenchmark.Subscribers.class, "subscribers"),
                values(DeliverBenchmark.Floor.class, "subscribers"));
        assertArrayEquals(
                values(EgressBenchmark.Streams.class, "streams"), values(EgressBenchmark.Floor.class, "streams"));
    }

    private static String[] values(Class<?> state, String parameter) {
        return assertDoesNotThrow(() -> state.getDeclaredField(parameter))
                .getAnnotation(Param.class)
                .value();
    }

    @Test
    void shouldNotSetAParameterBySomethingElse() {
        for (Class<?> benchmark : BENCHMARKS) {
            for (Class<?> state : benchmark.getDeclaredClasses()) {
                for (Field field : state.getDeclaredFields()) {
                    if (field.isAnnotationPresent(Param.class)) {
                        assertFalse(Modifier.isFinal(field.getModifiers()), field::toString);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, none", "200, 64, system", "1200, 1000, none", "16384, 64, none"})
    void shouldPublishOncePerOperation(int size, int idleSubscribers, String clock) {
        PublishBenchmark benchmark = new PublishBenchmark();
        PublishBenchmark.Publisher publisher = new PublishBenchmark.Publisher();
        publisher.size = size;
        publisher.idleSubscribers = idleSubscribers;
        publisher.clock = clock;
        publisher.start();
        long cursor = publisher.bench.stream.cursor();

        Subscription live = publisher.bench.stream.subscribe();
        int subscribers = idleSubscribers + 1;
        assertEquals(subscribers, benchmark.headerAndBuffer(publisher));
        assertEquals(subscribers, benchmark.claimAndCommit(publisher));
        assertEquals(subscribers, benchmark.reusedFrame(publisher));
        assertEquals(subscribers, benchmark.mediaFrame(publisher));
        assertEquals(subscribers, benchmark.newMediaFrame(publisher));
        assertEquals(cursor + 5, publisher.bench.stream.cursor());

        List<Integer> lengths = new ArrayList<>();
        assertEquals(
                5,
                live.poll(
                        frame -> {
                            if (frame.isConfig()) {
                                return; // the one in force, from the setup
                            }
                            lengths.add(frame.length());
                            assertEquals(publisher.bench.payload, frame.payload());
                            assertEquals(clock.equals("none"), frame.publishTimeNs() == Clocks.NONE_NS);
                        },
                        100));
        assertEquals(List.of(size, size, size, size, size), lengths);
        live.close();
        publisher.stop();
    }

    @Test
    void shouldRefuseAClockItDoesNotKnow() {
        PublishBenchmark.Publisher publisher = new PublishBenchmark.Publisher();
        publisher.clock = "sundial";
        assertThrows(IllegalArgumentException.class, publisher::start);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 200, 1200, 16384})
    void shouldCopyWhatIsPublished(int size) {
        PublishBenchmark.Floor floor = new PublishBenchmark.Floor();
        floor.size = size;
        floor.start();
        int copies = size == 0 ? 10 : PublishBenchmark.CAPACITY_BYTES / size;
        for (int i = 0; i < copies; i++) {
            assertEquals(i * size, new PublishBenchmark().floorCopy(floor));
        }
        assertEquals(0, new PublishBenchmark().floorCopy(floor), "a new lap");
    }

    @ParameterizedTest
    @CsvSource({"200, 1", "1200, 8", "1200, 64"})
    void shouldDeliverEveryFrameToEverySubscriber(int size, int subscribers) {
        DeliverBenchmark benchmark = new DeliverBenchmark();
        DeliverBenchmark.Subscribers state = new DeliverBenchmark.Subscribers();
        state.size = size;
        state.subscribers = subscribers;
        state.start();
        for (int i = 0; i < 3; i++) {
            state.publish();
            assertEquals(operations(DeliverBenchmark.class, "byCopy"), benchmark.byCopy(state));
            state.publish();
            assertEquals(operations(DeliverBenchmark.class, "inPlace"), benchmark.inPlace(state));
        }
        state.stop();
    }

    @ParameterizedTest
    @CsvSource({"200, 1", "1200, 8", "1200, 64"})
    void shouldCopyWhatIsDelivered(int size, int subscribers) {
        DeliverBenchmark.Floor floor = new DeliverBenchmark.Floor();
        floor.size = size;
        floor.subscribers = subscribers;
        floor.start();
        floor.payload.put(0, (byte) 42);
        floor.publish();
        assertEquals(operations(DeliverBenchmark.class, "floorCopy") * size, new DeliverBenchmark().floorCopy(floor));
        assertEquals(42, floor.walk.target().get(0));
    }

    @ParameterizedTest
    @EnumSource
    void shouldOverrunEachSubscriberOnce(Resync resync) {
        OverrunBenchmark benchmark = new OverrunBenchmark();
        OverrunBenchmark.Lapped state = new OverrunBenchmark.Lapped();
        state.resync = resync;
        state.start();
        for (int i = 0; i < 5; i++) {
            state.lap();
            int delivered = benchmark.overrun(state);
            assertEquals(resync == Resync.LIVE ? 0 : operations(OverrunBenchmark.class, "overrun"), delivered);
        }
        for (Subscription subscription : state.readers.subscriptions) {
            assertEquals(5, subscription.stats().gaps());
            assertEquals(0, subscription.filtered());
            assertTrue(subscription.dropped() > 5L * OverrunBenchmark.KEY_INTERVAL);
        }
        state.stop();
    }

    @Test
    void shouldPollOneFrameWhereThereIsNoOverrun() {
        OverrunBenchmark.Undisturbed state = new OverrunBenchmark.Undisturbed();
        state.start();
        for (int i = 0; i < 5; i++) {
            state.publish();
            assertEquals(operations(OverrunBenchmark.class, "floorPoll"), new OverrunBenchmark().floorPoll(state));
        }
        state.stop();

        OverrunBenchmark.Floor floor = new OverrunBenchmark.Floor();
        floor.start();
        floor.publish();
        assertEquals(
                operations(OverrunBenchmark.class, "floorCopy") * OverrunBenchmark.SIZE,
                new OverrunBenchmark().floorCopy(floor));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "track", "temporalLayer", "spatialLayer", "discardable"})
    void shouldFilterEveryFrame(String filter) {
        FilterBenchmark.Filtered state = new FilterBenchmark.Filtered();
        state.filter = filter;
        state.start();
        for (int i = 0; i < 3; i++) {
            state.publish();
            int frames = (int) operations(FilterBenchmark.class, "poll");
            assertEquals(filter.equals("none") ? frames : 0, new FilterBenchmark().poll(state));
            assertEquals(0, state.subscription.lag());
        }
        state.stop();

        FilterBenchmark.Floor floor = new FilterBenchmark.Floor();
        floor.start();
        floor.publish();
        assertEquals(FilterBenchmark.FRAMES / 2, new FilterBenchmark().floorLook(floor));
    }

    @ParameterizedTest
    @EnumSource
    void shouldRecordWhatItIsToldTo(LatencySampling sampling) {
        LatencyRecordingBenchmark.Recorded state = new LatencyRecordingBenchmark.Recorded();
        state.sampling = sampling;
        state.start();
        state.publish();
        assertEquals(operations(LatencyRecordingBenchmark.class, "poll"), new LatencyRecordingBenchmark().poll(state));
        state.stop();

        LatencyRecordingBenchmark.Floor floor = new LatencyRecordingBenchmark.Floor();
        floor.publish();
        new LatencyRecordingBenchmark().floorRecord(floor);
        assertEquals(
                operations(LatencyRecordingBenchmark.class, "floorRecord"),
                floor.handlerTimeNs.getIntervalHistogram().getTotalCount());
    }

    @Test
    void shouldFindNothing() {
        IdlePollBenchmark.Idle state = new IdlePollBenchmark.Idle();
        state.start();
        assertEquals(0, new IdlePollBenchmark().poll(state));
        assertEquals(0, new IdlePollBenchmark().pollInPlace(state));
        state.stop();
    }

    @ParameterizedTest
    @CsvSource({"100, 0, 1, 8", "100, 10, 8, 1", "100, 10, 1, 8", "100, 100, 1, 1", "300, 10, 8, 1"})
    void shouldServeTheActiveStreamsAndPassOverTheIdle(int streams, int active, int subscribers, int idleSubscribers) {
        EgressBenchmark.Streams state = new EgressBenchmark.Streams();
        state.streams = streams;
        state.active = active;
        state.subscribers = subscribers;
        state.idleSubscribers = idleSubscribers;
        state.start();
        EgressStats before = state.agent.stats();
        for (int i = 0; i < 10; i++) {
            state.publish();
            assertEquals(active * subscribers, new EgressBenchmark().sweep(state));
        }
        assertEquals(10L * active * subscribers, state.agent.stats().turns() - before.turns());
        state.stop();
        state.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40})
    void shouldWakeEveryReceiverForEveryFrame(int parked) {
        WakeBenchmark.Publisher state = new WakeBenchmark.Publisher();
        state.parked = parked;
        state.start();
        for (int i = 0; i < 5; i++) {
            state.settle();
            assertEquals(0, state.receivers.woken.get(), "everybody sleeps");
            assertEquals(parked, new WakeBenchmark().publish(state));
        }
        assertEquals(4, state.bench.stream.cursor());
        state.stop();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40})
    void shouldWaitForTheFirstAndForTheLast(int parked) {
        WakeBenchmark.Awaited state = new WakeBenchmark.Awaited();
        state.parked = parked;
        state.start();
        for (int i = 0; i < 3; i++) {
            state.settle();
            assertEquals(parked, new WakeBenchmark().untilFirst(state));
            assertTrue(state.receivers.woken.get() >= 1);
            state.settle();
            assertEquals(parked, new WakeBenchmark().untilLast(state));
            assertEquals(parked, state.receivers.woken.get());
        }
        state.stop();
    }

    @Test
    void shouldWakeABareThread() {
        WakeBenchmark.Floor floor = new WakeBenchmark.Floor();
        floor.start();
        for (int i = 1; i <= 5; i++) {
            floor.await();
            assertEquals(i, new WakeBenchmark().floorWake(floor));
        }
        floor.stop();
    }

    private static long operations(Class<?> benchmark, String method) {
        return Stream.of(benchmark.getMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .findFirst()
                .orElseThrow()
                .getAnnotation(OperationsPerInvocation.class)
                .value();
    }

    /** A proof that cannot fail proves nothing. */
    @Test
    void shouldFindAVoidMeasurementOut() {
        DeliverBenchmark.Subscribers lost = new DeliverBenchmark.Subscribers();
        lost.size = 200;
        lost.subscribers = 8;
        lost.start();
        lost.publish();
        assertThrows(IllegalStateException.class, lost::stop, "nobody polled");

        PublishBenchmark.Publisher gone = new PublishBenchmark.Publisher();
        gone.size = 200;
        gone.idleSubscribers = 1;
        gone.clock = "none";
        gone.start();
        gone.bench.stream.subscribe(
                SubscribeOptions.builder().startAt(StartAt.OLDEST).build());
        assertThrows(IllegalStateException.class, gone::stop, "one subscriber too many");
        assertThrows(IllegalStateException.class, Require::noAssertions, "tests run with assertions");
    }
}
