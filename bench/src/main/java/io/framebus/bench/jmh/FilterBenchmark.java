package io.framebus.bench.jmh;

import io.framebus.FrameFlags;
import io.framebus.FrameHeader;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import java.util.concurrent.TimeUnit;
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
 * What does it cost to pass over a frame that a subscriber's filter leaves out, beside a bare look at as many headers in memory?
 * Before each invocation {@value #FRAMES} frames are published, none of which passes the filter; with the filter {@code none}
 * the same frames are delivered, in place. An operation is one frame.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class FilterBenchmark {
    /** Frames per invocation. */
    static final int FRAMES = 4096;

    static final int CAPACITY_BYTES = 2 << 20;
    static final int SIZE = 200;

    /** The floor: headers as far apart as a ring's slots. */
    @State(Scope.Thread)
    public static class Floor {
        final Slot[] slots = new Slot[FRAMES];
        private long sequence;

        /** Makes the headers. */
        @Setup
        public void start() {
            for (int i = 0; i < FRAMES; i++) {
                slots[i] = new Slot();
            }
        }

        /** Writes them. */
        @Setup(Level.Invocation)
        public void publish() {
            for (Slot slot : slots) {
                slot.stamp = sequence++;
                slot.packed = slot.stamp & 1;
            }
        }

        long look() {
            long odd = 0;
            for (Slot slot : slots) {
                if (slot.stamp >= 0) {
                    odd += slot.packed;
                }
            }
            return odd;
        }
    }

    /** As long as a ring's slot. */
    static final class Slot {
        long stamp;
        long packed;

        @SuppressWarnings("unused") // they take up room
        long a, b, c, d, e, f, g, h, i, j, k;
    }

    /** A subscriber with a filter. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // by JMH, through the setup method
    public static class Filtered {
        /** Why the frames are left out. */
        @Param({"none", "track", "temporalLayer", "spatialLayer", "discardable"})
        String filter;

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
            bench = new BenchStream(BenchStream.ring(FRAMES, CAPACITY_BYTES), SIZE, "none");
            FrameHeader header = bench.header;
            header.trackId(3).temporalLayer(2).spatialLayer(1).flags(FrameFlags.DISCARDABLE);
            SubscribeOptions.Builder options = SubscribeOptions.builder();
            switch (filter) {
                case "none" -> {}
                case "track" -> options.tracks(1, 2);
                case "temporalLayer" -> options.maxTemporalLayer(1);
                case "spatialLayer" -> options.maxSpatialLayer(0);
                case "discardable" -> options.dropDiscardable();
                default -> throw new IllegalArgumentException("no such filter: " + filter);
            }
            subscription = bench.stream.subscribe(options.build());
        }

        /** Publishes what the invocation passes over. */
        @Setup(Level.Invocation)
        public void publish() {
            bench.publish(FRAMES, 64);
        }

        /** Proves that every frame was filtered, or with no filter delivered. */
        @TearDown
        public void stop() {
            long published = bench.stream.cursor() + 1;
            boolean all = filter.equals("none");
            Require.equal(all ? 0 : published, subscription.filtered(), "filtered");
            Require.equal(all ? published : 0, subscription.delivered(), "delivered");
            bench.close();
        }

        int poll() {
            int delivered = 0;
            while (subscription.lag() > 0) {
                delivered += subscription.pollInPlace(taken, FRAMES);
            }
            return delivered;
        }
    }

    /** A bare look at each header. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public long floorLook(Floor floor) {
        return floor.look();
    }

    /** Passing over frames. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public int poll(Filtered filtered) {
        return filtered.poll();
    }
}
