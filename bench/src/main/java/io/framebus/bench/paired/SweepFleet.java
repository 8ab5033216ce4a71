package io.framebus.bench.paired;

import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.EgressAgent;
import io.framebus.EgressStats;
import io.framebus.FrameHandler;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.bench.jmh.BenchStream;
import io.framebus.bench.jmh.Require;
import io.framebus.disruptor.DisruptorFrameBus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An egress agent and the thousands of streams it serves, of which some can be made to have something new, evenly spread and others
 * each time; and some that it does not serve. Used by one thread.
 */
final class SweepFleet implements FrameHandler, AutoCloseable {
    /** As many as the goal speaks of. */
    static final int STREAMS = 10_000;

    static final int PAYLOAD_BYTES = 200;
    private static final int NOT_SERVED = 1000;
    private static final int CAPACITY_FRAMES = 8;
    private static final int CAPACITY_BYTES = 4096;

    private final DisruptorFrameBus bus;
    private final EgressAgent agent = EgressAgent.builder().build();
    private final List<StreamHandle> served = new ArrayList<>();
    private final List<StreamHandle> notServed = new ArrayList<>();
    private final int active;
    private final FrameHeader header = new FrameHeader().kind(FrameKind.DELTA).codec(Codec.H264);
    private final ByteBuffer payload = ByteBuffer.allocateDirect(PAYLOAD_BYTES);
    private final long firstFrames;
    private long sweeps;
    private long activeSweeps;
    private long bytes;

    /** {@code active}: streams that have something new in a sweep of which some have; none where there are no such sweeps. */
    SweepFleet(int active, int subscribersEach) {
        this.active = active;
        bus = DisruptorFrameBus.builder()
                .app("bench", BenchStream.ring(CAPACITY_FRAMES, CAPACITY_BYTES))
                .maxPublishers(STREAMS + NOT_SERVED)
                .housekeepingInterval(Duration.ZERO)
                .build();
        for (int i = 0; i < STREAMS; i++) {
            StreamHandle stream = bus.startPublish(StreamKey.of("bench", "stream-" + i));
            for (int j = 0; j < subscribersEach; j++) {
                agent.add(stream.subscribe(), this);
            }
            stream.publish(header, payload); // so that none is idle from the beginning on
            served.add(stream);
        }
        for (int i = 0; i < NOT_SERVED; i++) {
            notServed.add(bus.startPublish(StreamKey.of("bench", "not-served-" + i)));
        }
        firstFrames = (long) STREAMS * subscribersEach;
        agent.doWork();
        Require.equal(firstFrames, agent.stats().frames(), "frames of the first sweep");
        System.gc(); // what has run for a while is old
    }

    /** What a sweep takes whose active streams have one new frame each. */
    long sweepActiveNs() {
        publishTo(served, activeSweeps++);
        return sweepNs();
    }

    /** What a sweep takes that finds nothing new; before it as much is published as before {@link #sweepActiveNs}. */
    long sweepIdleNs() {
        publishTo(notServed, sweeps - activeSweeps);
        return sweepNs();
    }

    /** A frame to each of the active ones: to others than the last time, since what was just used is in the caches still. */
    private void publishTo(List<StreamHandle> streams, long turn) {
        if (active > 0) {
            int apart = streams.size() / active;
            for (int i = (int) (turn % apart); i < streams.size(); i += apart) {
                streams.get(i).publish(header, payload);
            }
        }
    }

    private long sweepNs() {
        sweeps++;
        long startNs = System.nanoTime();
        agent.doWork();
        return System.nanoTime() - startNs;
    }

    @Override
    public void onFrame(DeliveredFrame frame) {
        bytes += frame.length();
    }

    /** Proves first that each sweep delivered what was new, and passed over the rest. */
    @Override
    public void close() {
        EgressStats stats = agent.stats();
        long frames = firstFrames + activeSweeps * active;
        Require.equal(frames, stats.frames(), "frames");
        Require.equal(frames * PAYLOAD_BYTES, bytes, "bytes");
        Require.equal(sweeps * STREAMS - activeSweeps * active, stats.streamsPassedOver(), "streams passed over");
        agent.onClose();
        bus.close();
    }
}
