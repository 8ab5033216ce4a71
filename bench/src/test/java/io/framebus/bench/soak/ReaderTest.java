package io.framebus.bench.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.FrameHeader;
import io.framebus.Resync;
import io.framebus.StartAt;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import io.framebus.SubscriptionStats;
import io.framebus.bench.peer.Imprint;
import io.framebus.disruptor.DisruptorFrameBus;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Plants trouble, one kind at a time, and looks whether a reader finds it, and finds nothing where there is none. */
@Timeout(60)
class ReaderTest {
    private static final Manner PLAIN = new Manner(Manner.Seat.POLL, false, false, 0, 0);
    private static final Manner DECODABLE = new Manner(Manner.Seat.POLL, true, false, 0, 0);

    private final Ledger ledger = new Ledger();
    private final Imprint imprint = new Imprint(Pattern.MAX_BYTES, 7);
    private final Imprint.Writer payloads = imprint.writer();
    private final FrameHeader header = new FrameHeader();
    private final DisruptorFrameBus bus = DisruptorFrameBus.builder()
            .app(
                    "soak",
                    StreamConfig.builder()
                            .capacityFrames(64)
                            .capacityBytes(256 << 10)
                            .build())
            .housekeepingInterval(Duration.ZERO)
            .build();
    private final StreamHandle stream = bus.startPublish(StreamKey.of("soak", "s"));
    private final Incarnation incarnation = new Incarnation(1, 1, stream);
    private long count;

    @BeforeEach
    void publishGroup() {
        publish(Pattern.GROUP);
    }

    @AfterEach
    void close() {
        bus.close();
    }

    private void publish(int frames) {
        for (int i = 0; i < frames; i++) {
            long identity = Identity.of(1, 0, count++);
            Pattern.describe(identity, header);
            stream.publish(header, payloads.payload(identity, Pattern.bytes(identity)));
            incarnation.countPublished(1);
        }
    }

    private Subscription subscribe(StartAt startAt) {
        return stream.subscribe(SubscribeOptions.builder()
                .startAt(startAt)
                .resync(Resync.SYNC_POINT)
                .build());
    }

    private Reader reader(Subscription subscription, Manner manner) {
        return new Reader(subscription, incarnation, imprint, manner, ledger);
    }

    private void readToEnd(Reader reader, Subscription subscription) {
        bus.endPublish(stream.key());
        while (subscription.poll(reader, 16) != Subscription.ENDED) {
            reader.sampleBooks();
        }
        incarnation.finish(ledger);
        reader.closeBooks();
    }

