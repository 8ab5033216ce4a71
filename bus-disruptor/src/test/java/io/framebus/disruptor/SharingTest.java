package io.framebus.disruptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.BusySpinWaitStrategy;
import io.framebus.Codec;
import io.framebus.FrameHandler;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.Subscription;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When the subscriptions of a thread share copies, and when they do not. */
@Timeout(10)
class SharingTest {
    private static final StreamConfig CONFIG =
            StreamConfig.builder().capacityFrames(256).capacityBytes(1 << 16).build();
    private static final FrameHandler NOTHING = frame -> {};

    private final Sharing sharing = new Sharing();
    private final FrameRing ring = ring();

    private static FrameRing ring() {
        return new FrameRing(CONFIG, new Arena(CONFIG.effectiveCapacityBytes()), new BusySpinWaitStrategy());
    }

    @Test
    void shouldNotShareForOneAlone() {
        for (long next = 0; next < 1000; next += 10) {
            assertNull(sharing.copiesFor(ring, next));
            sharing.handed(ring, next, next + 10);
        }
    }

    @Test
    void shouldShareOnceAnotherFollows() {
        sharing.handed(ring, 0, 10);
        assertNotNull(sharing.copiesFor(ring, 0));
    }

    @Test
    void shouldShareWhereAnotherFollowsAfterSeveralPolls() {
        sharing.handed(ring, 100, 116);
        sharing.handed(ring, 116, 132);
        sharing.handed(ring, 132, 148);
        assertNotNull(sharing.copiesFor(ring, 100));
    }

    @Test
    void shouldNotShareForOneThatIsTooFarBehind() {
        sharing.handed(ring, 0, 500);
        assertNull(sharing.copiesFor(ring, 0));
        assertNull(sharing.copiesFor(ring, 500 - SharedCopies.MAX_FRAMES - 1));
        assertNotNull(sharing.copiesFor(ring, 500 - SharedCopies.MAX_FRAMES));
    }

    @Test
    void shouldNotShareForOneThatIsAheadOrOfAnotherStream() {
        sharing.handed(ring, 10, 20);
        assertNull(sharing.copiesFor(ring, 20));
        assertNull(sharing.copiesFor(ring, 9));
        assertNull(sharing.copiesFor(ring(), 15));
        sharing.handed(ring(), 10, 20);
        assertNull(sharing.copiesFor(ring, 15));
    }

    @Test
    void shouldGoOnSharingForOtherStreams() {
        sharing.handed(ring, 0, 10);
        SharedCopies copies = sharing.copiesFor(ring, 0);
        assertSame(copies, sharing.copiesFor(ring(), 7));
    }

    @Test
    void shouldStopSharingWhenNobodyFollowsAndBeginAgainWhenSomebodyDoes() {
        sharing.handed(ring, 0, 10);
        SharedCopies copies = sharing.copiesFor(ring, 0);
        assertNotNull(copies);
        int begun = 0;
        for (long next = 10; sharing.copiesFor(ring, next) != null; next += 100) {
            copies.find(ring, next, next);
            sharing.handed(ring, next, next + 100);
            begun++;
        }
        assertEquals(4, begun);
        sharing.handed(ring, 5000, 5010);
        assertSame(copies, sharing.copiesFor(ring, 5000));
        sharing.handed(ring, 5000, 5010);
        assertSame(copies, sharing.copiesFor(ring, 5010), "for a while, whoever comes");
    }

    /** From polls to copies. */
    @Test
    void shouldServeTheSubscriptionsOfOneThreadFromTheSameCopies() throws Exception {
        try (DisruptorFrameBus bus =
                DisruptorFrameBus.builder().app("live", CONFIG).build()) {
            StreamHandle stream = bus.startPublish(StreamKey.of("live", "cam"));
            List<Subscription> subscriptions = List.of(stream.subscribe(), stream.subscribe(), stream.subscribe());
            FutureTask<SharedCopies> polling = new FutureTask<>(() -> {
                publish(stream, 5);
                subscriptions.get(0).poll(NOTHING, 10);
                assertNull(copiesOfThisThread(), "one alone has been served");
                subscriptions.get(1).poll(NOTHING, 10);
                subscriptions.get(2).poll(NOTHING, 10);
                publish(stream, 7);
                subscriptions.forEach(subscription -> subscription.poll(NOTHING, 10));
                return copiesOfThisThread();
            });
            Thread thread = new Thread(polling);
            thread.start();
            SharedCopies copies = polling.get(5, TimeUnit.SECONDS);
            thread.join();
            assertEquals(12, copies.count());
            for (int i = 0; i < copies.count(); i++) {
                assertTrue(copies.at(i).hasPayload(), "payload " + i);
            }
            subscriptions.forEach(subscription -> assertEquals(12, subscription.delivered()));
        }
    }

    private static SharedCopies copiesOfThisThread() {
        return Scratch.ofThisThread().sharing().copiesFor(ring(), 0);
    }

    private static void publish(StreamHandle stream, int count) {
        FrameHeader header = new FrameHeader().kind(FrameKind.AUDIO).codec(Codec.OPUS);
        for (int i = 0; i < count; i++) {
            stream.publish(header, ByteBuffer.allocate(100));
        }
    }
}
