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
import io.framebus.bench.jmh.Fleets;
import io.framebus.bench.jmh.Require;
import io.framebus.disruptor.DisruptorFrameBus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An egress agent and the many streams it serves, of which some can be made to have something new, evenly spread and others each time.
 * Used by one thread.
 */
final class SweepFleet implements FrameHandler, AutoCloseable {
    /** As many streams as the goal speaks of. */
    static final int THOUSANDS = 10_000;

    static final int PAYLOAD_BYTES = 200;
    private static final int CAPACITY_FRAMES = 8;
    private static final int CAPACITY_BYTES = 4096;

    /** Some times a core's second cache, a part of what all share. */
    private static final int ELSEWHERE_BYTES = 4 << 20;

    private static final int LINE_BYTES = 64;

    /** One that serves what is new, one that passes over what has nothing more. */
    private static final int SWEEPS_UNTIL_IDLE = 2;

    private final DisruptorFrameBus bus;
    private final EgressAgent agent = EgressAgent.builder().build();
    private final List<StreamHandle> streams = new ArrayList<>();
    private final boolean told;
    private final int active;
    private final FrameHeader header = new FrameHeader().kind(FrameKind.DELTA).codec(Codec.H264);
    private final ByteBuffer payload = ByteBuffer.allocateDirect(PAYLOAD_BYTES);
    private final byte[] elsewhere = new byte[ELSEWHERE_BYTES];
    private final EgressStats idle;
    private long activeSweeps;
    private long bytes;
    private int sum;

    /** {@code active}: streams that have something new in a sweep of which some have; none where there are no such sweeps. */
    SweepFleet(int count, int active, int subscribersEach) {
        this.told = Fleets.isTold(count);
        this.active = active;
        bus = DisruptorFrameBus.builder()
                .app("bench", BenchStream.ring(CAPACITY_FRAMES, CAPACITY_BYTES))
                .maxPublishers(count)
                .housekeepingInterval(Duration.ZERO)
                .build();
        for (int i = 0; i < count; i++) {
            StreamHandle stream = bus.startPublish(StreamKey.of("bench", "stream-" + i));
            for (int j = 0; j < subscribersEach; j++) {
                agent.add(stream.subscribe(), this);
            }
            stream.publish(header, payload); // so that none is idle from the beginning on
            streams.add(stream);
        }
        Fleets.letIdle(agent, count);
        idle = agent.stats();
        Require.equal((long) count * subscribersEach, idle.frames(), "frames of the first sweeps");
        bytes = 0;
        System.gc(); // what has run for a while is old
    }

    /**
     * What it takes to serve active streams that have one new frame each: a sweep that does, and one that finds nothing more. What was just
     * published is no longer in the core's own caches.
     */
    long sweepActiveNs() {
        publish();
        workElsewhere();
        return sweepsNs(SWEEPS_UNTIL_IDLE);
    }

    /** What it takes to publish a frame to each of the active streams, of which nothing is in the core's own caches. They are swept afterwards. */
    long publishNs() {
        workElsewhere();
        long startNs = System.nanoTime();
        publish();
        long ns = System.nanoTime() - startNs;
        sweepsNs(SWEEPS_UNTIL_IDLE);
        return ns;
    }

    /** To others than the last time, where there are others. */
    private void publish() {
        int apart = streams.size() / active;
        for (int i = (int) (activeSweeps % apart); i < streams.size(); i += apart) {
            streams.get(i).publish(header, payload);
        }
        activeSweeps++;
    }

    /** What so many sweeps take where nothing is new. */
    long sweepsNs(int sweeps) {
        long startNs = System.nanoTime();
        for (int i = 0; i < sweeps; i++) {
            agent.doWork();
        }
        return System.nanoTime() - startNs;
    }

    private void workElsewhere() {
        for (int i = 0; i < elsewhere.length; i += LINE_BYTES) {
            sum += elsewhere[i]++;
        }
    }

    @Override
    public void onFrame(DeliveredFrame frame) {
        bytes += frame.length();
    }

    /** Proves first that the sweeps delivered what was new, and that who is told looked at nothing else. */
    @Override
    public void close() {
        EgressStats stats = agent.stats();
        long frames = activeSweeps * active;
        Require.equal(frames, stats.frames() - idle.frames(), "frames");
        Require.equal(frames * PAYLOAD_BYTES, bytes, "bytes");
        Require.equal(told ? frames : 0, stats.notifications() - idle.notifications(), "streams that told");
        if (told) {
            Require.equal(frames, stats.streamsPassedOver() - idle.streamsPassedOver(), "streams passed over");
        }
        Require.that(sum != Integer.MIN_VALUE, "work elsewhere is done"); // or a compiler could leave it out
        agent.onClose();
        bus.close();
    }
}
