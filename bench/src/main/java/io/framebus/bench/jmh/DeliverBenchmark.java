package io.framebus.bench.jmh;

import io.framebus.DeliveredFrame;
import io.framebus.FrameHandler;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import java.nio.ByteBuffer;
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
 * What does it cost to deliver a frame to one subscriber, beside a bare copy of the same bytes out of memory of the same size,
 * when one thread serves several? By copy the handler looks at the length; in place it asks for intactness as well. An operation
 * is one delivery.
 *
 * <p>Publishing is not measured: before each invocation as many frames are published as make {@value #DELIVERIES} deliveries in
 * all, and the subscribers take turns reading {@value #BATCH} of them. So with 64 subscribers what is read is in the first
 * caches, as at the live edge; a single one reads a backlog that is not. The floor does exactly the same.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class DeliverBenchmark {
    /** Deliveries per invocation: long enough for the time of the two looks at the clock around it not to matter. */
    public static final int DELIVERIES = 4096;

    /** Frames per poll. */
    static final int BATCH = 64;

    static final int CAPACITY_FRAMES = 4096;
    static final int CAPACITY_BYTES = 8 << 20;

    /** The floor: payloads written beforehand, then copied out. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // by JMH, through the setup method
    public static class Floor {
        /** Payload bytes. */
        @Param({"200", "1200"})
        public int size;

        /** Subscribers served by the thread. */
        @Param({"1", "8", "64"})
        public int subscribers;

        ArenaWalk walk;
        ByteBuffer payload;
        int[] places;

        /** Prepares the memory. */
        @Setup
        public void start() {
            walk = new ArenaWalk(CAPACITY_BYTES, size);
            payload = ByteBuffer.allocateDirect(size);
            places = new int[DELIVERIES / subscribers];
        }

        /** Writes what the invocation copies out. */
        @Setup(Level.Invocation)
        public void publish() {
            for (int i = 0; i < places.length; i++) {
                places[i] = walk.copyIn(payload);
            }
        }

        /** Copies everything out; the bytes. */
        public int copyOut() {
            int copied = 0;
            for (int from = 0; from < places.length; from += BATCH) {
                int to = Math.min(from + BATCH, places.length);
                for (int subscriber = 0; subscriber < subscribers; subscriber++) {
                    for (int i = from; i < to; i++) {
                        copied += walk.copyOut(places[i], size);
                    }
                }
            }
            return copied;
        }
    }

    /** Subscribers of one stream. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // by JMH, through the setup method
    public static class Subscribers {
        /** Payload bytes. */
        @Param({"200", "1200"})
        public int size;

        /** Subscribers served by the thread. */
        @Param({"1", "8", "64"})
        public int subscribers;

        final Taken taken = new Taken();
        BenchStream bench;
        Subscription[] subscriptions;
        int frames;
        long published;

        /** Refuses to measure with assertions on, then {@link #start()}. */
        @Setup
        public void setUp() {
            Require.noAssertions();
            start();
        }

        /** Starts the stream, and its subscribers join. */
        public void start() {
            bench = new BenchStream(BenchStream.ring(CAPACITY_FRAMES, CAPACITY_BYTES), size, "none");
            subscriptions = bench.subscribe(subscribers, SubscribeOptions.defaults());
            Require.equal(subscribers, bench.stream.subscriberCount(), "subscribers");
            frames = DELIVERIES / subscribers;
            bench.age();
            published = 1;
            for (Subscription subscription : subscriptions) {
                Require.equal(1, subscription.poll(taken, BATCH), "the first poll");
            }
        }

        /** Publishes what the invocation delivers. */
        @Setup(Level.Invocation)
        public void publish() {
            bench.publish(frames, frames);
            published += frames;
        }

        /** Proves that every subscriber was given every frame. */
        @TearDown
        public void stop() {
            for (Subscription subscription : subscriptions) {
                Require.equal(published, subscription.delivered(), "delivered");
                Require.equal(0, subscription.dropped(), "dropped");
            }
            Require.equal(published * subscribers * size, taken.bytes, "bytes");
            bench.requireNewestFrame();
            bench.close();
        }

        /** Delivers everything by copy; the number of deliveries. */
        public int poll() {
            int delivered = 0;
            for (int left = frames; left > 0; left -= BATCH) {
                for (Subscription subscription : subscriptions) {
                    delivered += subscription.poll(taken, BATCH);
                }
            }
            return delivered;
        }

        /** Delivers everything in place; the number of deliveries. */
        public int pollInPlace() {
            int delivered = 0;
            for (int left = frames; left > 0; left -= BATCH) {
                for (Subscription subscription : subscriptions) {
                    delivered += subscription.pollInPlace(taken, BATCH);
                }
            }
            return delivered;
        }
    }

    /** What was handed over. By copy the question whether it is intact is answered without a look at the ring. */
    static final class Taken implements FrameHandler {
        long bytes;

        @Override
        public void onFrame(DeliveredFrame frame) {
            int length = frame.length();
            if (frame.isIntact()) {
                bytes += length;
            }
        }
    }

    /** A bare copy of the payload, out of the arena. */
    @Benchmark
    @OperationsPerInvocation(DELIVERIES)
    public int floorCopy(Floor floor) {
        return floor.copyOut();
    }

    /** By copy. */
    @Benchmark
    @OperationsPerInvocation(DELIVERIES)
    public int byCopy(Subscribers subscribers) {
        return subscribers.poll();
    }

    /** In place. */
    @Benchmark
    @OperationsPerInvocation(DELIVERIES)
    public int inPlace(Subscribers subscribers) {
        return subscribers.pollInPlace();
    }
}
