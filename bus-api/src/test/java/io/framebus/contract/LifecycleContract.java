package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Codec;
import io.framebus.EndReason;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.MediaFrame;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.StreamState;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How streams and subscriptions end, and what can still be done with them then. */
public abstract class LifecycleContract extends BusContract {
    protected LifecycleContract(BusFactory factory) {
        super(factory);
    }

    private static Optional<Class<?>> reasonOf(Reader reader) {
        return reader.subscription().endReason().map(Object::getClass);
    }

    /** Case 16: what was published before the end is delivered, then the end. */
    @Test
    void shouldDrainBeforeTheEnd() {
        Source source = source(16);
        Reader reader = reader(source);
        source.gop(5);
        source.handle().close();
        assertTrue(reader.subscription().isEnded());
        assertEquals(5, reader.subscription().lag());
        assertEquals(Optional.of(EndReason.StreamEnded.class), reasonOf(reader));
        assertEquals(3, reader.poll(3));
        assertEquals(2, reader.poll(3));
        assertEquals(Subscription.ENDED, reader.poll(3));
        assertEquals(Subscription.ENDED, reader.pollInPlace(3));
    }

    /** Case 28. */
    @Test
    void shouldDeliverTheOnlyFrameOfARingOfOne() {
        Source source = source(1);
        Reader reader = reader(source);
        source.key();
        source.handle().close();
        assertEquals(1, reader.poll());
        assertEquals(Subscription.ENDED, reader.poll());
    }

    /** Case 15: a second close is harmless, and nobody is left. */
    @Test
    void shouldCloseOnce() {
        EngineUnderTest engine = engine(frames(8));
        Source source = new Source(engine.bus().startPublish(KEY));
        Reader reader = reader(source);
        assertFalse(source.handle().isClosed());
        source.handle().close();
        source.handle().close();
        engine.bus().endPublish(KEY);
        assertTrue(source.handle().isClosed());
        assertEquals(0, source.handle().subscriberCount());
        assertEquals(StreamState.ENDED, source.handle().state());
        assertEquals(Subscription.ENDED, reader.poll());
    }

    /** Case 37: new sends are refused. */
    @Test
    void shouldRefuseFramesAfterClose() {
        Source source = source(8).gop(2);
        source.handle().close();
        assertEquals(StreamHandle.CLOSED, source.publish(Source.video(0, FrameKind.KEY)));
        FrameHeader header = new FrameHeader().kind(FrameKind.KEY).codec(Codec.H264);
        assertEquals(StreamHandle.CLOSED, source.handle().publish(header, ByteBuffer.allocate(9)));
        assertEquals(1, source.handle().cursor());
    }

    /** Seed 1.6. */
    @Test
    void shouldGiveAnEndedSubscriptionOfAClosedStream() {
        Source source = source(8).gop(2);
        source.handle().close();
        Reader reader = reader(source);
        assertTrue(reader.subscription().isEnded());
        assertEquals(Subscription.ENDED, reader.drain());
        assertEquals(Optional.of(EndReason.StreamEnded.class), reasonOf(reader));
        assertEquals(0, source.handle().subscriberCount());
    }

    /** Case 37: its own end comes at once, and twice does no harm. */
    @Test
    void shouldEndAtOnceWhenTheSubscriberCloses() {
        Source source = source(8);
        Reader reader = reader(source);
        Reader other = reader(source);
        source.gop(3);
        reader.poll(1);
        reader.subscription().close();
        reader.subscription().close();
        assertTrue(reader.subscription().isEnded());
        assertEquals(Optional.of(EndReason.ClosedBySubscriber.class), reasonOf(reader));
        assertEquals(Subscription.ENDED, reader.poll());
        assertEquals(1, source.handle().subscriberCount());
        assertEquals(3, other.poll());
        source.handle().close();
        assertEquals(Optional.of(EndReason.ClosedBySubscriber.class), reasonOf(reader), "the first reason stays");
    }

