package io.framebus.bench.jmh;

import io.framebus.Resync;
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
 * What does it cost a subscriber to find that it was overrun, to learn what it lost and to go on where its policy says? Beside
 * a poll of one frame that nothing had happened to, and a bare copy of that frame.
 *
 * <p>Before each invocation the publisher laps {@value #SUBSCRIBERS} subscribers at once; the invocation polls each of them for
 * one frame. An operation is one overrun. With {@code LIVE} there is no frame to deliver: only the gap is told.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class OverrunBenchmark {
    /** Overruns per invocation. */
    static final int SUBSCRIBERS = 1024;

    static final int CAPACITY_FRAMES = 256;
    static final int CAPACITY_BYTES = 1 << 20;
    static final int KEY_INTERVAL = 32;
    static final int SIZE = 200;

    /** The floor: one payload, copied out as often as there are subscribers. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // by JMH, through the setup method
    public static class Floor {
        ArenaWalk walk;
        ByteBuffer payload;
        int at;

        /** Prepares the memory. */
        @Setup
        public void start() {
            walk = new ArenaWalk(CAPACITY_BYTES, SIZE);
            payload = ByteBuffer.allocateDirect(SIZE);
        }

        /** Writes what the invocation copies out. */
        @Setup(Level.Invocation)
        public void publish() {
            at = walk.copyIn(payload);
        }

        int copyOut() {
            int copied = 0;
            for (int i = 0; i < SUBSCRIBERS; i++) {
                copied += walk.copyOut(at, SIZE);
            }
            return copied;
        }
    }

    /** Subscribers that are lapped before each invocation. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // by JMH, through the setup method
    public static class Lapped {
        /** Where they go on. */
        @Param({"SYNC_POINT", "OLDEST", "LIVE"})
        Resync resync;

        Readers readers;
        long laps;

        /** Refuses to measure with assertions on, then {@link #start()}. */
        @Setup
        public void setUp() {
            Require.noAssertions();
            start();
        }

        /** Starts the stream, and its subscribers join. */
        public void start() {
            readers = new Readers(resync);
        }

        /** Laps every subscriber. */
        @Setup(Level.Invocation)
        public void lap() {
            // Whoever waits after the cursor is not lapped before this many frames, nor is anyone before that.
            readers.bench.publish(CAPACITY_FRAMES + KEY_INTERVAL, KEY_INTERVAL);
            laps++;
        }

        /** Proves that every poll found an overrun, and delivered what its policy has to deliver. */
        @TearDown
        public void stop() {
            readers.stop(laps, resync == Resync.LIVE ? 0 : laps);
        }
    }

    /** Subscribers that have one frame to read. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // by JMH, through the setup method
    public static class Undisturbed {
        Readers readers;
        long published;

        /** Refuses to measure with assertions on, then {@link #start()}. */
        @Setup
        public void setUp() {
            Require.noAssertions();
            start();
        }

        /** Starts the stream, and its subscribers join. */
        public void start() {
            readers = new Readers(Resync.SYNC_POINT);
        }

        /** Publishes the frame. */
        @Setup(Level.Invocation)
        public void publish() {
            readers.bench.publish(1, 1);
            published++;
        }

        /** Proves that every poll delivered it. */
        @TearDown
        public void stop() {
            readers.stop(0, published);
        }
    }

    /** Subscribers of one small ring. */
    static final class Readers {
        final DeliverBenchmark.Taken taken = new DeliverBenchmark.Taken();
        final BenchStream bench = new BenchStream(BenchStream.ring(CAPACITY_FRAMES, CAPACITY_BYTES), SIZE, "none");
        final Subscription[] subscriptions;

        Readers(Resync resync) {
            subscriptions = bench.subscribe(
                    SUBSCRIBERS, SubscribeOptions.builder().resync(resync).build());
        }

        int pollEach() {
            int delivered = 0;
            for (Subscription subscription : subscriptions) {
                delivered += subscription.poll(taken, 1);
            }
            return delivered;
        }

        void stop(long overruns, long delivered) {
            for (Subscription subscription : subscriptions) {
                Require.equal(overruns, subscription.stats().overruns(), "overruns");
                Require.equal(delivered, subscription.delivered(), "delivered");
                Require.equal(
                        bench.stream.cursor() + 1,
                        subscription.delivered() + subscription.dropped() + subscription.lag(),
                        "the sum of the books");
            }
            bench.close();
        }
    }

    /** A bare copy of the payload, out of the arena. */
    @Benchmark
    @OperationsPerInvocation(SUBSCRIBERS)
    public int floorCopy(Floor floor) {
        return floor.copyOut();
    }

    /** A poll of one frame, with no overrun. */
    @Benchmark
    @OperationsPerInvocation(SUBSCRIBERS)
    public int floorPoll(Undisturbed subscribers) {
        return subscribers.readers.pollEach();
    }

    /** A poll of one frame that begins with an overrun. */
    @Benchmark
    @OperationsPerInvocation(SUBSCRIBERS)
    public int overrun(Lapped subscribers) {
        return subscribers.readers.pollEach();
    }
}
