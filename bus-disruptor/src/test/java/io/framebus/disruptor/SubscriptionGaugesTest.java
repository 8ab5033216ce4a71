package io.framebus.disruptor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.framebus.Codec;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.StreamConfig;
import io.framebus.StreamKey;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SubscriptionGaugesTest {
    private final Stream stream = new Stream(
            StreamKey.of("live", "cam"),
            StreamConfig.builder().capacityFrames(8).capacityBytes(1 << 12).build(),
            new StreamServices(
                    System::nanoTime, new Events(null), new ArenaPool(0), new Departures(), new AtomicLong()),
            ended -> {});
    private final SubscriptionGauges gauges =
            new SubscriptionGauges(stream, new Books(new Progress(stream.ring.bySequence)));

    @Test
    void shouldCountWhatIsPublishedUntilItIsFrozen() {
        publishOne();
        publishOne();

        assertEquals(2, gauges.lagFrames(0));
    }

    /** As when a poll finds the end, tells it, and a close on another thread comes to the same point after one more frame. */
    @Test
    void shouldStandStillWhereItWasFrozenFirst() {
        publishOne();
        gauges.freezeAt(stream.ring.cursor());
        publishOne();
        gauges.freezeAt(stream.ring.cursor());

        assertEquals(1, gauges.lagFrames(0));
    }

    private void publishOne() {
        FrameHeader header = new FrameHeader().kind(FrameKind.AUDIO).codec(Codec.OPUS);
        stream.publication().publish(header, ByteBuffer.allocate(10));
    }
}
