package io.framebus.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.FrameBus;
import io.framebus.FrameHandler;
import io.framebus.Gap;
import io.framebus.MediaFrame;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.Subscription;
import io.framebus.disruptor.DisruptorFrameBus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of the README. */
final class ReadmeTest {
    // tag::handler
    static final class Viewer implements FrameHandler {
        final List<String> seen = new ArrayList<>();

        @Override
        public void onFrame(DeliveredFrame frame) {
            seen.add(frame.kind() + " " + frame.sequence()); // the frame is valid inside this call only
        }

        @Override
        public void onGap(Gap gap) {
            seen.add("lost " + gap.frames() + " frames, " + gap.overwritten() + " of them overwritten");
        }
    }
    // end::handler

    @Test
    void shouldPublishAndSubscribe() {
        byte[] payload = new byte[1200];
        // tag::example
        StreamConfig settings = StreamConfig.builder().capacityFrames(4).build(); // a small ring, to be overrun
        try (FrameBus bus = DisruptorFrameBus.builder().app("live", settings).build()) {
            StreamHandle camera = bus.startPublish(StreamKey.of("live", "camera"));
            Subscription subscription = camera.subscribe();
            for (int i = 0; i < 10; i++) {
                long ptsUs = i * 33_333L;
                camera.publish(MediaFrame.video(ptsUs, ptsUs, payload, Codec.VP8, i % 4 == 0)); // never waits
            }
            Viewer viewer = new Viewer();
            subscription.poll(viewer, 64);
            assertEquals(List.of("lost 8 frames, 6 of them overwritten", "KEY 8", "DELTA 9"), viewer.seen);
            assertEquals(10, subscription.delivered() + subscription.dropped()); // the books balance
        }
        // end::example
    }
}
