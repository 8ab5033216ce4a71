package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.DeliveredFrame;
import io.framebus.FanOut;
import io.framebus.FrameBus;
import io.framebus.FrameHandler;
import io.framebus.Gap;
import io.framebus.MediaFrame;
import io.framebus.Resync;
import io.framebus.StreamConfig;
import io.framebus.StreamKey;
import io.framebus.Subscription;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a handler is given, what it may do, and what becomes of it when it throws. */
public abstract class HandlerContract extends BusContract {
    protected HandlerContract(BusFactory factory) {
        super(factory);
    }

    @Test
    void shouldReuseOnePayloadViewPerSubscription() {
        Source source = source(16);
        Subscription subscription = source.handle().subscribe();
        IdentityHashMap<ByteBuffer, Boolean> views = new IdentityHashMap<>();
        source.length(10)
                .audio()
                .length(500)
                .audio()
                .length(0)
                .audio()
                .length(30)
                .audio();
        int delivered = subscription.poll(
                frame -> {
                    ByteBuffer payload = frame.payload();
                    views.put(payload, true);
                    assertTrue(payload.isReadOnly());
                    assertEquals(0, payload.position());
                    assertEquals(frame.length(), payload.remaining());
                    assertTrue(Payloads.isOf(payload, frame.sequence()));
                    payload.position(payload.limit());
                },
                10);
        assertEquals(4, delivered);
        assertEquals(1, views.size());
        BooksCheck.check(subscription);
    }

    /** By copy, whoever else the thread polls or serves with it, and whatever a handler before did to the view. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 1200, 2112, 2113, 5000, 140_000})
    void shouldShowACopiedPayloadFromPositionZero(int length) {
        Source source = source(StreamConfig.builder()
                        .capacityFrames(64)
                        .capacityBytes(1 << 20)
                        .build())
                .length(length);
        FrameHandler looks = frame -> {
            ByteBuffer payload = frame.payload();
            assertEquals(0, payload.position());
            assertEquals(frame.length(), payload.limit());
            assertTrue(payload.isReadOnly());
            assertTrue(Payloads.isOf(payload, frame.sequence()));
            payload.position(payload.limit()).mark();
            assertTrue(Payloads.isOf(frame.payload(), frame.sequence()));
            frame.payload().limit(frame.length() / 2);
        };
        FanOut fanOut = source.handle().fanOut(false);
        List<Subscription> polled = new ArrayList<>();
        List<ServedMember> served = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            polled.add(source.handle().subscribe());
            served.add(new ServedMember(source.handle().subscribe(), looks, ReadingWay.BY_COPY));
            fanOut.add(served.get(i));
        }
        for (int turn = 0; turn < 4; turn++) {
            source.audios(3);
            fanOut.serve(FanOutCases.MANY, FanOutCases.MANY_BYTES);
            for (int i = 0; i < 3; i++) {
                assertEquals(3, polled.get(i).poll(looks, 10));
                assertEquals(List.of(), served.get(i).failures());
                BooksCheck.check(polled.get(i));
            }
        }
    }

    /** What one handler does to its view is its own affair. */
    @Test
    void shouldShowEveryHandlerBigEndianBytes() {
        Source source = source(16).length(24);
        Subscription one = source.handle().subscribe();
        Subscription other = source.handle().subscribe();
        source.audio();
        one.poll(frame -> frame.payload().order(ByteOrder.LITTLE_ENDIAN).mark(), 1);
        other.poll(frame -> assertEquals(ByteOrder.BIG_ENDIAN, frame.payload().order()), 1);
        BooksCheck.check(one);
        BooksCheck.check(other);
    }

    @Test
    void shouldCopyRangesOfThePayload() {
        Source source = source(16).length(100);
        Subscription subscription = source.handle().subscribe();
        source.audio();
        byte[] whole = Payloads.of(0, 100);
        subscription.poll(
                frame -> {
                    ByteBuffer target = ByteBuffer.allocate(50).position(3);
                    frame.copyPayload(20, target, 10, 30);
                    assertEquals(3, target.position());
                    for (int i = 0; i < 30; i++) {
                        assertEquals(whole[20 + i], target.get(10 + i));
                    }
                    frame.copyPayload(100, target, 50, 0);
                    refuse(() -> frame.copyPayload(-1, target, 0, 1));
                    refuse(() -> frame.copyPayload(71, target, 0, 30));
                    refuse(() -> frame.copyPayload(0, target, 21, 30));
                    refuse(() -> frame.copyPayload(0, target, -1, 1));
                    refuse(() -> frame.copyPayload(0, target, 0, -1));
                    refuse(() -> frame.copyPayload(0, null, 0, 1));
                    ByteBuffer readOnly = target.asReadOnlyBuffer();
                    assertThrows(ReadOnlyBufferException.class, () -> frame.copyPayload(0, readOnly, 0, 1));
                },
                1);
        BooksCheck.check(subscription);
    }

