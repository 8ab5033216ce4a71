package io.framebus.bench.jmh;

import io.framebus.LatencyRecording;
import io.framebus.LatencySampling;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.SingleWriterRecorder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does recording latency add to a delivery, beside two bare looks at the clock and two records into histograms? Delivered
 * in place, in polls of {@value DeliverBenchmark#BATCH} frames, to a handler that does next to nothing. An operation is one
 * delivery; {@code NONE} is the delivery without recording.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class LatencyRecordingBenchmark {
    /** Deliveries per invocation. */
    static final int FRAMES = 4096;

    static final int CAPACITY_BYTES = 2 << 20;
    static final int SIZE = 200;

    /** The floor: a clock and two histograms. */
    @State(Scope.Thread)
    public static class Floor {
        final SingleWriterRecorder queueTimeNs = new SingleWriterRecorder(LatencyRecording.MAX_NS, 2);
        final SingleWriterRecorder handlerTimeNs = new SingleWriterRecorder(LatencyRecording.MAX_NS, 2);
        private long publishedNs;

        /** Takes the time that the recorded ones count from. */
        @Setup(Level.Invocation)
        public void publish() {
            publishedNs = System.nanoTime();
        }

        long record() {
            long sum = 0;
            for (int i = 0; i < FRAMES; i++) {
                long entryNs = System.nanoTime();
                long exitNs = System.nanoTime();
                queueTimeNs.recordValue(entryNs - publishedNs);
                handlerTimeNs.recordValue(exitNs - entryNs);
                sum += exitNs;
            }
            return sum;
        }
    }

    /** A subscriber that records, or not. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // by JMH, through the setup method
    public static class Recorded {
        /** What is recorded. */
        @Param({"NONE", "FIRST_OF_POLL", "EVERY_FRAME"})
        LatencySampling sampling;

        final DeliverBenchmark.Taken taken = new DeliverBenchmark.Taken();
        BenchStream bench;
        Subscription subscription;

        /** Refuses to measure with assertions on, then {@link #start()}. */
        @Setup
        public void setUp() {
            Require.noAssertions();
            start();
        }

        /** Starts the stream, and the subscriber joins. */
        public void start() {
            bench = new BenchStream(BenchStream.ring(FRAMES, CAPACITY_BYTES), SIZE, "system");
            subscription = bench.stream.subscribe(
                    SubscribeOptions.builder().recordLatency(sampling).build());
        }

        /** Publishes what the invocation delivers. */
        @Setup(Level.Invocation)
        public void publish() {
            bench.publish(FRAMES, 64);
        }

        /** Proves that every delivery was recorded that was to be, and no other. */
        @TearDown
        public void stop() {
            long published = bench.stream.cursor() + 1;
            Require.equal(published, subscription.delivered(), "delivered");
            long recorded = switch (sampling) {
                case NONE -> 0;
                case FIRST_OF_POLL -> published / DeliverBenchmark.BATCH;
                case EVERY_FRAME -> published;
            };
            Require.equal(recorded, recorded(), "recorded");
            bench.close();
        }

        private long recorded() {
            return subscription
                    .latency()
                    .map(latency -> latency.queueTimeNs(null).getTotalCount())
                    .orElse(0L);
        }

        int poll() {
            int delivered = 0;
            for (int left = FRAMES; left > 0; left -= DeliverBenchmark.BATCH) {
                delivered += subscription.pollInPlace(taken, DeliverBenchmark.BATCH);
            }
            return delivered;
        }
    }

    /** Two looks at the clock and two records. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public long floorRecord(Floor floor) {
        return floor.record();
    }

    /** One bare look at the clock. */
    @Benchmark
    public long floorClock() {
        return System.nanoTime();
    }

    /** Deliveries. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public int poll(Recorded recorded) {
        return recorded.poll();
    }
}
