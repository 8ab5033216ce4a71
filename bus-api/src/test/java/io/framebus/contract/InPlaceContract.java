package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.DeliveredFrame;
import io.framebus.FrameHandler;
import io.framebus.Gap;
import io.framebus.MediaFrame;
import io.framebus.Resync;
import io.framebus.StartAt;
import io.framebus.StreamConfig;
import io.framebus.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Reading the ring's own memory. The publisher that overwrites it meanwhile is the handler itself: no race is needed. */
public abstract class InPlaceContract extends BusContract {
    protected InPlaceContract(BusFactory factory) {
        super(factory);
    }

    /** Does to frame 0 what the test says, and records what is intact of the others, and gaps. */
    private static final class Scripted implements FrameHandler {
        private final Consumer<DeliveredFrame> script;
        private final List<Gap> gaps = new ArrayList<>();
        private final List<Long> others = new ArrayList<>();

        Scripted(Consumer<DeliveredFrame> script) {
            this.script = script;
        }

        @Override
        public void onFrame(DeliveredFrame frame) {
            if (frame.sequence() == 0) {
                script.accept(frame);
            } else if (Payloads.isOf(frame.payload(), frame.sequence()) && frame.isIntact()) {
                others.add(frame.sequence());
            }
        }

        void drain(Subscription subscription) {
            while (subscription.lag() > 0) {
                subscription.pollInPlace(this, 10);
                BooksCheck.check(subscription);
            }
        }

        @Override
        public void onGap(Gap gap) {
            gaps.add(gap.copy());
        }
    }

    @Test
    void shouldHandOverIntactFrames() {
        Source source = source(16).videoConfig();
        Reader reader = reader(source);
        source.gop(6).length(1).delta().length(0).delta().length(1000).delta();
        assertEquals(3, reader.pollInPlace(3));
        assertEquals(6, reader.pollInPlace());
        assertEquals("config 0", reader.events().get(0));
        assertEquals(RecordingHandler.range(1, 9), reader.sequences());
        assertEquals(0, reader.pollInPlace());
    }

    @Test
    void shouldReadAcrossManyLaps() {
        Source source = source(
                StreamConfig.builder().capacityFrames(8).capacityBytes(2048).build());
        Reader reader = reader(source);
        for (int i = 0; i < 200; i++) {
            source.length(i * 37 % 700).audio();
            assertEquals(1, reader.pollInPlace());
        }
    }

    @Test
    void shouldBoundThePayloadByPositionAndLimit() {
        Source source = source(16).length(40).audios(3);
        Subscription subscription = source.handle().subscribe();
        source.length(100).audio();
        int delivered = subscription.pollInPlace(
                frame -> {
                    assertEquals(100, frame.payload().remaining());
                    assertTrue(frame.payload().isReadOnly());
                    assertTrue(Payloads.isOf(frame.payload(), 3));
                    assertEquals(source.at(3), frame.copy());
                    assertTrue(frame.isIntact());
                },
                1);
        assertEquals(1, delivered);
        BooksCheck.check(subscription);
    }

    /** Media times included, which are the ring's own: found intact afterwards, they are what was published. */
    @Test
    void shouldHandOverTheWholeHeader() {
        Source source = source(8);
        Subscription subscription = subscribeOldest(source);
        source.key().delta().audio();
        List<MediaFrame> copies = new ArrayList<>();
        int delivered = subscription.pollInPlace(
                frame -> {
                    copies.add(frame.copy());
                    assertTrue(frame.isIntact());
                },
                8);
        assertEquals(3, delivered);
        for (int i = 0; i < 3; i++) {
            assertEquals(source.at(i), copies.get(i));
        }
        BooksCheck.check(subscription);
    }

    @Test
    void shouldMeasureAGapFromTheLastFrameRead() {
        Source source = source(8).length(100);
        Subscription subscription = subscribeOldest(source);
        Scripted handler = new Scripted(frame -> assertTrue(frame.isIntact()));
        source.audios(3);
        handler.drain(subscription);
        source.length(50).audios(17);
        handler.drain(subscription);
        assertEquals(1, handler.gaps.size());
        Gap gap = handler.gaps.get(0);
        assertEquals(3, gap.firstSequence());
        assertEquals(11, gap.lastSequence());
        assertEquals(9 * 50, gap.bytes());
        assertEquals(9, gap.syncPoints());
        assertEquals(9 * Source.STEP_US, gap.mediaTimeUs());
    }

    @Test
    void shouldTellThatAFrameIsTorn() {
        Source source = source(4);
        Subscription subscription = subscribeOldest(source);
        source.audio();
        List<Boolean> answers = new ArrayList<>();
        Scripted handler = new Scripted(frame -> {
            answers.add(frame.isIntact());
            source.audios(4);
            answers.add(frame.isIntact());
            answers.add(frame.isIntact());
        });
        subscription.pollInPlace(handler, 1);
        assertEquals(List.of(true, false, false), answers, "false for good");
        assertTornFrameZero(source, subscription, handler);
    }

