package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Codec;
import io.framebus.FrameClaim;
import io.framebus.FrameFlags;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.MediaFrame;
import io.framebus.StreamHandle;
import io.framebus.Subscription;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Publishing: what it returns, what it retains, and that it waits for nobody. */
public abstract class PublishContract extends BusContract {
    protected PublishContract(BusFactory factory) {
        super(factory);
    }

    @Test
    void shouldNumberFramesFromZero() {
        StreamHandle handle = source(4).handle();
        assertEquals(-1, handle.cursor());
        assertEquals(0, handle.tail());
        handle.publish(MediaFrame.audio(0, new byte[1], Codec.OPUS));
        assertEquals(0, handle.cursor());
        assertEquals(0, handle.tail());
    }

    /** Cases 5 and 6. */
    @Test
    void shouldReturnTheNumberOfActiveSubscribers() {
        Source source = source(8);
        assertEquals(0, source.publish(Source.audioFrame(1)));
        Reader one = reader(source);
        assertEquals(1, source.publish(Source.audioFrame(1)));
        Reader two = reader(source);
        Reader three = reader(source);
        assertEquals(3, source.publish(Source.audioFrame(1)));
        assertEquals(3, source.handle().subscriberCount());
        two.subscription().close();
        assertEquals(2, source.publish(Source.audioFrame(1)));
        assertEquals(2, source.handle().subscriberCount());
        one.drain();
        three.drain();
    }

    /** Case 5: what is published without subscribers is there for those who come later. */
    @Test
    void shouldKeepFramesAndConfigurationsWithoutSubscribers() {
        Source source = source(16).videoConfig().gop(3);
        assertEquals(List.of(source.at(0)), source.handle().cachedConfigs());
        assertEquals(4, source.handle().replayBuffer().size());
    }

    /** Case 8. */
    @Test
    void shouldNotWaitForASubscriberThatNeverReads() {
        Source source = source(8);
        Reader parked = reader(source);
        source.audios(8 * 50);
        assertEquals(399, source.handle().cursor());
        assertEquals(400, parked.subscription().lag());
    }

    /** Case 32: fan-out, the same payload for all. */
    @Test
    void shouldFanOutTheSameFrames() {
        Source source = source(8);
        Reader one = reader(source);
        Reader two = reader(source);
        assertEquals(2, source.publish(Source.video(0, FrameKind.KEY)));
        one.drain();
        two.drain();
        assertEquals(one.seen().received(), two.seen().received());
        assertEquals(List.of(0L), one.sequences());
    }

    @Test
    void shouldLeaveTheCallersBufferAsItIs() {
        StreamHandle handle = source(8).handle();
        FrameHeader header = new FrameHeader().kind(FrameKind.AUDIO).codec(Codec.OPUS);
        Subscription subscription = handle.subscribe();
        for (ByteBuffer buffer : List.of(ByteBuffer.allocate(100), ByteBuffer.allocateDirect(100))) {
            buffer.position(7).limit(57);
            Payloads.fill(buffer, 5);
            for (ByteBuffer payload : List.of(buffer, buffer.asReadOnlyBuffer())) {
                assertEquals(1, handle.publish(header, payload));
                assertEquals(7, payload.position());
                assertEquals(57, payload.limit());
            }
        }
        int delivered = subscription.poll(
                frame -> {
                    assertEquals(50, frame.length());
                    assertTrue(Payloads.isOf(frame.payload(), 5));
                },
                10);
        assertEquals(4, delivered);
        BooksCheck.check(subscription);
    }

    @Test
    void shouldKeepNothingOfTheCallers() {
        StreamHandle handle = source(8).handle();
        FrameHeader header =
                new FrameHeader().kind(FrameKind.KEY).codec(Codec.AV1).ptsUs(77);
        byte[] bytes = Payloads.of(9, 40);
        Subscription subscription = handle.subscribe();
        handle.publish(header, ByteBuffer.wrap(bytes));
        bytes[0]++;
        header.reset();
        int delivered = subscription.poll(
                frame -> {
                    assertEquals(77, frame.ptsUs());
                    assertEquals(Codec.AV1, frame.codec());
                    assertTrue(Payloads.isOf(frame.payload(), 9));
                },
                10);
        assertEquals(1, delivered);
        BooksCheck.check(subscription);
    }

    @Test
    void shouldCarryEveryField() {
        StreamHandle handle = source(8).handle();
        Subscription subscription = handle.subscribe();
        int allFlags = FrameFlags.FIRST | FrameFlags.DISCARDABLE | FrameFlags.DISCONTINUITY | 0xA500;
        MediaFrame frame = MediaFrame.builder()
                .trackId(Integer.MAX_VALUE)
                .kind(FrameKind.KEY)
                .codec(Codec.VVC)
                .flags(allFlags)
                .temporalLayer(7)
                .spatialLayer(3)
                .ptsUs(Long.MIN_VALUE)
                .dtsUs(Long.MAX_VALUE)
                .durationUs(33_333)
                .payload(new byte[] {1, 2, 3})
                .build();
        MediaFrame[] seen = new MediaFrame[1];
        assertEquals(1, handle.publish(frame));
        assertEquals(1, subscription.poll(delivered -> seen[0] = delivered.copy(), 1));
        assertEquals(frame, seen[0]);
        BooksCheck.check(subscription);
    }

    @Test
    void shouldTakeFramesWithoutPayload() {
        Source source = source(4).length(0);
        Reader reader = reader(source);
        source.audios(3);
        assertEquals(3, reader.poll());
        source.audios(6);
        reader.drain();
        assertEquals(2, reader.subscription().stats().overwritten());
    }

    /** Detected where it is plain to see: one is in the middle of a frame when the other comes. */
    @Test
    void shouldNoticeTwoPublishersAtOnce() throws InterruptedException {
        Source source = source(8);
        Reader reader = reader(source);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        MediaFrame frame = MediaFrame.video(0, 0, Payloads.of(0, 64), Codec.H264, true);
        threads.start("first publisher", () -> {
            FrameClaim claim =
                    source.handle().claim(new FrameHeader().kind(FrameKind.KEY).codec(Codec.H264), 64);
            inside.countDown();
            goOn.await();
            claim.abort();
        });
        inside.await();
        assertThrows(IllegalStateException.class, () -> source.handle().publish(frame));
        goOn.countDown();
        threads.awaitAll();
        source.key();
        assertEquals(1, reader.poll());
    }

    /** The publisher may move between threads; assertions are on, so a ring that pins one would fail. */
    @Test
    void shouldLetThePublisherMoveBetweenThreads() throws InterruptedException {
        Source source = source(16);
        Reader reader = reader(source);
        for (int i = 0; i < 5; i++) {
            threads.start("publisher-" + i, source::audio);
            threads.awaitAll();
        }
        assertEquals(5, reader.poll());
    }
}
