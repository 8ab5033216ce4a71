package io.framebus.bench.jmh;

import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What does a poll cost that finds nothing, beside a bare acquiring read of a number that another thread writes? */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class IdlePollBenchmark {
    /** The floor: one number. */
    @State(Scope.Thread)
    public static class Floor {
        final AtomicLong cursor = new AtomicLong();
    }

    /** A subscriber with nothing to read. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // by JMH, through the setup method
    public static class Idle {
        final DeliverBenchmark.Taken taken = new DeliverBenchmark.Taken();
        BenchStream bench;
        Subscription subscription;

        /** Refuses to measure with assertions on, then {@link #start()}. */
        @Setup
        public void setUp() {
            Require.noAssertions();
            start();
        }

        /** Starts the stream; the subscriber joins and reads the one frame there is. */
        public void start() {
            bench = new BenchStream(BenchStream.ring(64, 1 << 16), 200, "system");
            subscription = bench.stream.subscribe(SubscribeOptions.defaults());
            bench.publish(1, 1);
            Require.equal(1, subscription.poll(taken, 64), "delivered");
        }

        /** Proves that there was nothing, and that the subscriber would have got it. */
        @TearDown
        public void stop() {
            Require.equal(1, subscription.delivered(), "delivered");
            bench.publish(1, 1);
            Require.equal(1, subscription.poll(taken, 64), "delivered");
            bench.close();
        }
    }

    /** Nothing at all: what JMH's own loop costs. */
    @Benchmark
    public void floorEmpty() {}

    /** One acquiring read. */
    @Benchmark
    public long floorRead(Floor floor) {
        return floor.cursor.getAcquire();
    }

    /** One poll. */
    @Benchmark
    public int poll(Idle idle) {
        return idle.subscription.poll(idle.taken, 64);
    }

    /** One poll in place. */
    @Benchmark
    public int pollInPlace(Idle idle) {
        return idle.subscription.pollInPlace(idle.taken, 64);
    }
}