    @Test
    void shouldJudgeAFrameThatWasNotAskedAbout() {
        Source source = source(4);
        Subscription subscription = subscribeOldest(source);
        source.audio();
        Scripted handler = new Scripted(frame -> source.audios(4));
        subscription.pollInPlace(handler, 1);
        assertTornFrameZero(source, subscription, handler);
    }

    private static void assertTornFrameZero(Source source, Subscription subscription, Scripted handler) {
        assertEquals(1, subscription.dropped(), "told by the poll that tore it");
        handler.drain(subscription);
        assertEquals(1, subscription.stats().torn());
        assertEquals(1, handler.gaps.size());
        assertEquals(0, handler.gaps.get(0).firstSequence());
        assertEquals(0, handler.gaps.get(0).lastSequence());
        assertEquals(source.at(0).length(), handler.gaps.get(0).bytes());
        assertEquals(1, handler.gaps.get(0).syncPoints());
        assertEquals(1, subscription.dropped());
        assertEquals(List.of(1L, 2L, 3L, 4L), handler.others);
    }

    /** What the handler found intact, it may have let out: it counts, whatever becomes of it afterwards. */
    @Test
    void shouldCountAFrameThatWasFoundIntact() {
        Source source = source(4);
        Subscription subscription = subscribeOldest(source);
        source.audio();
        Scripted handler = new Scripted(frame -> {
            assertTrue(frame.isIntact());
            source.audios(4);
        });
        subscription.pollInPlace(handler, 1);
        assertEquals(1, subscription.delivered());
        assertEquals(0, subscription.dropped());
        assertEquals(0, subscription.stats().torn());
        handler.drain(subscription);
    }

    @Test
    void shouldTearAFrameWhoseBytesAreClaimed() {
        Source source = source(
                StreamConfig.builder().capacityFrames(64).capacityBytes(1024).build());
        Subscription subscription = subscribeOldest(source);
        source.length(600).audio();
        Scripted handler = new Scripted(frame -> {
            source.length(600).audio();
            assertFalse(frame.isIntact());
        });
        subscription.pollInPlace(handler, 1);
        handler.drain(subscription);
        assertEquals(1, subscription.stats().torn());
        assertEquals(1, subscription.dropped());
        assertEquals(List.of(1L), handler.others);
    }

    /** A torn video frame is a lost one: those that depend on it are not handed over. */
    @Test
    void shouldResyncAfterATornVideoFrame() {
        Source source = source(4);
        Subscription subscription = source.handle().subscribe();
        source.key();
        Scripted tearing = new Scripted(frame -> {
            source.deltas(4);
            assertFalse(frame.isIntact());
        });
        subscription.pollInPlace(tearing, 10);
        assertEquals(0, subscription.delivered());
        source.key().delta();
        tearing.drain(subscription);
        assertEquals(List.of(5L, 6L), tearing.others);
        assertEquals(5, subscription.dropped());
    }

    @Test
    void shouldTellGapsAsPollDoes() {
        Source source = source(8);
        Reader reader = reader(source, resync(Resync.OLDEST));
        source.audios(20);
        assertEquals(8, reader.pollInPlace());
        assertEquals("gap 0..11", reader.events().get(0));
    }

    @Test
    void shouldReplayInPlace() {
        Source source = source(16).videoConfig().audioConfig().gop(3).audio();
        Reader reader = reader(source, startAt(StartAt.SYNC_POINT));
        source.delta();
        reader.pollInPlace();
        assertEquals(
                List.of("config 0", "config 1", "frame 2", "frame 3", "frame 4", "frame 5", "frame 6"),
                reader.events());
    }

    @Test
    void shouldMixWithPollByCopy() {
        Source source = source(8);
        Reader reader = reader(source);
        source.gop(6);
        assertEquals(2, reader.pollInPlace(2));
        assertEquals(2, reader.poll(2));
        assertEquals(2, reader.pollInPlace());
    }

    @Test
    void shouldPassOnWhatTheHandlerThrows() {
        Source source = source(8);
        Subscription subscription = source.handle().subscribe();
        source.audios(2);
        RuntimeException thrown = new IllegalStateException("from the handler");
        FrameHandler throwing = frame -> {
            throw thrown;
        };
        assertSame(thrown, assertThrows(RuntimeException.class, () -> subscription.pollInPlace(throwing, 5)));
        assertEquals(1, subscription.delivered());
        BooksCheck.check(subscription);
        assertEquals(1, subscription.pollInPlace(frame -> assertEquals(1, frame.sequence()), 5));
        BooksCheck.check(subscription);
    }

    private static Subscription subscribeOldest(Source source) {
        return source.handle().subscribe(resync(Resync.OLDEST).build());
    }
}
