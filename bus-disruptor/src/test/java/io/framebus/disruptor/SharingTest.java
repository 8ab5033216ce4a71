package io.framebus.disruptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the subscriptions of a thread share copies, and when they do not. */
@Timeout(10)
class SharingTest {
    private static final StreamConfig CONFIG =
            StreamConfig.builder().capacityFrames(256).capacityBytes(1 << 16).build();
    private static final FrameHandler NOTHING = frame -> {};

    private final Sharing<SharedCopies> sharing = new Sharing<>(SharedCopies::new);
    private final FrameRing ring = ring();

    private static FrameRing ring() {
        return new FrameRing(CONFIG, new Arena(CONFIG.effectiveCapacityBytes()), new NoSleepers());
    }

    @Test
    void shouldNotShareForOneAlone() {
        for (long next = 0; next < 1000; next += 10) {
            assertNull(sharing.sharedFor(ring.id, next));
            sharing.handed(ring.id, next, next + 10);
        }
    }

    @Test
    void shouldShareOnceAnotherFollows() {
        sharing.handed(ring.id, 0, 10);
        assertNotNull(sharing.sharedFor(ring.id, 0));
    }

    @Test
    void shouldShareWhereAnotherFollowsAfterSeveralPolls() {
        sharing.handed(ring.id, 100, 116);
        sharing.handed(ring.id, 116, 132);
        sharing.handed(ring.id, 132, 148);
        assertNotNull(sharing.sharedFor(ring.id, 100));
    }

    @Test
    void shouldNotShareForOneThatIsTooFarBehind() {
        sharing.handed(ring.id, 0, 500);
        assertNull(sharing.sharedFor(ring.id, 0));
        assertNull(sharing.sharedFor(ring.id, 500 - SharedHeaders.MAX_FRAMES - 1));
        assertNotNull(sharing.sharedFor(ring.id, 500 - SharedHeaders.MAX_FRAMES));
    }

    @Test
    void shouldNotShareForOneThatIsAheadOrOfAnotherStream() {
        sharing.handed(ring.id, 10, 20);
        assertNull(sharing.sharedFor(ring.id, 20));
        assertNull(sharing.sharedFor(ring.id, 9));
        assertNull(sharing.sharedFor(ring().id, 15));
        sharing.handed(ring().id, 10, 20);
        assertNull(sharing.sharedFor(ring.id, 15));
    }

    @Test
    void shouldGoOnSharingForOtherStreams() {
        sharing.handed(ring.id, 0, 10);
        SharedCopies copies = sharing.sharedFor(ring.id, 0);
        assertSame(copies, sharing.sharedFor(ring().id, 7));
    }

    @Test
    void shouldStopSharingWhenNobodyFollowsAndBeginAgainWhenSomebodyDoes() {
        sharing.handed(ring.id, 0, 10);
        SharedCopies copies = sharing.sharedFor(ring.id, 0);
        assertNotNull(copies);
        int begun = 0;
        for (long next = 10; begun < 100 && sharing.sharedFor(ring.id, next) != null; next += 100) {
            copies.find(ring, next, next);
            sharing.handed(ring.id, next, next + 100);
            begun++;
        }
        assertEquals(4, begun);
        sharing.handed(ring.id, 5000, 5010);
        assertSame(copies, sharing.sharedFor(ring.id, 5000));
        sharing.handed(ring.id, 5000, 5010);
        assertSame(copies, sharing.sharedFor(ring.id, 5010), "for a while, whoever comes");
    }

    @Test
    void shouldGoOnSharingWhileWhatIsSharedIsFollowed() {
        sharing.handed(ring.id, 0, 10);
        SharedCopies copies = sharing.sharedFor(ring.id, 0);
        assertNotNull(copies);
        for (long next = 10; next < 10_000; next += 100) {
            assertSame(copies, sharing.sharedFor(ring.id, next));
            copies.find(ring, next, next);
            sharing.handed(ring.id, next, next + 100);
            copies.followed();
        }
    }