    /** The same subscription, but for the answer to one question. */
    private static Subscription lying(Subscription subscription, String question, Object answer) {
        return (Subscription) Proxy.newProxyInstance(
                Subscription.class.getClassLoader(),
                new Class<?>[] {Subscription.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals(question)) {
                        return answer;
                    }
                    try {
                        return method.invoke(subscription, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void assertFound(Trouble trouble, long times) {
        assertEquals(times, ledger.count(trouble), () -> String.valueOf(ledger.problems()));
        assertEquals(times, ledger.troubles(), () -> String.valueOf(ledger.problems()));
    }

    @Test
    void shouldFindNothingWhereNothingIsWrong() {
        Subscription subscription = subscribe(StartAt.SYNC_POINT);
        Reader reader = reader(subscription, DECODABLE);
        publish(300); // laps it, ring and all
        readToEnd(reader, subscription);
        assertEquals(List.of(), ledger.problems());
        assertTrue(reader.delivered() > 0 && subscription.dropped() > 0, subscription.stats()::toString);
    }

    @Test
    void shouldFindBooksThatSayTooMuch() {
        Subscription subscription = subscribe(StartAt.OLDEST);
        Reader reader = reader(lying(subscription, "delivered", (long) Pattern.GROUP + 1), PLAIN);
        readToEnd(reader, subscription);
        assertFound(Trouble.LOST, 1);
    }

    @Test
    void shouldFindGapsThatDoNotAddUp() {
        Subscription subscription = subscribe(StartAt.OLDEST);
        Reader reader = reader(lying(subscription, "dropped", 3L), PLAIN);
        readToEnd(reader, subscription);
        assertFound(Trouble.LOST, 1);
    }

    @Test
    void shouldFindASnapshotThatDoesNotBalance() {
        Subscription subscription = subscribe(StartAt.OLDEST);
        Subscription ahead = subscribe(StartAt.OLDEST);
        ahead.poll(frame -> {}, 5);
        var stats = ahead.stats();
        var wrong = new SubscriptionStats(
                stats.id(),
                stats.label(),
                stats.key(),
                stats.startSequence(),
                stats.nextSequence(),
                stats.published(),
                stats.delivered() - 1,
                stats.dropped(),
                stats.overwritten(),
                stats.skipped(),
                stats.filtered(),
                stats.lagFrames(),
                stats.lagBytes(),
                stats.lagNs(),
                stats.headroomFrames(),
                stats.headroomShare(),
                stats.gaps(),
                stats.overruns(),
                stats.torn(),
                stats.waitingForSyncPoint(),
                stats.evictable(),
                stats.maxLag());
        reader(lying(subscription, "stats", wrong), PLAIN).sampleBooks();
        assertFound(Trouble.LOST, 1);
    }

    @Test
    void shouldFindAFrameThatPublishTookAndNobodyWasHanded() {
        Subscription subscription = subscribe(StartAt.OLDEST);
        Reader reader = reader(subscription, PLAIN);
        incarnation.countPublished(1);
        readToEnd(reader, subscription);
        assertFound(Trouble.LOST, 1);
    }

    @Test
    void shouldFindATornPayload() {
        Subscription subscription = subscribe(StartAt.OLDEST);
        Reader reader = reader(subscription, PLAIN);
        long identity = Identity.of(1, 0, count++);
        Pattern.describe(identity, header);
        ByteBuffer payload = payloads.payload(identity, Pattern.bytes(identity));
        int middle = (payload.position() + payload.limit()) / 2;
        payload.put(middle, (byte) ~payload.get(middle));
        stream.publish(header, payload);
        incarnation.countPublished(1);
        readToEnd(reader, subscription);
        assertFound(Trouble.TORN, 1);
    }

    @Test
    void shouldFindAFrameOfAnotherIncarnation() {
        Subscription subscription = subscribe(StartAt.LIVE);
        Reader reader = reader(subscription, PLAIN);
        long identity = Identity.of(2, 0, count++);
        Pattern.describe(identity, header);
        stream.publish(header, payloads.payload(identity, Pattern.bytes(identity)));
        incarnation.countPublished(1);
        readToEnd(reader, subscription);
        assertFound(Trouble.TORN, 1);
    }

    @Test
    void shouldFindFramesThatComeTwice() {
        Subscription subscription = subscribe(StartAt.OLDEST);
        Reader reader = reader(subscription, PLAIN);
        assertEquals(4, subscription.poll(reader, 4));
        subscribe(StartAt.OLDEST).poll(reader, 4); // hands it the same ones
        readToEnd(reader, subscription);
        assertFound(Trouble.MISORDERED, 3); // the first is a configuration, which may come again
    }

    @Test
    void shouldFindFramesLeftOutWithoutAGap() {
        Subscription subscription = subscribe(StartAt.OLDEST);
        Reader reader = reader(subscription, PLAIN);
        subscription.poll(frame -> {}, 4); // behind its back
        assertEquals(4, subscription.poll(reader, 4));
        assertFound(Trouble.LOST, 1);
    }

    @Test
    void shouldFindAnUndecodableFrame() {
        publish(3); // a key frame, and one that needs it
        Subscription subscription = subscribe(StartAt.LIVE);
        Reader reader = reader(subscription, DECODABLE);
        publish(1);
        readToEnd(reader, subscription);
        assertFound(Trouble.UNDECODABLE, 1);
    }

    @Test
    void shouldBalanceTheBooksOfOneThatThrowsAndFilters() {
        Subscription subscription = stream.subscribe(SubscribeOptions.builder()
                .startAt(StartAt.OLDEST)
                .tracks(Pattern.AUDIO)
                .build());
        Reader reader = reader(subscription, new Manner(Manner.Seat.POLL, false, true, 0, 2));
        assertThrows(Reader.HandlerFailure.class, () -> subscription.poll(reader, 16));
        bus.endPublish(stream.key());
        int polled = 0;
        while (polled != Subscription.ENDED) {
            try {
                polled = subscription.poll(reader, 16);
            } catch (Reader.HandlerFailure onPurpose) {
                polled = 1;
            }
        }
        incarnation.finish(ledger);
        reader.closeBooks();
        assertEquals(List.of(), ledger.problems());
        assertTrue(subscription.filtered() > 0 && ledger.count(Fault.HANDLER_EXCEPTION) > 1);
    }
}
