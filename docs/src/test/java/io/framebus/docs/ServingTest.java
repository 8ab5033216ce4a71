package io.framebus.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.ActivityListener;
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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
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
    @SuppressWarnings("FutureReturnValueIgnored") // what is run is waited for otherwise
    void shouldServeFromAnEventLoop() throws InterruptedException {
        ScheduledExecutorService eventLoop = Executors.newSingleThreadScheduledExecutor();
        try (FrameBus bus =
                DisruptorFrameBus.builder().app("live", StreamConfig.defaults()).build()) {
            StreamHandle stream = bus.startPublish(StreamKey.of("live", "a"));
            Subscription subscription = stream.subscribe();
            List<Long> sent = Collections.synchronizedList(new ArrayList<>());
            // tag::told
            AtomicBoolean told = new AtomicBoolean();
            Runnable serve = () -> {
                told.getAndSet(false); // before it looks: who publishes later finds that nobody is told
                while (subscription.poll(frame -> sent.add(frame.sequence()), 64) > 0) {
                    // until there is nothing more
                }
            };
            stream.addActivityListener(() -> {
                if (!told.getAndSet(true)) {
                    eventLoop.execute(serve);
                }
            });
            // For what a publisher that was under way need not have told.
            eventLoop.schedule(serve, ActivityListener.SETTLING_NS, TimeUnit.NANOSECONDS);
            // end::told
            for (int i = 0; i < 100; i++) {
                stream.publish(MediaFrame.audio(i, new byte[100], Codec.OPUS));
                while (sent.size() <= i) { // nothing else has it served but the one run at the end of the settling
                    Thread.onSpinWait();
                }
            }
            assertEquals(LongStream.range(0, 100).boxed().toList(), sent);
        } finally {
            eventLoop.shutdown();
            assertTrue(eventLoop.awaitTermination(10, TimeUnit.SECONDS));
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
