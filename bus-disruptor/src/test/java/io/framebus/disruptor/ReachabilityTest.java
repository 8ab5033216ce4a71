package io.framebus.disruptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Codec;
import io.framebus.FrameClaim;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.Publishers;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.Subscription;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What has ended can be collected, although the threads that used it and their thread-locals live on. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ReachabilityTest {
    private final DisruptorFrameBus bus = DisruptorFrameBus.builder()
            .app("live", StreamConfig.defaults())
            .housekeepingInterval(Duration.ZERO)
            .build();
    private final FrameHeader header = new FrameHeader().kind(FrameKind.AUDIO).codec(Codec.OPUS);

    @AfterEach
    void closeBus() {
        bus.close();
    }

    private StreamHandle start(String name, Publishers publishers) {
        StreamConfig config = StreamConfig.builder()
                .capacityFrames(8)
                .capacityBytes(1 << 12)
                .publishers(publishers)
                .build();
        return bus.startPublish(StreamKey.of("live", name), config);
    }

    /** How a claim ends. */
    private enum ClaimEnd {
        COMMIT,
        COMMIT_LESS,
        ABORT,
        CLOSE,
        COMMIT_AFTER_THE_END
    }

    /** A stream of its own, claimed on this thread beside an open claim on another stream, and ended. */
    private WeakReference<StreamHandle> claimAndEnd(Publishers publishers, ClaimEnd end) {
        StreamHandle outer = start("outer", publishers);
        StreamHandle stream = start("inner", publishers);
        FrameClaim open = outer.claim(header, 10);
        FrameClaim claim = stream.claim(header, 3000);
        if (end == ClaimEnd.COMMIT_AFTER_THE_END) {
            stream.close();
        }
        switch (end) {
            case COMMIT, COMMIT_AFTER_THE_END -> claim.commit();
            case COMMIT_LESS -> claim.commit(1);
            case ABORT -> claim.abort();
            case CLOSE -> claim.close();
        }
        open.abort();
        stream.close();
        outer.close();
        bus.housekeep(); // the bus itself asks after who was inside a claim when the stream ended
        return new WeakReference<>(stream);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotBeKeptByAThreadsClaims(ClaimEnd end) {
        assertCollected(List.of(claimAndEnd(Publishers.SHARED, end), claimAndEnd(Publishers.ONE, end)));
    }

    private WeakReference<Subscription> pollAndEnd() {
        StreamHandle stream = start("polled", Publishers.ONE);
        Subscription subscription = stream.subscribe();
        stream.claim(header, 3000).commit();
        assertEquals(1, subscription.poll(frame -> assertEquals(3000, frame.length()), 8));
        stream.close();
        return new WeakReference<>(subscription);
    }

    /** It has not even been closed. */
    @Test
    void shouldNotBeKeptByTheMemoryThatAThreadPollsInto() {
        assertCollected(List.of(pollAndEnd()));
    }

    /** Neither by the stream that it has left nor by the bus. */
    @Test
    void shouldNotKeepSubscriptionsThatHaveLeft() {
        StreamHandle stream = start("live", Publishers.ONE);
        assertCollected(joinAndLeave(stream, 1000));
        assertEquals(0, stream.subscriberCount());
        assertTrue(bus.stream(stream.key()).isPresent(), "the stream is still there");
    }

    private static List<WeakReference<Subscription>> joinAndLeave(StreamHandle stream, int count) {
        List<WeakReference<Subscription>> left = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Subscription subscription = stream.subscribe();
            subscription.close();
            left.add(new WeakReference<>(subscription));
        }
        return left;
    }

    /** Until the thread that polled is proved out, the bus remembers who left: not for longer. */
    @Test
    void shouldForgetDeparturesOnceTheirThreadIsOut() throws InterruptedException {
        Departures departures = new Departures();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        Occupancy[] occupied = new Occupancy[100];
        Thread other = new Thread(() -> {
            for (int i = 0; i < occupied.length; i++) {
                occupied[i] = new Occupancy("a test");
                occupied[i].enter();
                occupied[i].exit();
            }
            left.countDown();
            awaitQuietly(asked);
        });
        other.start();
        left.await();
        for (Occupancy one : occupied) {
            departures.add(one::isVacant);
        }
        assertTrue(departures.count() > 0, "a live thread was inside a moment ago");
        // Nothing but time can settle it, by the real clock.
        long start = System.nanoTime();
        while (departures.count() > 0) {
            departures.review();
            Thread.onSpinWait();
        }
        assertTrue(System.nanoTime() - start >= Occupancy.SETTLE_NS / 2, "not before the time is over");
        asked.countDown();
        other.join();
    }

    /** Collects garbage until all are gone; a collector may need more than one cycle. */
    private static void assertCollected(List<? extends WeakReference<?>> references) {
        for (int cycle = 0; cycle < 20 && anyAlive(references); cycle++) {
            System.gc();
        }
        long alive =
                references.stream().filter(reference -> reference.get() != null).count();
        assertEquals(0, alive, "still reachable");
    }

    private static boolean anyAlive(List<? extends WeakReference<?>> references) {
        return references.stream().anyMatch(reference -> reference.get() != null);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
