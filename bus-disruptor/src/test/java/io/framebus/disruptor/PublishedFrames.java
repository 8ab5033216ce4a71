package io.framebus.disruptor;

import io.framebus.Codec;
import io.framebus.FrameFlags;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.StreamConfig;
import io.framebus.StreamKey;
import io.framebus.contract.Payloads;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** A stream whose payloads follow from their sequence. */
final class PublishedFrames {
    static final int CAPACITY_FRAMES = 256;
    private static final int CAPACITY_BYTES = 1 << 20;

    final Stream stream = new Stream(
            StreamKey.of("live", "cam"),
            StreamConfig.builder()
                    .capacityFrames(CAPACITY_FRAMES)
                    .capacityBytes(CAPACITY_BYTES)
                    .build(),
            new StreamServices(
                    System::nanoTime, new Events(null), new ArenaPool(0), new Departures(), new AtomicLong()),
            ended -> {});
    final ByteBuffer arena = stream.ring.arena.readOnly();
    private long next;

    void publish(int count, int bytes) {
        for (int i = 0; i < count; i++) {
            FrameHeader header = new FrameHeader()
                    .kind(FrameKind.AUDIO)
                    .codec(Codec.OPUS)
                    .ptsUs(10 * next)
                    .dtsUs(10 * next + 1)
                    .durationUs(7);
            stream.publication().publish(header, ByteBuffer.wrap(Payloads.of(next, bytes)));
            next++;
        }
    }

    void publishConfig() {
        FrameHeader header =
                new FrameHeader().kind(FrameKind.AUDIO).codec(Codec.OPUS).flags(FrameFlags.CONFIG);
        stream.publication().publish(header, ByteBuffer.wrap(Payloads.of(next, 5)));
        next++;
    }
}
