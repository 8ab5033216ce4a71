package io.framebus.bench.jmh;

import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.FrameFlags;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.StartAt;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import io.framebus.disruptor.DisruptorFrameBus;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * One stream on a bus of its own, with what its publisher needs. The bus has no housekeeping thread: on a machine with few
 * cores it would be measured, too.
 */
public final class BenchStream implements AutoCloseable {
    /** Step of media time: 30 frames a second. */
    private static final long FRAME_US = 33_333;

    public final DisruptorFrameBus bus;
    public final StreamHandle stream;
    public final FrameHeader header = new FrameHeader().kind(FrameKind.DELTA).codec(Codec.H264);
    public final ByteBuffer payload;
    final String clock;

    private long ptsUs;

    public BenchStream(StreamConfig config, int payloadBytes, String clock) {
        this.clock = clock;
        bus = DisruptorFrameBus.builder()
                .app("bench", config)
                .clock(Clocks.named(clock))
                .housekeepingInterval(Duration.ZERO)
                .build();
        stream = bus.startPublish(StreamKey.of("bench", "stream"));
        payload = ByteBuffer.allocateDirect(payloadBytes);
        while (payload.hasRemaining()) {
            payload.put((byte) payload.position());
        }
        payload.flip();
    }

    /** A ring of exactly that size. */
    public static StreamConfig ring(int capacityFrames, int capacityBytes) {
        StreamConfig config = StreamConfig.builder()
                .capacityFrames(capacityFrames)
                .capacityBytes(capacityBytes)
                .build();
        Require.equal(capacityFrames, config.effectiveCapacityFrames(), "capacityFrames");
        Require.equal(capacityBytes, config.effectiveCapacityBytes(), "capacityBytes");
        return config;
    }

    /**
     * Makes the stream what it is in a process that has run for a while: its memory in the old generation, and a configuration
     * in force that is younger. A collector that minds references from old to young then shows what that costs.
     */
    public void age() {
        System.gc();
        header.kind(FrameKind.KEY).flags(FrameFlags.CONFIG);
        publish();
        header.kind(FrameKind.DELTA).flags(0);
    }

    /** The header of the next frame. */
    public FrameHeader nextHeader() {
        return header.ptsUs(ptsUs += FRAME_US);
    }

    public int publish() {
        return stream.publish(nextHeader(), payload);
    }

    /** Publishes frames of which the first and then every {@code keyInterval}th is a key frame. */
    public void publish(int frames, int keyInterval) {
        for (int i = 0; i < frames; i++) {
            header.kind(i % keyInterval == 0 ? FrameKind.KEY : FrameKind.DELTA);
            publish();
        }
    }

    public Subscription[] subscribe(int count, SubscribeOptions options) {
        Subscription[] subscriptions = new Subscription[count];
        for (int i = 0; i < count; i++) {
            subscriptions[i] = stream.subscribe(options);
        }
        return subscriptions;
    }

    /** Proves that the newest frame is one that was published here: its length, its bytes and its clock. */
    public void requireNewestFrame() {
        Require.that(stream.cursor() >= 0, "nothing was published");
        long newest = stream.cursor();
        boolean[] seen = new boolean[1];
        try (Subscription subscription = stream.subscribe(
                SubscribeOptions.builder().startAt(StartAt.OLDEST).build())) {
            while (subscription.lag() > 0) {
                subscription.poll(
                        frame -> {
                            if (frame.sequence() == newest) {
                                requireSame(frame);
                                seen[0] = true;
                            }
                        },
                        64);
            }
        }
        Require.that(seen[0], "the newest frame was not delivered");
    }

    private void requireSame(DeliveredFrame frame) {
        Require.equal(payload.remaining(), frame.length(), "length");
        Require.that(payload.equals(frame.payload()), "payload differs");
        boolean still = frame.publishTimeNs() == Clocks.NONE_NS;
        Require.that(still == clock.equals("none"), "clock is not " + clock);
    }

    @Override
    public void close() {
        bus.close();
    }
}
