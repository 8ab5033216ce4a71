package io.framebus.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Codec;
import io.framebus.EgressAgent;
import io.framebus.EndReason;
import io.framebus.FrameBus;
import io.framebus.FrameFlags;
import io.framebus.MediaFrame;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.StreamState;
import io.framebus.Subscription;
import io.framebus.disruptor.DisruptorFrameBus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.junit.jupiter.api.Test;

/** Many subscribers on one thread, and a publisher that comes back. */
final class ServingTest {
    @Test
    void shouldServeManyFromOneThread() throws InterruptedException {
        try (FrameBus bus =
                DisruptorFrameBus.builder().app("live", StreamConfig.defaults()).build()) {
            StreamHandle stream = bus.startPublish(StreamKey.of("live", "a"));
            List<Long> sent = Collections.synchronizedList(new ArrayList<>());
            List<EndReason> ends = Collections.synchronizedList(new ArrayList<>());
            CountDownLatch ended = new CountDownLatch(1);
            // tag::egress
            EgressAgent egress = EgressAgent.builder()
                    .roleName("egress-0")
                    .framesPerTurn(64)
                    .bytesPerTurn(256 << 10)
                    .build();
            AgentRunner runner = new AgentRunner(new BackoffIdleStrategy(), Throwable::printStackTrace, null, egress);
            AgentRunner.startOnThread(runner);

            Subscription peer = stream.subscribe();
            egress.add(peer, frame -> sent.add(frame.sequence()), reason -> {
                ends.add(reason); // once, on the agent's thread
                ended.countDown();
            });
            // end::egress
            stream.publish(MediaFrame.audio(0, new byte[100], Codec.OPUS));
            stream.close();
            assertTrue(ended.await(10, TimeUnit.SECONDS));
            runner.close();
            assertEquals(List.of(0L), sent);
            assertEquals(List.of(new EndReason.StreamEnded()), ends);
            assertEquals(1, egress.stats().frames());
        }
    }

    @Test
    void shouldKeepSubscribersForAPublisherThatReturns() {
        StreamKey key = StreamKey.of("live", "a");
        MediaFrame keyFrame = MediaFrame.video(0, 0, new byte[100], Codec.VP8, true);
        List<Integer> flags = new ArrayList<>();
        // tag::grace
        try (FrameBus bus = DisruptorFrameBus.builder()
                .app("live", StreamConfig.defaults())
                .reconnectGrace(Duration.ofSeconds(10))
                .build()) {
            StreamHandle first = bus.startPublish(key);
            Subscription subscription = first.subscribe();
            first.publish(keyFrame);

            bus.endPublish(key); // the connection broke; first.close() would end the stream at once
            assertEquals(StreamState.IDLE, first.state());
            assertEquals(StreamHandle.CLOSED, first.publish(keyFrame));

            StreamHandle second = bus.startPublish(key); // the same ring, the same subscribers
            second.publish(keyFrame);
            subscription.poll(frame -> flags.add(frame.flags()), 64);
            assertEquals(List.of(0, FrameFlags.DISCONTINUITY), flags);
            assertFalse(subscription.isEnded());
        }
        // end::grace
    }
}
