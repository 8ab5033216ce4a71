package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.DeliveredFrame;
import io.framebus.EndReason;
import io.framebus.FrameSink;
import io.framebus.Gap;
import io.framebus.Resync;
import io.framebus.StartAt;
import io.framebus.Subscription;
import io.framebus.Waiting;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pumping into a sink until one of the two sides ends. */
public abstract class DriveContract extends BusContract {
    protected DriveContract(BusFactory factory) {
        super(factory);
    }

    @Override
    BusSettings settings() {
        return super.settings().clock(System::nanoTime);
    }

    /** Writes down what it is sent; breaks at one sequence. */
    private static class Sink implements FrameSink {
        private final List<String> events = new CopyOnWriteArrayList<>();
        private final long breakAt;

        Sink(long breakAt) {
            this.breakAt = breakAt;
        }

        @Override
        public Flow send(DeliveredFrame frame) throws Exception {
            assertTrue(Payloads.isOf(frame.payload(), frame.sequence()));
            events.add("frame " + frame.sequence());
            return frame.sequence() == breakAt ? Flow.BREAK : Flow.CONTINUE;
        }

        @Override
        public void onGap(Gap gap) {
            events.add("gap " + gap.firstSequence() + ".." + gap.lastSequence());
        }

        @Override
        public void flush() throws Exception {
            events.add("flush");
        }

        List<String> sent() {
            return events.stream().filter(event -> !event.equals("flush")).toList();
        }
    }

    /** Case 26: the replay, then live, until the stream ends; flushed when there is nothing more. */
    @ParameterizedTest
    @EnumSource
    void shouldSendReplayThenLiveUntilTheStreamEnds(Waiting waiting) throws InterruptedException {
        Source source = source(frames(32).toBuilder().waiting(waiting).build())
                .videoConfig()
                .gop(3);
        Subscription subscription =
                source.handle().subscribe(startAt(StartAt.SYNC_POINT).build());
        Sink sink = new Sink(-1);
        AtomicReference<EndReason> reason = new AtomicReference<>();
        threads.start("driver", () -> reason.set(subscription.drive(sink)));
        Await.until("replay is sent and flushed", () -> sink.events.size() >= 5);
        source.delta();
        Await.until("live is sent", () -> sink.sent().size() == 5);
        source.delta();
        source.handle().close();
        threads.awaitAll();
        assertEquals(List.of("frame 0", "frame 1", "frame 2", "frame 3", "frame 4", "frame 5"), sink.sent());
        assertEquals("flush", sink.events.get(4), "before it waits");
        assertEquals("flush", sink.events.get(sink.events.size() - 1), "and at the end");
        assertInstanceOf(EndReason.StreamEnded.class, reason.get());
        BooksCheck.check(subscription);
    }

    /** Case 26: "break" ends cleanly. */
    @Test
    void shouldEndWhenTheSinkBreaks() throws Exception {
        Source source = source(16);
        Subscription subscription = source.handle().subscribe();
        source.gop(5);
        Sink sink = new Sink(2);
        EndReason reason = subscription.drive(sink);
        assertInstanceOf(EndReason.ClosedBySubscriber.class, reason);
        assertEquals(List.of("frame 0", "frame 1", "frame 2"), sink.sent());
        assertTrue(subscription.isEnded());
        assertEquals(0, source.handle().subscriberCount());
        assertEquals(3, subscription.delivered());
        BooksCheck.check(subscription);
    }

    /** Case 26: an error aborts the drive and reaches its caller. */
    @Test
    void shouldPassOnWhatTheSinkThrows() {
        Source source = source(16);
        Subscription subscription = source.handle().subscribe();
        source.gop(5);
        IOException broken = new IOException("broken pipe");
        FrameSink sink = frame -> {
            if (frame.sequence() == 1) {
                throw broken;
            }
            return FrameSink.Flow.CONTINUE;
        };
        assertSame(broken, assertThrows(IOException.class, () -> subscription.drive(sink)));
        assertTrue(subscription.isEnded());
        assertInstanceOf(
                EndReason.ClosedBySubscriber.class, subscription.endReason().orElseThrow());
        assertEquals(0, source.handle().subscriberCount());
        assertEquals(2, subscription.delivered());
        BooksCheck.check(subscription);
    }

    @Test
    void shouldPassOnWhatFlushThrows() {
        Source source = source(16);
        Subscription subscription = source.handle().subscribe();
        source.key();
        IOException broken = new IOException("broken pipe");
        Sink sink = new Sink(-1) {
            @Override
            public void flush() throws IOException {
                throw broken;
            }
        };
        assertSame(broken, assertThrows(IOException.class, () -> subscription.drive(sink)));
        assertTrue(subscription.isEnded());
    }

    /** Case 26: cancelled by close, from any thread. */
    @ParameterizedTest
    @EnumSource
    void shouldStopWhenClosed(Waiting waiting) throws InterruptedException {
        Source source = source(frames(8).toBuilder().waiting(waiting).build());
        Subscription subscription = source.handle().subscribe();
        Sink sink = new Sink(-1);
        AtomicReference<EndReason> reason = new AtomicReference<>();
        threads.start("driver", () -> reason.set(subscription.drive(sink)));
        source.key();
        Await.until("sent", () -> sink.sent().size() == 1);
        subscription.close();
        threads.awaitAll();
        assertInstanceOf(EndReason.ClosedBySubscriber.class, reason.get());
        BooksCheck.check(subscription);
    }

    @ParameterizedTest
    @EnumSource
    void shouldStopWhenInterrupted(Waiting waiting) throws InterruptedException {
        Source source = source(frames(8).toBuilder().waiting(waiting).build());
        Subscription subscription = source.handle().subscribe();
        Sink sink = new Sink(-1);
        Thread driver =
                threads.start("driver", () -> assertThrows(InterruptedException.class, () -> subscription.drive(sink)));
        source.key();
        Await.until("sent and flushed", () -> sink.events.size() >= 2);
        driver.interrupt();
        threads.awaitAll();
        assertTrue(subscription.isEnded());
        assertEquals(0, source.handle().subscriberCount());
    }

    @Test
    void shouldTellTheSinkOfGaps() throws Exception {
        Source source = source(8);
        Subscription subscription =
                source.handle().subscribe(resync(Resync.OLDEST).build());
        source.audios(10);
        source.handle().close();
        Sink sink = new Sink(-1);
        assertInstanceOf(EndReason.StreamEnded.class, subscription.drive(sink));
        assertEquals("gap 0..1", sink.sent().get(0));
        assertEquals(9, sink.sent().size());
        BooksCheck.check(subscription);
    }

    @Test
    void shouldReturnAtOnceWhenItHasEnded() throws Exception {
        Source source = source(8);
        source.handle().close();
        Sink sink = new Sink(-1);
        assertInstanceOf(
                EndReason.StreamEnded.class, source.handle().subscribe().drive(sink));
        Subscription closed = source(8).handle().subscribe();
        closed.close();
        assertInstanceOf(EndReason.ClosedBySubscriber.class, closed.drive(sink));
        assertEquals(List.of(), sink.sent());
    }
}
