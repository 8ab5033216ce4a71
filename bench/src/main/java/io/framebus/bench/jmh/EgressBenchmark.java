package io.framebus.bench.jmh;

import io.framebus.Codec;
import io.framebus.EgressAgent;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.disruptor.DisruptorFrameBus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does one sweep of the egress agent cost, over streams of which some have a new frame for each of their subscribers and the
 * others have none, beside one acquiring read per stream? An operation is one sweep over all streams. Publishing is not part of
 * it. 100 streams are asked, 10,000 tell; those with something new have so in each sweep, so they are never idle.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class EgressBenchmark {
    static final int SIZE = 200;
    static final StreamConfig SMALL = BenchStream.ring(8, 4096);

    /** The floor: as many numbers as streams, each in a place of its own. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // by JMH, through the setup method
    public static class Floor {
        /** Streams. */
        @Param({"100", "10000"})
        int streams;

        AtomicLong[] activities;

        /** Makes the numbers. */
        @Setup
        public void start() {
            activities = new AtomicLong[streams];
            for (int i = 0; i < streams; i++) {
                activities[i] = new AtomicLong(i);
            }
        }

        long sweep() {
            long sum = 0;
            for (AtomicLong activity : activities) {
                sum += activity.getAcquire();
            }
            return sum;
        }
    }

    /** An agent and its streams. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // by JMH, through the setup method
    public static class Streams {
        /** Streams. */
        @Param({"100", "10000"})
        int streams;

        /** Streams of these that have a new frame in each sweep. */
        @Param({"0", "10", "100"})
        int active;

        /** Subscriptions of each active stream. */
        @Param({"1", "8"})
        int subscribers;

        /** Subscriptions of each idle stream. */
        @Param({"1", "8"})
        int idleSubscribers;

        final DeliverBenchmark.Taken taken = new DeliverBenchmark.Taken();
        final EgressAgent agent = EgressAgent.builder().build();
        final DisruptorFrameBus bus = DisruptorFrameBus.builder()
                .app("bench", SMALL)
                .clock(Clocks.named("none"))
                .maxPublishers(20_000)
                .housekeepingInterval(Duration.ZERO)
                .build();
        final FrameHeader header = new FrameHeader().kind(FrameKind.KEY).codec(Codec.H264);
        final ByteBuffer payload = ByteBuffer.allocateDirect(SIZE);
        StreamHandle[] publishing;
        long sweeps;
        private long passedOver;

        /** Refuses to measure with assertions on, then {@link #start()}. */
        @Setup
        public void setUp() {
            Require.noAssertions();
            start();
        }

        /** Starts the streams, and the agent takes their subscribers up. */
        public void start() {
            publishing = new StreamHandle[active];
            for (int i = 0; i < streams; i++) {
                StreamHandle stream = bus.startPublish(StreamKey.of("bench", "stream-" + i));
                for (int j = 0; j < (i < active ? subscribers : idleSubscribers); j++) {
                    agent.add(stream.subscribe(), taken);
                }
                stream.publish(header, payload);
                if (i < active) {
                    publishing[i] = stream;
                }
            }
            Fleets.letIdle(agent, streams);
            Require.equal(subscriptions(), agent.stats().frames(), "frames of the first sweeps");
            Require.equal(streams, agent.stats().streams(), "streams");
            passedOver = agent.stats().streamsPassedOver();
        }

        private long subscriptions() {
            return (long) active * subscribers + (long) (streams - active) * idleSubscribers;
        }

        /** Publishes one frame to each active stream. */
        @Setup(Level.Invocation)
        public void publish() {
            for (StreamHandle stream : publishing) {
                stream.publish(header, payload);
            }
            sweeps++;
        }

        /**
         * Proves that every sweep delivered what was published, and passed over the rest or did not look at it. Closes nothing: with thousands of
         * streams that makes garbage, which the last iteration would be charged with, and the process is about to end.
         */
        @TearDown
        public void stop() {
            long perSweep = (long) active * subscribers;
            Require.equal(subscriptions() + sweeps * perSweep, agent.stats().frames(), "frames");
            Require.equal(
                    Fleets.isTold(streams) ? 0 : sweeps * (streams - active),
                    agent.stats().streamsPassedOver() - passedOver,
                    "streams passed over");
        }

        void close() {
            agent.onClose();
            bus.close();
        }
    }

    /** One acquiring read per stream. */
    @Benchmark
    public long floorReads(Floor floor) {
        return floor.sweep();
    }

    /** One sweep. */
    @Benchmark
    public int sweep(Streams streams) {
        return streams.agent.doWork();
    }
}
