package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Codec;
import io.framebus.Frame;
import io.framebus.FrameBatch;
import io.framebus.FrameBus;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.MediaFrame;
import io.framebus.Publishers;
import io.framebus.Resync;
import io.framebus.StartAt;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import io.framebus.Waiting;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames that are published together. */
public abstract class BatchContract extends BusContract {
    private static final long SEED = 0x5eed_1130L;

    protected BatchContract(BusFactory factory) {
        super(factory);
    }

    private static FrameHeader audio() {
        return new FrameHeader().trackId(1).kind(FrameKind.AUDIO).codec(Codec.OPUS);
    }

    private static FrameHeader video(FrameKind kind) {
        return new FrameHeader().kind(kind).codec(Codec.H264);
    }

    private StreamHandle stream(int frames, Publishers publishers) {
        return source(frames(frames).toBuilder().publishers(publishers).build()).handle();
    }

    private StreamHandle stream(int frames) {
        return stream(frames, Publishers.ONE);
    }

    private static ByteBuffer payload(long sequence, int length) {
        return ByteBuffer.wrap(Payloads.of(sequence, length));
    }

    /** Reads what there is; every payload must be that of its sequence. */
    private static List<Long> read(Subscription subscription) {
        List<Long> sequences = new ArrayList<>();
        subscription.poll(
                frame -> {
                    assertTrue(Payloads.isOf(frame.payload(), frame.sequence()), "payload of " + frame.sequence());
                    sequences.add(frame.sequence());
                },
                Integer.MAX_VALUE);
        BooksCheck.check(subscription);
        return sequences;
    }