    @Test
    void shouldHandNothingOverOnceItsHandlerHasClosed() {
        Source source = source(8);
        Subscription subscription = source.handle().subscribe();
        source.gop(5);
        List<Long> seen = new ArrayList<>();
        int delivered = subscription.poll(
                frame -> {
                    seen.add(frame.sequence());
                    if (frame.sequence() == 1) {
                        subscription.close();
                    }
                },
                10);
        assertEquals(List.of(0L, 1L), seen);
        assertEquals(2, delivered);
        assertEquals(Subscription.ENDED, subscription.poll(frame -> {}, 10));
        BooksCheck.check(subscription);
    }

    @Test
    void shouldDrainAfterTheHandlerClosesTheStream() {
        Source source = source(8);
        Subscription subscription = source.handle().subscribe();
        source.gop(3);
        List<Long> seen = new ArrayList<>();
        while (subscription.poll(
                        frame -> {
                            seen.add(frame.sequence());
                            source.handle().close();
                        },
                        1)
                != Subscription.ENDED) {
            assertTrue(seen.size() <= 3);
        }
        assertEquals(List.of(0L, 1L, 2L), seen);
        BooksCheck.check(subscription);
    }

    @Test
    void shouldEndEverythingWithTheBus() {
        EngineUnderTest engine = engine(settings().app(APP, frames(8)).app("vod", frames(8)));
        Source one = new Source(engine.bus().startPublish(KEY));
        Source other = new Source(engine.bus().startPublish(StreamKey.of("vod", "film")));
        Reader ofOne = reader(one);
        Reader ofOther = reader(other);
        one.gop(2);
        engine.bus().close();
        engine.bus().close();
        assertEquals(Optional.of(EndReason.BusClosed.class), reasonOf(ofOne));
        assertEquals(Optional.of(EndReason.BusClosed.class), reasonOf(ofOther));
        assertEquals(2, ofOne.poll());
        assertEquals(Subscription.ENDED, ofOne.poll());
        assertEquals(Subscription.ENDED, ofOther.poll());
        assertEquals(StreamHandle.CLOSED, one.publish(Source.audioFrame(1)));
        assertEquals(0, engine.bus().streamCount());
    }

    @Test
    void shouldNameSubscriptions() {
        Source source = source(8);
        Subscription plain = source.handle().subscribe();
        Subscription named = source.handle()
                .subscribe(SubscribeOptions.builder().label("10.0.0.7:5004").build());
        assertNotEquals(plain.id(), named.id());
        assertEquals("subscriber-" + plain.id(), plain.label());
        assertEquals("10.0.0.7:5004", named.label());
        assertEquals(KEY, plain.key());
        assertEquals(KEY, plain.stream().key());
        assertTrue(plain.endReason().isEmpty());
        assertFalse(plain.isEnded());
        assertEquals(plain.stream(), named.stream());
    }

    /** Case 15: the end follows the stream's life, not who still holds a handle. */
    @Test
    void shouldEndHoweverManyHandlesThereAre() {
        EngineUnderTest engine = engine(frames(8));
        StreamHandle publisher = engine.bus().startPublish(KEY);
        List<StreamHandle> handles = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            handles.add(engine.bus().stream(KEY).orElseThrow());
        }
        Reader reader = reader(new Source(handles.get(3)));
        engine.bus().endPublish(KEY);
        assertEquals(Subscription.ENDED, reader.poll());
        handles.forEach(handle -> assertTrue(handle.isClosed()));
        assertTrue(publisher.isClosed());
    }

    @Test
    void shouldAnswerQuestionsAfterTheEnd() {
        Source source = source(8).videoConfig().gop(3);
        source.handle().close();
        StreamHandle handle = source.handle();
        assertEquals(KEY, handle.key());
        assertEquals(3, handle.cursor());
        assertEquals(4, handle.qos().totalFrames());
        assertEquals(KEY, handle.metadata().key());
        assertInstanceOf(MediaFrame.class, handle.cachedConfigs().get(0));
        assertEquals(8, handle.config().capacityFrames());
        handle.requestKeyframe();
    }
}
