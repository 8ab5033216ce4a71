package io.framebus.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.EndReason;
import io.framebus.FrameBus;
import io.framebus.FrameHandler;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.FrameSink;
import io.framebus.Gap;
import io.framebus.MediaFrame;
import io.framebus.StartAt;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import io.framebus.disruptor.DisruptorFrameBus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Joining and the ways of reading. */
final class ReadingTest {
    private final FrameBus bus =
            DisruptorFrameBus.builder().app("live", StreamConfig.defaults()).build();
    private final StreamHandle stream = bus.startPublish(StreamKey.of("live", "a"));

    @AfterEach
    void closeBus() {
        bus.close();
    }

    private void publish(FrameKind kind, int count) {
        FrameHeader header = new FrameHeader().kind(kind).codec(Codec.VP8);
        for (int i = 0; i < count; i++) {
            stream.publish(header.ptsUs((stream.cursor() + 1) * 33_333), ByteBuffer.allocate(1000));
        }
    }

    @Test
    void shouldJoin() {
        publish(FrameKind.KEY, 1);
        publish(FrameKind.DELTA, 29);
        publish(FrameKind.KEY, 1);
        publish(FrameKind.DELTA, 4);
        // tag::join
        SubscribeOptions options = SubscribeOptions.builder()
                .label("peer 198.51.100.7:4433")
                .startAt(StartAt.SYNC_POINT)
                .build();
        Subscription subscription = stream.subscribe(options);
        // end::join
        assertEquals(30, subscription.stats().startSequence());
        assertEquals(5, subscription.lag());
        assertEquals(0, stream.subscribe().lag(), "live");
        SubscribeOptions oldest =
                SubscribeOptions.builder().startAt(StartAt.OLDEST).build();
        assertEquals(35, stream.subscribe(oldest).lag());
        List<Boolean> replayed = new ArrayList<>();
        publish(FrameKind.DELTA, 1);
        subscription.poll(frame -> replayed.add(frame.isReplayed()), 64);
        assertEquals(List.of(true, true, true, true, true, false), replayed);
    }

    @Test
    void shouldPoll() {
        Subscription subscription = stream.subscribe();
        publish(FrameKind.KEY, 1);
        publish(FrameKind.DELTA, 2);
        // tag::poll
        List<MediaFrame> kept = new ArrayList<>();
        int frames = subscription.poll(frame -> kept.add(frame.copy()), 64);
        assertEquals(3, frames);
        assertEquals(0, subscription.poll(frame -> kept.add(frame.copy()), 64)); // none now
        // end::poll
        assertEquals(1000, kept.get(2).length());
    }

    @Test
    void shouldPollInPlace() {
        Subscription subscription = stream.subscribe();
        publish(FrameKind.KEY, 3);
        ByteBuffer sendBuffer = ByteBuffer.allocateDirect(64 << 10);
        List<Long> sent = new ArrayList<>();
        // tag::in-place
        FrameHandler handler = frame -> {
            sendBuffer.clear();
            frame.copyPayload(0, sendBuffer, 0, frame.length()); // may read bytes that are being overwritten
            if (frame.isIntact()) { // after the last read, before anything is let out
                sent.add(frame.sequence());
            }
        };
        int intact = subscription.pollInPlace(handler, 64);
        // end::in-place
        assertEquals(3, intact);
        assertEquals(List.of(0L, 1L, 2L), sent);
    }

    @Test
    void shouldReceive() throws InterruptedException {
        Subscription subscription = stream.subscribe();
        List<Long> seen = new ArrayList<>();
        Thread reader = new Thread(() -> receiveUntilEnd(subscription, frame -> seen.add(frame.sequence())), "reader");
        reader.start();
        publish(FrameKind.KEY, 5);
        stream.close();
        reader.join();
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L), seen);
    }

    // tag::receive
    static void receiveUntilEnd(Subscription subscription, FrameHandler handler) {
        try {
            int frames = 0;
            while (frames != Subscription.ENDED) {
                frames = subscription.receive(handler, 64, Duration.ofSeconds(1)); // 0: a second without a frame
            }
        } catch (InterruptedException stop) {
            subscription.close(); // no frame was lost by the interrupt
            Thread.currentThread().interrupt();
        }
    }
    // end::receive

    // tag::sink
    static final class PeerSink implements FrameSink {
        private final List<String> wire = new ArrayList<>();
        private int left;

        PeerSink(int framesUntilThePeerHangsUp) {
            left = framesUntilThePeerHangsUp;
        }

        @Override
        public Flow send(DeliveredFrame frame) {
            wire.add("frame " + frame.sequence());
            return --left > 0 ? Flow.CONTINUE : Flow.BREAK;
        }

        @Override
        public void onGap(Gap gap) {
            wire.add("gap " + gap.frames());
        }

        @Override
        public void flush() {
            wire.add("flush"); // nothing more for now
        }
    }
    // end::sink

    @Test
    void shouldDrive() throws Exception {
        publish(FrameKind.KEY, 1);
        publish(FrameKind.DELTA, 9);
        PeerSink sink = new PeerSink(3);
        Subscription subscription = stream.subscribe(
                SubscribeOptions.builder().startAt(StartAt.SYNC_POINT).build());
        // tag::drive
        EndReason why = subscription.drive(sink); // blocks this thread until the end
        assertInstanceOf(EndReason.ClosedBySubscriber.class, why); // the sink broke
        // end::drive
        assertEquals(List.of("frame 0", "frame 1", "frame 2", "flush"), sink.wire);
        assertEquals(0, stream.subscriberCount());
    }

    @Test
    void shouldGoOnAfterAHandlerThatThrew() {
        Subscription subscription = stream.subscribe();
        publish(FrameKind.KEY, 3);
        List<Long> seen = new ArrayList<>();
        // tag::throwing
        FrameHandler handler = frame -> {
            if (frame.sequence() == 1) {
                throw new IllegalStateException("cannot send");
            }
            seen.add(frame.sequence());
        };
        assertThrows(IllegalStateException.class, () -> subscription.poll(handler, 64));
        assertEquals(1, subscription.poll(handler, 64)); // goes on with the next frame
        assertEquals(List.of(0L, 2L), seen);
        assertEquals(3, subscription.delivered()); // the frame that failed counts as delivered
        // end::throwing
        assertTrue(subscription.endReason().isEmpty());
    }
}
