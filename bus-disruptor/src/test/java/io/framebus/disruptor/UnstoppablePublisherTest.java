package io.framebus.disruptor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.FrameHandler;
import io.framebus.Gap;
import io.framebus.MediaFrame;
import io.framebus.Resync;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A publisher completes whatever its subscribers do. */
class UnstoppablePublisherTest {
    private static final int CAPACITY = 64;
    private static final int SUBSCRIBERS = 4;

    @Test
    @Timeout(30)
    void shouldPublishAHundredLapsWhileEverySubscriberIsStoppedInItsHandler() throws InterruptedException {
        StreamConfig config = StreamConfig.builder()
                .capacityFrames(CAPACITY)
                .resync(Resync.OLDEST)
                .build();
        try (DisruptorFrameBus bus =
                DisruptorFrameBus.builder().app("live", config).build()) {
            StreamHandle stream = bus.startPublish(StreamKey.of("live", "cam"));
            CountDownLatch stopped = new CountDownLatch(SUBSCRIBERS);
            CountDownLatch published = new CountDownLatch(1);
            List<Stopping> handlers = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < SUBSCRIBERS; i++) {
                Stopping handler = new Stopping(stopped, published, stream.subscribe());
                handlers.add(handler);
                threads.add(new Thread(handler, "subscriber-" + i));
            }
            stream.publish(frame(0));
            threads.forEach(Thread::start);
            stopped.await();

            for (int i = 1; i <= 100 * CAPACITY; i++) {
                assertEquals(SUBSCRIBERS, stream.publish(frame(i)));
            }

            published.countDown();
            stream.close();
            for (Thread thread : threads) {
                thread.join();
            }
            for (Stopping handler : handlers) {
                // Sequence 0 was in hand, the last lap was still there, and everything between was lost.
                assertEquals(1 + CAPACITY, handler.frames);
                assertEquals(99 * CAPACITY, handler.lost);
                assertEquals(handler.frames, handler.subscription.delivered());
                assertEquals(handler.lost, handler.subscription.dropped());
                assertEquals(0, handler.subscription.lag());
            }
        }
    }

    private static MediaFrame frame(int i) {
        return MediaFrame.audio(i, new byte[16], Codec.OPUS);
    }

    private static final class Stopping implements FrameHandler, Runnable {
        private final CountDownLatch stopped;
        private final CountDownLatch published;
        private final Subscription subscription;
        private long frames;
        private long lost;

        Stopping(CountDownLatch stopped, CountDownLatch published, Subscription subscription) {
            this.stopped = stopped;
            this.published = published;
            this.subscription = subscription;
        }

        @Override
        public void run() {
            int handed = 0;
            while (handed != Subscription.ENDED) {
                handed = subscription.poll(this, 8);
            }
        }

        @Override
        public void onFrame(DeliveredFrame frame) {
            frames++;
            if (frames == 1) {
                stopped.countDown();
                try {
                    published.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void onGap(Gap gap) {
            lost += gap.frames();
        }
    }
}
