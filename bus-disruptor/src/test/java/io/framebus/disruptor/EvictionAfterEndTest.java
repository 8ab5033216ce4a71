package io.framebus.disruptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Codec;
import io.framebus.EndReason;
import io.framebus.MaxLagPolicy;
import io.framebus.MediaFrame;
import io.framebus.StartAt;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stream that has ended is drained, whatever the subscriber's policy: the end reason says that it was. */
@Timeout(20)
class EvictionAfterEndTest {
    private static final int FRAMES = 10;

    private final AtomicLong nowNs = new AtomicLong();
    private final DisruptorFrameBus bus = DisruptorFrameBus.builder()
            .app("live", StreamConfig.defaults())
            .clock(nowNs::get)
            .housekeepingInterval(Duration.ZERO)
            .build();
    private final StreamHandle stream = bus.startPublish(StreamKey.of("live", "film"));

    private Subscription subscribe() {
        return stream.subscribe(SubscribeOptions.builder()
                .startAt(StartAt.LIVE)
                .maxLag(MaxLagPolicy.behindLive(Duration.ofSeconds(1)))
                .build());
    }

    private void publish() {
        for (int i = 0; i < FRAMES; i++) {
            stream.publish(MediaFrame.video(i, i, new byte[] {1}, Codec.H264, true));
        }
    }

    @Test
    void shouldDrainAStreamThatHasEndedHoweverLate() {
        try (bus;
                Subscription subscription = subscribe()) {
            publish();
            bus.endPublish(stream.key());
            nowNs.addAndGet(Duration.ofSeconds(2).toNanos());
            assertEquals(FRAMES, subscription.poll(frame -> {}, 2 * FRAMES));
            assertEquals(Subscription.ENDED, subscription.poll(frame -> {}, 2 * FRAMES));
            assertEquals(Optional.of(new EndReason.StreamEnded()), subscription.endReason());
            assertEquals(0, subscription.lag());
        }
    }

    @Test
    void shouldStillEvictWhileTheStreamGoesOn() {
        try (bus;
                Subscription subscription = subscribe()) {
            publish();
            nowNs.addAndGet(Duration.ofSeconds(2).toNanos());
            assertEquals(Subscription.ENDED, subscription.poll(frame -> {}, 2 * FRAMES));
            assertTrue(subscription.endReason().orElseThrow() instanceof EndReason.Evicted);
            assertEquals(FRAMES, subscription.lag());
        }
    }
}
