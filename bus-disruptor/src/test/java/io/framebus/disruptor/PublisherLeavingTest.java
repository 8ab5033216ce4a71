package io.framebus.disruptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.AppSpec;
import io.framebus.StreamConfig;
import io.framebus.StreamKey;
import io.framebus.SubscribeOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.NanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A publisher that leaves: from the moment that it is seen to have left, it is known when. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class PublisherLeavingTest {
    private static final StreamKey KEY = StreamKey.of("live", "cam");
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** A clock at which somebody else looks at the same moment. */
    private static final class ObservedClock implements NanoClock {
        private final long nowNs = GRACE.toNanos() * 1000;
        private Runnable look = () -> {};
        private int looks;

        @Override
        public long nanoTime() {
            Runnable looking = look;
            look = () -> {};
            if (looks > 0) {
                looks--;
                looking.run();
                look = looking;
            }
            return nowNs;
        }
    }

    private final ObservedClock clock = new ObservedClock();
    private final StreamRegistry registry = new StreamRegistry(
            Map.of(
                    "live",
                    new AppSpec("live", StreamConfig.builder().capacityFrames(8).build())),
            1,
            Long.MAX_VALUE,
            GRACE,
            new StreamServices(clock, new Events(null), new ArenaPool(0), new Departures(), new AtomicLong()));

    /**
     * The housekeeper comes by while the publisher is just leaving. If the time were stored after it is seen that the publisher
     * has left, the stream would look abandoned since the clock began, and its subscribers would lose it.
     */
    @Test
    void shouldNotLookAbandonedWhileThePublisherIsJustLeaving() {
        registry.start(KEY, null);
        Stream stream = registry.find(KEY);
        RingSubscription subscription = stream.subscribe(SubscribeOptions.defaults());
        int[] ended = new int[1];
        clock.looks = Integer.MAX_VALUE;
        clock.look = () -> ended[0] += registry.endAbandoned();

        registry.endPublish(KEY);

        clock.looks = 0;
        assertEquals(0, ended[0]);
        assertFalse(stream.hasPublisher());
        assertFalse(subscription.isEnded());
        assertEquals(0, registry.endAbandoned(), "the grace begins now");
        assertTrue(stream.sincePublisherLeftNs() < Duration.ofSeconds(20).toNanos(), "by the real clock, too");
    }

    /** The same of the real clock, which cannot be stopped: a thread that looks as fast as it can. */
    @Test
    void shouldKnowSinceWhenByTheRealClock() throws Exception {
        long startNs = System.nanoTime();
        for (int round = 0; round < 300; round++) {
            registry.start(KEY, null);
            Stream stream = registry.find(KEY);
            CyclicBarrier together = new CyclicBarrier(2);
            long[] sinceNs = new long[1];
            Thread looking = new Thread(() -> {
                awaitQuietly(together);
                while (stream.hasPublisher()) {
                    Thread.onSpinWait();
                }
                sinceNs[0] = stream.sincePublisherLeftNs();
            });
            looking.start();
            together.await();
            registry.endPublish(KEY);
            looking.join();
            assertTrue(
                    sinceNs[0] >= 0 && sinceNs[0] <= System.nanoTime() - startNs,
                    () -> "it left " + sinceNs[0] + " ns ago");
            stream.handle().close();
        }
    }

    private static void awaitQuietly(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