    private static void refuse(Runnable copy) {
        assertThrows(IllegalArgumentException.class, copy::run);
    }

    @Test
    void shouldMakeCopiesThatOutliveTheFrame() {
        Source source = source(2).length(200);
        Subscription subscription = source.handle().subscribe();
        List<MediaFrame> kept = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            source.audio();
            assertEquals(1, subscription.poll(frame -> kept.add(frame.copy()), 1));
        }
        for (int i = 0; i < 10; i++) {
            assertEquals(source.at(i), kept.get(i));
        }
        BooksCheck.check(subscription);
    }

    /** Both are read by one thread, which may use the same memory for both. */
    @Test
    void shouldNotDisturbAnotherSubscriptionByAFrameThatIsOver() {
        Source source = source(4).length(200);
        Subscription first = source.handle().subscribe();
        Subscription second = source.handle().subscribe();
        List<DeliveredFrame> over = new ArrayList<>();
        source.audios(2);
        assertEquals(1, first.poll(over::add, 1));
        int read = second.poll(
                frame -> {
                    ByteBuffer payload = frame.payload();
                    assertEquals(0, over.get(0).payload().remaining());
                    assertEquals(0, over.get(0).length());
                    assertEquals(200, payload.remaining());
                    assertTrue(Payloads.isOf(payload, frame.sequence()));
                },
                4);
        assertEquals(2, read);
        BooksCheck.check(first);
        BooksCheck.check(second);
    }

    /** Subscriptions may move from thread to thread; what one thread copies to is never shown on another. */
    @Test
    void shouldShowEachThreadOnlyMemoryOfItsOwn() throws Exception {
        Source source = source(16).length(300);
        List<Subscription> subscriptions = List.of(
                source.handle().subscribe(),
                source.handle().subscribe(),
                source.handle().subscribe());
        Set<ByteBuffer> here = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<ByteBuffer> there = Collections.newSetFromMap(new IdentityHashMap<>());
        // Long enough for an engine that keeps several frames to come round to the same memory, with another number of
        // frames.
        for (int round = 0; round < 100; round++) {
            int frames = 1 + round % 3;
            source.audios(frames);
            subscriptions.forEach(one -> poll(one, frames, here));
            source.audio();
            FutureTask<@Nullable Void> elsewhere =
                    new FutureTask<>(() -> subscriptions.forEach(one -> poll(one, 1, there)), null);
            new Thread(elsewhere).start();
            elsewhere.get(5, TimeUnit.SECONDS);
        }
        assertTrue(Collections.disjoint(here, there), "a thread was shown what another one copies to");
        subscriptions.forEach(BooksCheck::check);
    }

    private static void poll(Subscription subscription, int frames, Set<ByteBuffer> shown) {
        assertEquals(
                frames,
                subscription.poll(
                        frame -> {
                            assertTrue(Payloads.isOf(frame.payload(), frame.sequence()));
                            shown.add(frame.payload());
                        },
                        8));
    }

    /** Of another stream: whatever an engine may keep of frames for several subscriptions, these are others. */
    @Test
    void shouldKeepTheFrameWholeWhileItsHandlerPollsAnotherStream() {
        FrameBus bus = bus(frames(8));
        Source source = new Source(bus.startPublish(KEY)).length(200);
        Source another = new Source(bus.startPublish(StreamKey.of(APP, "another"))).length(100);
        Subscription subscription = source.handle().subscribe();
        Reader other = reader(another);
        another.audio(); // the same sequences carry the same bytes: one ahead
        other.poll();
        for (int round = 0; round < 3; round++) {
            source.audios(2);
            another.audios(2);
            int read = subscription.poll(
                    frame -> {
                        assertEquals(1, other.poll(1));
                        assertEquals(200, frame.payload().remaining());
                        assertTrue(Payloads.isOf(frame.payload(), frame.sequence()));
                    },
                    4);
            assertEquals(2, read);
        }
        BooksCheck.check(subscription);
    }

    @Test
    void shouldKeepTheFrameWholeWhateverIsPublishedMeanwhile() {
        Source source = source(2).length(200);
        Subscription subscription = source.handle().subscribe();
        source.audio();
        subscription.poll(
                frame -> {
                    source.audios(5);
                    assertTrue(frame.isIntact());
                    assertTrue(Payloads.isOf(frame.payload(), frame.sequence()));
                    assertEquals(0, frame.sequence());
                    assertEquals(source.at(0), frame.copy());
                },
                1);
        assertEquals(1, subscription.delivered());
        BooksCheck.check(subscription);
    }

    /** The frame counts as delivered, and the next poll goes on with the next frame. */
    @Test
    void shouldPassOnWhatTheHandlerThrows() {
        Source source = source(16);
        Subscription subscription = source.handle().subscribe();
        source.audios(5);
        RuntimeException thrown = new IllegalStateException("from the handler");
        List<Long> seen = new ArrayList<>();
        FrameHandler throwing = frame -> {
            seen.add(frame.sequence());
            if (frame.sequence() == 2) {
                throw thrown;
            }
        };
        assertSame(thrown, assertThrows(RuntimeException.class, () -> subscription.poll(throwing, 10)));
        assertEquals(3, subscription.delivered());
        BooksCheck.check(subscription);
        assertEquals(2, subscription.poll(throwing, 10));
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L), seen);
        BooksCheck.check(subscription);
    }

    @Test
    void shouldPassOnWhatTheHandlerThrowsAtAGap() {
        Source source = source(8);
        Subscription subscription =
                source.handle().subscribe(resync(Resync.OLDEST).build());
        source.audios(10);
        RuntimeException thrown = new IllegalStateException("from the handler");
        List<Long> seen = new ArrayList<>();
        FrameHandler throwing = new FrameHandler() {
            @Override
            public void onFrame(DeliveredFrame frame) {
                seen.add(frame.sequence());
            }

            @Override
            public void onGap(Gap gap) {
                throw thrown;
            }
        };
        assertSame(thrown, assertThrows(RuntimeException.class, () -> subscription.poll(throwing, 10)));
        BooksCheck.check(subscription);
        assertEquals(8, subscription.poll(throwing, 10));
        assertEquals(RecordingHandler.range(2, 9), seen);
        assertEquals(1, subscription.stats().gaps());
        BooksCheck.check(subscription);
    }

    @Test
    void shouldRefuseToBePolledByItsOwnHandler() {
        Source source = source(16);
        Subscription subscription = source.handle().subscribe();
        source.audios(2);
        FrameHandler nothing = frame -> {};
        int delivered = subscription.poll(
                frame -> {
                    assertThrows(IllegalStateException.class, () -> subscription.poll(nothing, 1));
                    assertThrows(IllegalStateException.class, () -> subscription.pollInPlace(nothing, 1));
                    assertThrows(
                            IllegalStateException.class, () -> subscription.receive(nothing, 1, Duration.ofSeconds(1)));
                },
                10);
        assertEquals(2, delivered);
        BooksCheck.check(subscription);
    }

    @Test
    void shouldLetAHandlerPollOtherSubscriptions() {
        Source source = source(16);
        Subscription one = source.handle().subscribe();
        Subscription other = source.handle().subscribe();
        source.length(100).audio().length(50).audio().length(70).audio();
        other.poll(frame -> {}, 1); // one ahead, so that the same memory would show
        int delivered = one.poll(
                frame -> {
                    assertEquals(1, other.poll(inner -> assertEquals(frame.sequence() + 1, inner.sequence()), 1));
                    assertTrue(Payloads.isOf(frame.payload(), frame.sequence()));
                },
                2);
        assertEquals(2, delivered);
        BooksCheck.check(one);
        BooksCheck.check(other);
    }

    /** A delivered frame knows whether its track has video; one that stands by itself does not. */
    @Test
    void shouldKnowSyncPointsByTheirTrack() {
        Source source = source(16);
        Subscription subscription = source.handle().subscribe();
        source.key().delta().send(Source.data(0)).send(Source.data(7)).audio().videoConfig();
        List<Boolean> syncPoints = new ArrayList<>();
        subscription.poll(frame -> syncPoints.add(frame.isSyncPoint()), 10);
        assertEquals(List.of(true, false, false, true, true, false), syncPoints);
        BooksCheck.check(subscription);
    }
}