    @Test
    void shouldShowNothingBeforeItIsPublished() {
        StreamHandle handle = stream(64);
        Subscription subscription = handle.subscribe();
        FrameBatch batch = handle.batch();
        for (int i = 0; i < 8; i++) {
            assertEquals(i + 1, batch.add(audio(), payload(i, 50)));
            assertEquals(-1, handle.cursor());
            assertEquals(0, handle.qos().totalBytes());
            assertEquals(0, subscription.lag());
            assertEquals(0, subscription.poll(frame -> {}, 10));
            assertEquals(0, subscription.pollInPlace(frame -> {}, 10));
        }
        assertEquals(1, batch.publish());
        assertEquals(7, handle.cursor());
        assertEquals(400, handle.qos().totalBytes());
        assertEquals(8, subscription.lag());
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L), read(subscription));
        batch.add(audio(), payload(8, 50));
        assertEquals(7, handle.cursor());
        assertEquals(400, handle.qos().totalBytes());
        assertEquals(0, subscription.stats().lagBytes());
        batch.publish();
        assertEquals(450, handle.qos().totalBytes());
        assertEquals(50, subscription.stats().lagBytes());
    }

    @ParameterizedTest
    @EnumSource
    void shouldShowEverythingOnceItIsPublished(Publishers publishers) {
        StreamHandle handle = stream(64, publishers);
        Subscription subscription = handle.subscribe();
        FrameBatch batch = handle.batch();
        for (int round = 0; round < 30; round++) {
            List<Long> expected = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                long sequence = 5L * round + i;
                expected.add(sequence);
                int added = i % 2 == 0
                        ? batch.add(audio(), payload(sequence, 40 + i))
                        : batch.add(MediaFrame.audio(0, Payloads.of(sequence, 40 + i), Codec.OPUS));
                assertEquals(i + 1, added);
            }
            assertEquals(1, batch.publish());
            assertEquals(expected, read(subscription));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldBePublishedWhenItIsClosedAndBeginAnewAfterwards(Publishers publishers) {
        StreamHandle handle = stream(16, publishers);
        Subscription subscription = handle.subscribe();
        try (FrameBatch batch = handle.batch()) {
            batch.add(audio(), payload(0, 10));
            batch.add(audio(), payload(1, 10));
        }
        assertEquals(List.of(0L, 1L), read(subscription));
        try (FrameBatch batch = handle.batch()) {
            assertEquals(1, batch.add(audio(), payload(2, 10)));
        }
        assertEquals(List.of(2L), read(subscription));
    }

    @Test
    void shouldBeTheSameEachTime() {
        StreamHandle handle = stream(16);
        assertSame(handle.batch(), handle.batch());
    }

    @ParameterizedTest
    @EnumSource
    void shouldDoNothingWithoutFrames(Publishers publishers) {
        StreamHandle handle = stream(16, publishers);
        FrameBatch batch = handle.batch();
        assertEquals(0, batch.publish());
        try (Subscription subscription = handle.subscribe()) {
            assertEquals(1, batch.publish());
            assertEquals(0, subscription.lag());
        }
        assertEquals(-1, handle.cursor());
        handle.publish(MediaFrame.audio(0, Payloads.of(0, 10), Codec.OPUS));
        batch.publish();
        assertEquals(0, handle.cursor());
    }

    @Test
    void shouldLetNothingElseIntoTheRingWhileItIsOpen() {
        StreamHandle handle = stream(16);
        FrameBatch batch = handle.batch();
        batch.add(audio(), payload(0, 10));
        MediaFrame other = MediaFrame.audio(0, Payloads.of(1, 10), Codec.OPUS);
        assertThrows(IllegalStateException.class, () -> handle.publish(other));
        assertThrows(IllegalStateException.class, () -> handle.publish(audio(), payload(1, 10)));
        assertThrows(IllegalStateException.class, () -> handle.claim(audio(), 10));
        batch.publish();
        handle.publish(other);
        assertEquals(1, handle.cursor());
    }

    @Test
    void shouldRefuseFramesWhileAClaimIsOpen() {
        StreamHandle handle = stream(16);
        FrameBatch batch = handle.batch();
        var claim = handle.claim(audio(), 10);
        assertThrows(IllegalStateException.class, () -> batch.add(audio(), payload(0, 10)));
        Payloads.fill(claim.buffer(), 0);
        claim.commit();
        assertEquals(1, batch.add(audio(), payload(1, 10)));
        batch.publish();
        assertEquals(1, handle.cursor());
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseABadFrameAndKeepTheRest(Publishers publishers) {
        StreamHandle handle = stream(16, publishers);
        int tooLong = handle.config().effectiveCapacityBytes() + 1;
        Subscription subscription = handle.subscribe();
        FrameBatch batch = handle.batch();
        Runnable allBad = () -> {
            ByteBuffer good = payload(0, 10);
            assertThrows(IllegalArgumentException.class, () -> batch.add(null));
            assertThrows(IllegalArgumentException.class, () -> batch.add(null, good));
            assertThrows(IllegalArgumentException.class, () -> batch.add(audio(), null));
            assertThrows(IllegalArgumentException.class, () -> batch.add(new FrameHeader(), good));
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class, () -> batch.add(audio(), ByteBuffer.allocate(tooLong)));
            assertTrue(refused.getMessage().contains(Integer.toString(tooLong)), refused.getMessage());
        };
        allBad.run();
        handle.publish(audio(), payload(0, 10)); // a refused frame opens nothing
        batch.add(audio(), payload(1, 10));
        allBad.run();
        assertEquals(2, batch.add(audio(), payload(2, 10)));
        batch.publish();
        assertEquals(List.of(0L, 1L, 2L), read(subscription));
    }

    @Test
    void shouldSurviveAFrameWhosePayloadCannotBeRead() {
        StreamHandle handle = stream(16);
        Subscription subscription = handle.subscribe();
        FrameBatch batch = handle.batch();
        Frame broken = new BrokenFrame();
        assertThrows(IllegalStateException.class, () -> batch.add(broken));
        batch.add(audio(), payload(0, 10));
        assertThrows(IllegalStateException.class, () -> batch.add(broken));
        batch.add(audio(), payload(1, 10));
        batch.publish();
        assertEquals(List.of(0L, 1L), read(subscription));
    }

    /** As many frames as there are slots, over and over: what waits is never what has to go. */
    @Test
    void shouldShowWhatWaitsBeforeItTakesMoreThanAQuarterOfTheSlots() {
        StreamHandle handle = stream(16);
        FrameBatch batch = handle.batch();
        for (int i = 0; i < 100; i++) {
            batch.add(audio(), payload(i, 10));
            long waiting = i - handle.cursor();
            assertTrue(waiting >= 1 && waiting <= 4, "waiting " + waiting);
            assertTrue(handle.tail() <= handle.cursor() + 1, "the tail is at " + handle.tail());
            assertTrue(i < 16 || handle.cursor() + 1 - handle.tail() >= 12, "retained from " + handle.tail());
        }
        assertEquals(0, batch.publish());
        assertEquals(99, handle.cursor());
    }

    @Test
    void shouldShowWhatWaitsBeforeItTakesMoreThanAQuarterOfTheBytes() {
        StreamHandle handle = source(StreamConfig.builder()
                        .capacityFrames(64)
                        .capacityBytes(1024)
                        .build())
                .handle();
        int capacity = handle.config().effectiveCapacityBytes();
        FrameBatch batch = handle.batch();
        Random random = new Random(SEED);
        long added = 0;
        for (int i = 0; i < 2000; i++) {
            int length = random.nextInt(8) == 0 ? random.nextInt(capacity + 1) : random.nextInt(200);
            batch.add(audio(), payload(added++, length));
            assertTrue(
                    handle.tail() <= handle.cursor() + 1,
                    "frame " + i + ": " + handle.tail() + " > " + handle.cursor());
        }
        batch.publish();
        assertEquals(added - 1, handle.cursor());
    }

    /** Else a newcomer could take what waits for nothing: who finds all retired goes on behind the last frame. */
    @Test
    void shouldShowWhatWaitsBeforeAllThatCanBeSeenHasGone() {
        StreamHandle handle = source(StreamConfig.builder()
                        .capacityFrames(64)
                        .capacityBytes(1024)
                        .build())
                .handle();
        assertEquals(1024, handle.config().effectiveCapacityBytes());
        handle.publish(audio(), payload(0, 900));
        FrameBatch batch = handle.batch();
        batch.add(audio(), payload(1, 100));
        assertEquals(0, handle.cursor());
        assertEquals(0, handle.tail());
        batch.add(audio(), payload(2, 100)); // at the beginning of the ring, where the large one was
        assertEquals(1, handle.tail());
        assertEquals(1, handle.cursor());
        batch.publish();
        assertEquals(2, handle.cursor());
    }

    /** A newcomer at the sync point, and one that was overrun: neither may count frames that nobody has seen. */
    @Test
    void shouldShowWhatWaitsBeforeASyncPoint() {
        StreamHandle handle = stream(64);
        Subscription behind = handle.subscribe();
        FrameBatch batch = handle.batch();
        batch.add(video(FrameKind.KEY), payload(0, 10));
        assertEquals(-1, handle.cursor());
        batch.add(video(FrameKind.DELTA), payload(1, 10));
        batch.add(video(FrameKind.DELTA), payload(2, 10));
        assertEquals(-1, handle.cursor());
        batch.add(video(FrameKind.KEY), payload(3, 10));
        assertEquals(2, handle.cursor());
        Subscription newcomer = handle.subscribe(
                SubscribeOptions.builder().startAt(StartAt.SYNC_POINT).build());
        assertEquals(0, newcomer.lag());
        BooksCheck.check(newcomer);
        assertEquals(List.of(0L, 1L, 2L), read(behind));
        batch.publish();
        assertEquals(List.of(3L), read(newcomer));
        assertEquals(List.of(3L), read(behind));
    }

    /** Random batches against a reader that is overrun again and again: the books balance at every moment. */
    @ParameterizedTest
    @EnumSource(Resync.class)
    void shouldKeepTheBooksOfWhoIsOverrun(Resync resync) {
        System.out.println("BatchContract seed " + SEED);
        Random random = new Random(SEED);
        Source source = source(
                StreamConfig.builder().capacityFrames(16).capacityBytes(2048).build());
        Reader reader = reader(source, resync(resync).startAt(StartAt.LIVE));
        FrameBatch batch = source.together();
        for (int step = 0; step < 4000; step++) {
            source.length(random.nextInt(300));
            switch (random.nextInt(8)) {
                case 0 -> source.key();
                case 1, 2, 3 -> source.delta();
                case 4 -> source.audio();
                case 5 -> batch.publish();
                case 6 -> reader.poll(1 + random.nextInt(6));
                default -> reader.pollInPlace(1 + random.nextInt(6));
            }
            BooksCheck.check(reader.subscription(), reader.seen());
        }
        batch.publish();
        source.handle().close();
        assertEquals(Subscription.ENDED, reader.drain());
        BooksCheck.check(reader.subscription(), reader.seen());
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeRefusedOnceTheStreamHasEnded(Publishers publishers) {
        StreamHandle handle = stream(16, publishers);
        Subscription subscription = handle.subscribe();
        FrameBatch batch = handle.batch();
        batch.add(audio(), payload(0, 10));
        batch.publish();
        batch.add(audio(), payload(1, 10));
        handle.close();
        assertEquals(StreamHandle.CLOSED, batch.add(audio(), payload(2, 10)));
        assertEquals(StreamHandle.CLOSED, batch.publish());
        assertEquals(StreamHandle.CLOSED, batch.add(MediaFrame.audio(0, new byte[1], Codec.OPUS)));
        batch.close();
        List<Long> expected = publishers == Publishers.ONE ? List.of(0L) : List.of(0L, 1L);
        assertEquals(expected, read(subscription));
        assertEquals(Subscription.ENDED, subscription.poll(frame -> {}, 1));
    }

    @Test
    void shouldBeRefusedByTheHandleThatCannotPublish() {
        StreamHandle handle = stream(16);
        Subscription subscription = handle.subscribe();
        FrameBatch batch = subscription.stream().batch();
        assertEquals(StreamHandle.CLOSED, batch.add(audio(), payload(0, 10)));
        assertEquals(StreamHandle.CLOSED, batch.publish());
        assertEquals(-1, handle.cursor());
    }

    /** What was given to the stream before its publisher left is the stream's. */
    @Test
    void shouldBePublishedWhenThePublisherHasLeftAndMayReturn() {
        FrameBus bus = engine(settings().app(APP, frames(16)).reconnectGrace(Duration.ofSeconds(10)))
                .bus();
        StreamHandle handle = bus.startPublish(KEY);
        Subscription subscription = handle.subscribe();
        AtomicInteger told = listen(handle);
        FrameBatch batch = handle.batch();
        batch.add(audio(), payload(0, 10));
        bus.endPublish(KEY);
        told.set(0);
        assertEquals(StreamHandle.CLOSED, batch.add(audio(), payload(1, 10)));
        assertEquals(1, told.get());
        assertEquals(List.of(0L), read(subscription));
        assertEquals(StreamHandle.CLOSED, batch.publish());
        StreamHandle successor = bus.startPublish(KEY);
        assertEquals(StreamHandle.CLOSED, batch.add(audio(), payload(1, 10)));
        assertEquals(1, successor.batch().add(audio(), payload(1, 10)));
        assertEquals(1, successor.batch().publish());
        assertEquals(List.of(1L), read(subscription));
    }

    /** And with publish() rather than another frame. */
    @Test
    void shouldSayThatThePublisherHasLeft() {
        FrameBus bus = engine(settings().app(APP, frames(16)).reconnectGrace(Duration.ofSeconds(10)))
                .bus();
        StreamHandle handle = bus.startPublish(KEY);
        Subscription subscription = handle.subscribe();
        FrameBatch batch = handle.batch();
        batch.add(audio(), payload(0, 10));
        bus.endPublish(KEY);
        assertEquals(StreamHandle.CLOSED, batch.publish());
        assertEquals(List.of(0L), read(subscription));
        bus.startPublish(KEY).publish(audio(), payload(1, 10));
        assertEquals(List.of(1L), read(subscription));
    }

    @Test
    void shouldStampAllWithTheTimeAtWhichTheFirstThatWaitsWasAdded() {
        StreamHandle handle = stream(16);
        Subscription subscription = handle.subscribe();
        FrameBatch batch = handle.batch();
        List<Long> expected = new ArrayList<>();
        long firstNs = clock.nanoTime();
        for (int i = 0; i < 6; i++) { // four is a quarter
            expected.add(firstNs + (i < 4 ? 0 : 4_000_000));
            batch.add(audio(), payload(i, 10));
            clock.advanceMs(1);
        }
        batch.publish();
        expected.add(clock.nanoTime());
        batch.add(audio(), payload(6, 10));
        batch.publish();
        List<Long> seen = new ArrayList<>();
        subscription.poll(frame -> seen.add(frame.publishTimeNs()), 10);
        assertEquals(expected, seen);
    }

    /** A subscriber that sleeps is woken when there is something to see. */
    @Test
    void shouldWakeWhoWaits() throws InterruptedException {
        StreamHandle handle =
                source(frames(64).toBuilder().waiting(Waiting.PARK).build()).handle();
        Subscription subscription = handle.subscribe();
        CountDownLatch sleeps = new CountDownLatch(1);
        AtomicInteger received = new AtomicInteger();
        Thread sleeper = threads.start("sleeper", () -> {
            sleeps.countDown();
            received.set(subscription.receive(frame -> {}, 10, Duration.ofSeconds(20)));
        });
        sleeps.await();
        FrameBatch batch = handle.batch();
        batch.add(audio(), payload(0, 10));
        batch.add(audio(), payload(1, 10));
        while (sleeper.isAlive() && sleeper.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        batch.publish();
        threads.awaitAll();
        assertEquals(2, received.get());
    }

    /** Four of sixteen may wait. Told while the batch goes on: it may go on for long. */
    @Test
    void shouldTellActivityWhenFramesAreShownBeforeItIsPublished() {
        StreamHandle handle = stream(16);
        AtomicInteger told = listen(handle);
        FrameBatch batch = handle.batch();
        for (int i = 0; i < 5; i++) {
            assertEquals(0, told.get());
            batch.add(audio(), payload(i, 10));
        }
        assertEquals(3, handle.cursor());
        assertEquals(1, told.get());
        batch.publish();
        assertEquals(2, told.get());
        assertEquals(4, handle.cursor());
    }

    /** Also where the frame for which they made room then cannot be read. */
    @Test
    void shouldTellActivityWhenFramesHaveMadeRoomForOneThatFails() {
        StreamHandle handle = stream(16);
        AtomicInteger told = listen(handle);
        FrameBatch batch = handle.batch();
        for (int i = 0; i < 4; i++) {
            batch.add(audio(), payload(i, 10));
        }
        assertThrows(IllegalStateException.class, () -> batch.add(new BrokenFrame()));
        assertEquals(3, handle.cursor());
        assertEquals(1, told.get());
        handle.publish(audio(), payload(4, 10)); // nothing waits: the batch is not open any more
        assertEquals(5, batch.add(audio(), payload(5, 10)));
        batch.publish();
        assertEquals(5, handle.cursor());
    }

    /** A thread that dies in the middle of a batch. */
    @Test
    void shouldBeShownToTheNextPublisherIfItsThreadHasDied() throws InterruptedException {
        FrameBus bus = engine(settings().app(APP, frames(16)).reconnectGrace(Duration.ofSeconds(10)))
                .bus();
        StreamHandle handle = bus.startPublish(KEY);
        Subscription subscription = handle.subscribe();
        AtomicInteger told = listen(handle);
        threads.start("dies", () -> handle.batch().add(audio(), payload(0, 10)));
        threads.awaitAll();
        bus.endPublish(KEY);
        assertEquals(-1, handle.cursor());
        told.set(0);
        StreamHandle successor = bus.startPublish(KEY);
        assertEquals(0, successor.cursor());
        assertEquals(1, told.get());
        successor.batch().add(audio(), payload(1, 10));
        assertEquals(0, successor.cursor());
        successor.batch().publish();
        assertEquals(List.of(0L, 1L), read(subscription));
    }

    @Test
    void shouldTellActivityOnceForAllOfIt() {
        StreamHandle handle = stream(64);
        AtomicInteger told = listen(handle);
        FrameBatch batch = handle.batch();
        for (int i = 0; i < 8; i++) {
            batch.add(audio(), payload(i, 10));
        }
        assertEquals(0, told.get());
        batch.publish();
        assertEquals(1, told.get());
    }

    private static final class BrokenFrame extends OddFrame {
        BrokenFrame() {
            super(1, FrameKind.AUDIO, Codec.OPUS, 0, 0, 0, 0, 8);
        }

        @Override
        public void copyPayload(int from, ByteBuffer target, int at, int length) {
            throw new IllegalStateException("cannot be read");
        }
    }

    /** How often it is told of activity from here on. */
    private static AtomicInteger listen(StreamHandle handle) {
        AtomicInteger told = new AtomicInteger();
        handle.addActivityListener(told::incrementAndGet);
        return told;
    }
}
