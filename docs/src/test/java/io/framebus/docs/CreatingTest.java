package io.framebus.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Codec;
import io.framebus.EndReason;
import io.framebus.FrameBus;
import io.framebus.MaxLagPolicy;
import io.framebus.MediaFrame;
import io.framebus.Retention;
import io.framebus.StartAt;
import io.framebus.StreamAlreadyPublishingException;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.StreamState;
import io.framebus.Subscription;
import io.framebus.Waiting;
import io.framebus.disruptor.DisruptorFrameBus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Creating a bus, and how large its streams are. */
final class CreatingTest {
    @Test
    void shouldCreateABus() {
        // tag::bus
        StreamConfig conference = StreamConfig.builder()
                .capacityFrames(2048)
                .capacityBytes(8 << 20)
                .startAt(StartAt.SYNC_POINT)
                .maxLag(MaxLagPolicy.behindLive(Duration.ofSeconds(2)).withGrace(Duration.ofSeconds(5)))
                .build();
        StreamConfig recording = conference.toBuilder()
                .waiting(Waiting.BACKOFF)
                .maxLag(MaxLagPolicy.none())
                .build();
        DisruptorFrameBus bus = DisruptorFrameBus.builder()
                .app("conference", conference)
                .app("recording", recording)
                .maxPublishers(1000)
                .idleTimeout(Duration.ofSeconds(30))
                .build();
        // end::bus
        try (bus) {
            assertEquals(2, bus.apps().size());
            // tag::start
            StreamKey key = StreamKey.of("conference", "alice");
            StreamHandle alice = bus.startPublish(key);
            assertThrows(StreamAlreadyPublishingException.class, () -> bus.startPublish(key));
            bus.endPublish(key);
            assertTrue(alice.isClosed());
            // end::start
            assertEquals(StreamState.ENDED, alice.state());
            assertEquals(StreamHandle.CLOSED, alice.publish(MediaFrame.audio(0, new byte[10], Codec.OPUS)));
        }
    }

    @Test
    void shouldSizeAStream() {
        // tag::sizing
        StreamConfig twoSeconds = StreamConfig.sizedFor(4_000_000, 80, Duration.ofSeconds(2));
        assertEquals(160, twoSeconds.capacityFrames());
        assertEquals(256, twoSeconds.effectiveCapacityFrames());
        assertEquals(1_250_000, twoSeconds.capacityBytes());
        assertEquals(2 << 20, twoSeconds.effectiveCapacityBytes());
        // end::sizing
        try (FrameBus bus = DisruptorFrameBus.builder().app("live", twoSeconds).build()) {
            StreamHandle stream = bus.startPublish(StreamKey.of("live", "a"));
            for (int i = 0; i < 300; i++) {
                stream.publish(MediaFrame.audio(i * 20_000L, new byte[100], Codec.OPUS));
            }
            // tag::retention
            Retention retained = stream.retention();
            assertEquals(256, retained.frames());
            assertEquals(256 * 100, retained.bytes());
            assertEquals(stream.cursor() - stream.tail() + 1, retained.frames());
            // end::retention
            // tag::too-long
            MediaFrame tooLong = MediaFrame.video(0, 0, new byte[(2 << 20) + 1], Codec.H264, true);
            assertThrows(IllegalArgumentException.class, () -> stream.publish(tooLong));
            // end::too-long
            assertEquals(299, stream.cursor(), "nothing has changed");
        }
    }

    @Test
    void shouldCloseTheBus() {
        DisruptorFrameBus bus =
                DisruptorFrameBus.builder().app("live", StreamConfig.defaults()).build();
        StreamHandle stream = bus.startPublish(StreamKey.of("live", "a"));
        Subscription subscription = stream.subscribe();
        bus.close();
        assertEquals(Subscription.ENDED, subscription.poll(frame -> {}, 1));
        assertEquals(new EndReason.BusClosed(), subscription.endReason().orElseThrow());
    }
}
