package io.framebus.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.ActivityListener;
import io.framebus.Codec;
import io.framebus.EgressAgent;
import io.framebus.EgressParking;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.IdleStrategy;
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
            AgentRunner runner = new AgentRunner(egress.idleUntilTold(), Throwable::printStackTrace, null, egress);
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
    void shouldServeFromAThreadThatSelects() throws Exception {
        Selector selector = Selector.open();
        Pipe peers = Pipe.open();
        peers.source().configureBlocking(false);
        peers.source().register(selector, SelectionKey.OP_READ);
        AtomicInteger received = new AtomicInteger();
        Consumer<SelectionKey> receive = key -> received.getAndAdd(bytesOf(key));
        EgressAgent egress = EgressAgent.builder().build();
        List<Long> sent = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean running = new AtomicBoolean(true);
        Runnable loop = () -> {
            try {
                // tag::selector
                IdleStrategy idle = egress.idleUntilTold(Duration.ZERO, new EgressParking() {
                    @Override
                    public void park(long atMostNs) {
                        try {
                            selector.select(receive, 1 + TimeUnit.NANOSECONDS.toMillis(atMostNs));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }

                    @Override
                    public void wake() {
                        selector.wakeup();
                    }
                });
                while (running.get()) {
                    int work = egress.doWork();
                    work += selector.selectNow(receive); // while there are frames, what peers send is read as well
                    idle.idle(work);
                }
                egress.onClose();
                // end::selector
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        try (FrameBus bus =
                DisruptorFrameBus.builder().app("live", StreamConfig.defaults()).build()) {
            StreamHandle stream = bus.startPublish(StreamKey.of("live", "a"));
            Thread thread = new Thread(loop);
            thread.start();
            CountDownLatch ended = new CountDownLatch(1);
            egress.add(stream.subscribe(), frame -> sent.add(frame.sequence()), reason -> ended.countDown());
            for (int i = 0; i < 100; i++) {
                stream.publish(MediaFrame.audio(i, new byte[100], Codec.OPUS));
                peers.sink().write(ByteBuffer.allocate(1));
                while (sent.size() <= i || received.get() <= i) {
                    Thread.onSpinWait();
                }
            }
            assertEquals(LongStream.range(0, 100).boxed().toList(), sent);
            running.set(false);
            selector.wakeup();
            thread.join();
            assertTrue(ended.await(10, TimeUnit.SECONDS));
        } finally {
            peers.sink().close();
            peers.source().close();
            selector.close();
        }
    }

    private static int bytesOf(SelectionKey key) {
        try {
            return ((Pipe.SourceChannel) key.channel()).read(ByteBuffer.allocate(64));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
