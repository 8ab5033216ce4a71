package io.framebus.bench.jmh;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
 * What does it cost to publish while threads sleep in {@code receive}, and how long is it until the first of them and the last of
 * them has its frame? Beside waking one bare thread.
 *
 * <p>An operation begins when every receiver sleeps, so it does not bear the storm of the one before; and after some frames to a
 * stream of nobody, so that the storm's cold caches are not measured either. Each is timed by itself: what counts here is the tail.
 * The receivers are virtual threads on Java 21 and later, else platform threads.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 4)
@Fork(3)
public class WakeBenchmark {
    static final int SIZE = 1200;
    static final int CAPACITY_FRAMES = 256;
    static final int CAPACITY_BYTES = 1 << 20;

    /** Frames to a stream of nobody before each operation. */
    static final int PRIMING = 256;

    private static BenchStream stream() {
        return new BenchStream(BenchStream.ring(CAPACITY_FRAMES, CAPACITY_BYTES), SIZE, "none");
    }

    /** The floor: one thread that sleeps until it is woken. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // by JMH, through the setup method
    public static class Floor {
        volatile int asked;
        volatile int answered;
        Thread thread;

        /** Starts the thread. */
        @Setup
        public void start() {
            thread = ParkedReceivers.start(this::answer);
        }

        private void answer() {
            while (asked >= 0) {
                answered = asked;
                LockSupport.park(this);
            }
        }

        /** Waits until it sleeps. */
        @Setup(Level.Invocation)
        public void await() {
            while (thread.getState() != Thread.State.WAITING) {
                LockSupport.parkNanos(1);
            }
        }

        int wake() {
            int question = asked + 1;
            asked = question;
            LockSupport.unpark(thread);
            while (answered != question) {
                Thread.onSpinWait();
            }
            return question;
        }

        /** Ends the thread. */
        @TearDown
        public void stop() {
            Require.that(asked > 0, "nothing was asked");
            asked = -1;
            LockSupport.unpark(thread);
        }
    }

    /** A stream and its receivers. */
    @SuppressWarnings("NullAway.Init") // by JMH, through the setup method
    abstract static class Sleeping {
        BenchStream bench;
        BenchStream primer;
        ParkedReceivers receivers;
        private int parked;
        private long published;

        abstract int parked();

        /** Refuses to measure with assertions on, then {@link #start()}. */
        @Setup
        public void setUp() {
            Require.noAssertions();
            start();
        }

        /** Starts the stream; the receivers join and fall asleep. */
        public void start() {
            parked = parked();
            bench = stream();
            primer = stream();
            receivers = new ParkedReceivers(bench, parked);
            Require.equal(parked, bench.stream.subscriberCount(), "parked");
        }

        /** Waits until everybody sleeps, and primes. */
        @Setup(Level.Invocation)
        public void settle() {
            receivers.awaitParked(published == 0 ? 0 : parked);
            receivers.reset();
            for (int i = 0; i < PRIMING; i++) {
                primer.publish();
            }
            published++;
        }

        /** Proves that every receiver was handed every frame. */
        @TearDown
        public void stop() {
            receivers.awaitParked(published == 0 ? 0 : parked);
            receivers.requireDelivered(published);
            Require.equal(published, bench.stream.cursor() + 1, "published");
            bench.close();
            primer.close();
        }
    }

    /** With none to compare with. */
    @State(Scope.Thread)
    public static class Publisher extends Sleeping {
        /** Threads that sleep. */
        @Param({"0", "1", "100", "10000"})
        int parked;

        @Override
        int parked() {
            return parked;
        }
    }

    /** With at least one to wait for. */
    @State(Scope.Thread)
    public static class Awaited extends Sleeping {
        /** Threads that sleep. */
        @Param({"1", "100", "10000"})
        int parked;

        @Override
        int parked() {
            return parked;
        }
    }

    /** Waking a thread, until it runs. */
    @Benchmark
    public int floorWake(Floor floor) {
        return floor.wake();
    }

    /** Publishing alone. */
    @Benchmark
    public int publish(Publisher publisher) {
        return publisher.bench.publish();
    }

    /** Until one receiver has the frame; the publisher spins for it. */
    @Benchmark
    public int untilFirst(Awaited awaited) {
        int told = awaited.bench.publish();
        awaited.receivers.awaitFirst();
        return told;
    }

    /** Until each receiver has the frame; the publisher sleeps, and the last receiver wakes it. */
    @Benchmark
    public int untilLast(Awaited awaited) {
        int told = awaited.bench.publish();
        awaited.receivers.awaitLast();
        return told;
    }
}
