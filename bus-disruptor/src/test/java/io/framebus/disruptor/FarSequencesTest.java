package io.framebus.disruptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.EndReason;
import io.framebus.FrameHandler;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.Gap;
import io.framebus.Resync;
import io.framebus.Retention;
import io.framebus.StartAt;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import io.framebus.contract.BooksCheck;
import io.framebus.contract.Payloads;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sequences and positions where an int, a long or a difference of two could overflow. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FarSequencesTest {
    private static final int FRAMES = 20_000;
    private static final int CAPACITY_FRAMES = 64;
    private static final int CAPACITY_BYTES = 1 << 14;

    private final FrameHeader header = new FrameHeader().codec(Codec.H264);

    private static Stream stream(long firstSequence, long firstPosition) {
        StreamConfig config = StreamConfig.builder()
                .capacityFrames(CAPACITY_FRAMES)
                .capacityBytes(CAPACITY_BYTES)
                .build();
        StreamServices services = new StreamServices(
                System::nanoTime, new Events(null), new ArenaPool(0), new Departures(), new AtomicLong());
        Stream stream = new Stream(StreamKey.of("live", "far"), config, services, ended -> {});
        stream.writer.beginAt(firstSequence, firstPosition);
        return stream;
    }

    /** One subscriber: what it is handed must be whole, in order, and together with its gaps without a hole. */
    private static final class Checked implements FrameHandler {
        private final Subscription subscription;
        private final boolean inPlace;
        private final int everySoOften;
        private long next;

        Checked(StreamHandle stream, SubscribeOptions options, boolean inPlace, int everySoOften) {
            this.subscription = stream.subscribe(options);
            this.next = subscription.stats().startSequence();
            this.inPlace = inPlace;
            this.everySoOften = everySoOften;
        }

        void poll(int limit) {
            if (inPlace) {
                subscription.pollInPlace(this, limit);
            } else {
                subscription.poll(this, limit);
            }
        }

        @Override
        public void onFrame(DeliveredFrame frame) {
            assertEquals(next, frame.sequence());
            assertTrue(Payloads.isOf(frame.payload(), frame.sequence()), () -> "payload of " + frame.sequence());
            next++;
        }

        @Override
        public void onGap(Gap gap) {
            assertEquals(next, gap.firstSequence());
            assertTrue(gap.bytes() >= 0 && gap.syncPoints() >= 0 && gap.mediaTimeUs() >= 0, gap::toString);
            next += gap.frames();
        }
    }

    /** Every kind of reader beside a publisher whose numbers pass the place in question. */
    private void publishAndRead(Stream stream, long seed) {
        Random random = new Random(seed);
        StreamHandle handle = stream.publication();
        List<Checked> readers = new ArrayList<>();
        for (StartAt startAt : StartAt.values()) {
            for (Resync resync : Resync.values()) {
                SubscribeOptions options = SubscribeOptions.builder()
                        .startAt(startAt)
                        .resync(resync)
                        .build();
                readers.add(new Checked(handle, options, random.nextBoolean(), 1));
                readers.add(new Checked(handle, options, random.nextBoolean(), 200 + random.nextInt(200)));
            }
        }
        long first = stream.ring.cursor() + 1;
        for (int i = 0; i < FRAMES; i++) {
            header.kind(i % 30 == 0 ? FrameKind.KEY : FrameKind.DELTA)
                    .ptsUs(i * 1000L)
                    .dtsUs(i * 1000L);
            int length = random.nextInt(100) == 0 ? random.nextInt(CAPACITY_BYTES + 1) : random.nextInt(1000);
            handle.publish(header, ByteBuffer.wrap(Payloads.of(first + i, length)));
            for (Checked reader : readers) {
                if (i % reader.everySoOften == 0) {
                    reader.poll(1 + random.nextInt(CAPACITY_FRAMES));
                }
            }
            Retention retention = handle.retention();
            assertEquals(handle.cursor() - handle.tail() + 1, retention.frames());
            assertTrue(retention.bytes() <= CAPACITY_BYTES && retention.frames() >= 1, retention::toString);
        }
        assertEquals(first + FRAMES - 1, handle.cursor());
        assertTrue(handle.activity() >= handle.cursor());
        Subscription late = handle.subscribe(
                SubscribeOptions.builder().startAt(StartAt.OLDEST).build());
        assertEquals(handle.retention().frames(), late.lag());
        stream.end(new EndReason.StreamEnded());
        for (Checked reader : readers) {
            while (!(reader.subscription.isEnded() && reader.subscription.lag() == 0)) {
                reader.poll(CAPACITY_FRAMES);
            }
            assertEquals(first + FRAMES, reader.next);
            BooksCheck.check(reader.subscription);
            assertTrue(
                    reader.everySoOften == 1 || reader.subscription.stats().overruns() > 0,
                    "the slow ones are overrun");
        }
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                (1L << 31) - FRAMES / 2,
                (1L << 32) - FRAMES / 2,
                (1L << 62) - FRAMES / 2,
                Long.MAX_VALUE - FRAMES - 2 * CAPACITY_FRAMES
            })
    void shouldWorkWithSequencesThatFewBits(long firstSequence) {
        long seed = System.nanoTime();
        System.out.println("FarSequencesTest seed " + seed);
        publishAndRead(stream(firstSequence, 0), seed);
    }

    /** The last: counting bytes goes over the largest long. */
    @ParameterizedTest
    @ValueSource(longs = {(1L << 31) - 1_000_003, (1L << 32) - 1_000_003, Long.MAX_VALUE - 1_000_003})
    void shouldWorkWithPositionsThatPassAnInt(long firstPosition) {
        long seed = System.nanoTime();
        System.out.println("FarSequencesTest seed " + seed);
        publishAndRead(stream(0, firstPosition), seed);
    }

    /** The last frame before the largest position begins behind the end of the last one a lap later: it goes with the next. */
    @Test
    void shouldRetireBytesAcrossTheLargestPosition() {
        Stream stream = stream(0, Long.MAX_VALUE - CAPACITY_BYTES + 1);
        publishAndWeigh(stream.publication(), 16, 1000);
        publishAndWeigh(stream.publication(), 30, 1500);
        publishAndWeigh(stream.publication(), 200, 500);
    }

    private void publishAndWeigh(StreamHandle handle, int frames, int length) {
        header.kind(FrameKind.DELTA);
        for (int i = 0; i < frames; i++) {
            handle.publish(header, ByteBuffer.allocate(length));
            Retention retention = handle.retention();
            assertTrue(retention.bytes() <= CAPACITY_BYTES, retention::toString);
            assertEquals(handle.cursor() - handle.tail() + 1, retention.frames());
        }
    }

    /** Not taken for one that is overrun again and again, which would be sent further ahead. */
    @ParameterizedTest
    @ValueSource(longs = {0, (1L << 62) + 1, Long.MAX_VALUE - 1000})
    void shouldResyncAtTheFirstSyncPointThereIs(long firstSequence) {
        Stream stream = stream(firstSequence, 0);
        StreamHandle handle = stream.publication();
        Subscription subscription = handle.subscribe();
        ByteBuffer payload = ByteBuffer.allocate(10);
        int lost = 20;
        int syncPoint = lost + 2; // among the oldest that are retained
        for (int i = 0; i < lost + CAPACITY_FRAMES; i++) {
            handle.publish(header.kind(i == syncPoint ? FrameKind.KEY : FrameKind.DELTA), payload);
        }
        List<Long> sequences = new ArrayList<>();
        subscription.poll(frame -> sequences.add(frame.sequence()), 1);
        assertEquals(List.of(firstSequence + syncPoint), sequences);
        BooksCheck.check(subscription);
    }

    /** No seam: this many bytes are really published, and each is looked at by the reader. */
    @Test
    void shouldPublishMoreBytesThanAnUnsignedIntCounts() {
        int length = 16 << 10;
        int frames = (int) ((1L << 32) / length) + 40_000;
        Stream stream = stream(0, 0);
        StreamHandle handle = stream.publication();
        ByteBuffer payload = ByteBuffer.allocateDirect(length);
        Subscription subscription = handle.subscribe();
        long[] seen = new long[1];
        header.kind(FrameKind.KEY);
        for (int i = 0; i < frames; i++) {
            payload.putInt(0, i).putInt(length - Integer.BYTES, ~i);
            handle.publish(header, payload);
            int expected = i;
            subscription.pollInPlace(
                    frame -> {
                        ByteBuffer bytes = frame.payload();
                        int from = bytes.position();
                        if (bytes.getInt(from) == expected
                                && bytes.getInt(from + length - Integer.BYTES) == ~expected) {
                            seen[0]++;
                        }
                    },
                    2);
        }
        assertEquals(frames, seen[0]);
        assertEquals((long) frames * length, handle.qos().totalBytes());
        assertTrue(handle.qos().totalBytes() > 1L << 32);
        BooksCheck.check(subscription);
    }
}
