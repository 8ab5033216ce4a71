package io.framebus.bench.jmh;

import io.framebus.Codec;
import io.framebus.FrameClaim;
import io.framebus.MediaFrame;
import io.framebus.SubscribeOptions;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
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
 * What does it cost to publish a frame, beside a bare copy of the same bytes into memory of the same size, and does it matter
 * how many subscribers there are that do not read?
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class PublishBenchmark {
    public static final int CAPACITY_FRAMES = 1024;
    public static final int CAPACITY_BYTES = 4 << 20;

    /** The floor: the same payload, copied along the same walk. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // by JMH, through the setup method
    public static class Floor {
        /** Payload bytes. */
        @Param({"0", "200", "1200", "16384"})
        int size;

        ArenaWalk walk;
        ByteBuffer payload;

        /** Prepares the memory. */
        @Setup
        public void start() {
            walk = new ArenaWalk(CAPACITY_BYTES, size);
            payload = ByteBuffer.allocateDirect(size);
        }
    }

    /** A stream with idle subscribers. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // by JMH, through the setup method
    public static class Publisher {
        /** Payload bytes. */
        @Param({"0", "200", "1200", "16384"})
        int size;

        /** Subscribers that never poll. */
        @Param({"0", "64", "1000"})
        int idleSubscribers;

        /** The bus's clock. */
        @Param({"none", "system"})
        String clock;

        BenchStream bench;
        ReusedFrame reusedFrame;
        MediaFrame mediaFrame;
        byte[] bytes;

        /** Refuses to measure with assertions on, then {@link #start()}. */
        @Setup
        public void setUp() {
            Require.noAssertions();
            start();
        }

        /** Starts the stream, and its subscribers join. */
        public void start() {
            bench = new BenchStream(BenchStream.ring(CAPACITY_FRAMES, CAPACITY_BYTES), size, clock);
            bench.subscribe(idleSubscribers, SubscribeOptions.defaults());
            bytes = new byte[size];
            bench.payload.get(0, bytes);
            reusedFrame = new ReusedFrame(bench.payload);
            mediaFrame = MediaFrame.video(0, 0, bytes, Codec.H264, false);
            bench.age();
            Require.equal(idleSubscribers, bench.publish(), "idleSubscribers");
            bench.requireNewestFrame();
        }

        /** Proves that frames were published and nobody left. */
        @TearDown(Level.Trial)
        public void stop() {
            Require.that(bench.stream.cursor() > 0, "nothing was published");
            Require.equal(idleSubscribers, bench.stream.subscriberCount(), "idleSubscribers");
            bench.requireNewestFrame();
            bench.close();
        }
    }

    /** A bare copy of the payload. */
    @Benchmark
    public int floorCopy(Floor floor) {
        return floor.walk.copyIn(floor.payload);
    }

    /** A header and a buffer. */
    @Benchmark
    public int headerAndBuffer(Publisher publisher) {
        BenchStream bench = publisher.bench;
        return bench.stream.publish(bench.nextHeader(), bench.payload);
    }

    /** Written in place. */
    @Benchmark
    public int claimAndCommit(Publisher publisher) {
        BenchStream bench = publisher.bench;
        int length = publisher.size;
        FrameClaim claim = bench.stream.claim(bench.nextHeader(), length);
        ByteBuffer buffer = claim.buffer();
        buffer.put(buffer.position(), bench.payload, 0, length);
        return claim.commit();
    }

    /** A frame that its publisher uses again and again. */
    @Benchmark
    public int reusedFrame(Publisher publisher) {
        BenchStream bench = publisher.bench;
        return bench.stream.publish(
                publisher.reusedFrame.ptsUs(bench.nextHeader().ptsUs()));
    }

    /** A frame on the heap that exists already. */
    @Benchmark
    public int mediaFrame(Publisher publisher) {
        return publisher.bench.stream.publish(publisher.mediaFrame);
    }

    /** A frame on the heap, made for the purpose: the one way of publishing that makes garbage, all of it the frame's. */
    @Benchmark
    public int newMediaFrame(Publisher publisher) {
        long ptsUs = publisher.bench.nextHeader().ptsUs();
        return publisher.bench.stream.publish(MediaFrame.video(ptsUs, ptsUs, publisher.bytes, Codec.H264, false));
    }
}