    /** By way of subscriptions: each frame a new beginning, as another stream's is read in between, and each followed. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldGoOnSharingBetweenStreamsWhoseFramesAreFollowed(boolean inPlace) throws Exception {
        try (DisruptorFrameBus bus =
                DisruptorFrameBus.builder().app("live", CONFIG).build()) {
            List<StreamHandle> streams = List.of(
                    bus.startPublish(StreamKey.of("live", "one")), bus.startPublish(StreamKey.of("live", "two")));
            List<Subscription> subscriptions = streams.stream()
                    .flatMap(stream -> Stream.of(stream.subscribe(), stream.subscribe()))
                    .toList();
            FutureTask<@Nullable Void> polling = new FutureTask<>(() -> {
                PollContext context = PollContext.ofThisThread();
                Sharing<?> sharing = inPlace ? context.headers() : context.copies();
                for (int round = 0; round < 20; round++) {
                    streams.forEach(stream -> publish(stream, 1));
                    subscriptions.forEach(subscription -> poll(subscription, inPlace));
                    assertNotNull(sharing.sharedFor(ring.id, 0), "given up in round " + round);
                }
                return null;
            });
            Thread thread = new Thread(polling);
            thread.start();
            polling.get(5, TimeUnit.SECONDS);
            subscriptions.forEach(subscription -> assertEquals(20, subscription.delivered()));
        }
    }

    /** What there is of a thread's polls afterwards. */
    private static PollContext pollThree(boolean inPlace) throws Exception {
        try (DisruptorFrameBus bus =
                DisruptorFrameBus.builder().app("live", CONFIG).build()) {
            StreamHandle stream = bus.startPublish(StreamKey.of("live", "cam"));
            List<Subscription> subscriptions = List.of(stream.subscribe(), stream.subscribe(), stream.subscribe());
            FutureTask<PollContext> polling = new FutureTask<>(() -> {
                PollContext context = PollContext.ofThisThread();
                publish(stream, 5);
                poll(subscriptions.get(0), inPlace);
                assertNull(context.copies().sharedFor(ring().id, 0), "one alone has been served");
                assertNull(context.headers().sharedFor(ring().id, 0), "one alone has been served");
                poll(subscriptions.get(1), inPlace);
                poll(subscriptions.get(2), inPlace);
                publish(stream, 7);
                subscriptions.forEach(subscription -> poll(subscription, inPlace));
                return context;
            });
            Thread thread = new Thread(polling);
            thread.start();
            PollContext context = polling.get(5, TimeUnit.SECONDS);
            thread.join();
            subscriptions.forEach(subscription -> assertEquals(12, subscription.delivered()));
            return context;
        }
    }

    private static void poll(Subscription subscription, boolean inPlace) {
        if (inPlace) {
            subscription.pollInPlace(NOTHING, 10);
        } else {
            subscription.poll(NOTHING, 10);
        }
    }

    @Test
    void shouldServeTheSubscriptionsOfOneThreadFromTheSameCopies() throws Exception {
        PollContext context = pollThree(false);
        SharedCopies copies = context.copies().sharedFor(ring().id, 0);
        assertNotNull(copies);
        assertEquals(12, copies.count());
        for (int i = 0; i < copies.count(); i++) {
            assertTrue(copies.at(i).hasPayload(), "payload " + i);
        }
        assertNull(context.headers().sharedFor(ring().id, 0));
    }

    /** And takes no memory outside the heap for it. */
    @Test
    void shouldServeTheSubscriptionsOfOneThreadInPlaceByTheSameHeaders() throws Exception {
        PollContext context = pollThree(true);
        SharedHeaders headers = context.headers().sharedFor(ring().id, 0);
        assertNotNull(headers);
        assertEquals(11, headers.count(), "of 12, but for the first, which none is handed without a closer look");
        assertNull(context.copies().sharedFor(ring().id, 0));
        assertEquals(0, context.scratch().memory().capacity());
    }

    /** However many frames are asked for. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldShareWithoutALimit(boolean inPlace) {
        try (DisruptorFrameBus bus =
                DisruptorFrameBus.builder().app("live", CONFIG).build()) {
            StreamHandle stream = bus.startPublish(StreamKey.of("live", "cam"));
            Subscription first = stream.subscribe();
            Subscription second = stream.subscribe();
            for (int round = 0; round < 3; round++) {
                publish(stream, 5);
                poll(first, inPlace);
                poll(second, inPlace);
            }
            publish(stream, 5);
            poll(first, inPlace);
            int[] shared = new int[1];
            FrameHandler handler = frame -> shared[0] += frame instanceof SharedView ? 1 : 0;
            int handed =
                    inPlace ? second.pollInPlace(handler, Integer.MAX_VALUE) : second.poll(handler, Integer.MAX_VALUE);
            assertEquals(5, handed);
            assertEquals(5, shared[0]);
        }
    }

    private static void publish(StreamHandle stream, int count) {
        FrameHeader header = new FrameHeader().kind(FrameKind.AUDIO).codec(Codec.OPUS);
        for (int i = 0; i < count; i++) {
            stream.publish(header, ByteBuffer.allocate(100));
        }
    }
}
