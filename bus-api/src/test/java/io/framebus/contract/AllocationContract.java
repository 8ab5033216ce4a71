package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.framebus.BusObserver;
import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.EgressAgent;
import io.framebus.EndReason;
import io.framebus.FrameBatch;
import io.framebus.FrameBus;
import io.framebus.FrameClaim;
import io.framebus.FrameFlags;
import io.framebus.FrameHandler;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.FrameSink;
import io.framebus.Gap;
import io.framebus.MaxLagPolicy;
import io.framebus.MediaFrame;
import io.framebus.Publishers;
import io.framebus.Resync;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.SubscribeOptions;
import io.framebus.SubscriberRef;
import io.framebus.Subscription;
import io.framebus.Waiting;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Design 10: no garbage per frame on publish, poll, pollInPlace, gap and filter paths. Counted by the JVM, per thread. */
public abstract class AllocationContract extends BusContract {
    private static final int ROUNDS = 20_000;

    /** What the JVM itself may allocate in between, far less than a byte a frame. */
    private static final long TOLERATED_BYTES = 4096;

    private final ByteBuffer payload = ByteBuffer.allocateDirect(200);
    private final FrameHeader header = new FrameHeader();
    private final Counter counter = new Counter();
    private long sequence;

    protected AllocationContract(BusFactory factory) {
        super(factory);
    }

    private static final class Counter implements FrameHandler {
        private long frames;
        private long gaps;
        private long intactBytes;

        @Override
        public void onFrame(DeliveredFrame frame) {
            ByteBuffer seen = frame.payload();
            intactBytes += frame.isIntact() ? seen.remaining() : 0;
            frames++;
        }

        @Override
        public void onGap(Gap gap) {
            gaps += gap.frames();
        }
    }

    private void publish(StreamHandle handle) {
        boolean key = sequence % 10 == 0;
        header.kind(key ? FrameKind.KEY : FrameKind.DELTA)
                .codec(Codec.H264)
                .temporalLayer((int) (sequence % 3))
                .flags(sequence % 4 == 1 ? FrameFlags.DISCARDABLE : 0)
                .ptsUs(sequence * 1000);
        if (sequence++ % 2 == 0) {
            handle.publish(header, payload);
        } else {
            FrameClaim claim = handle.claim(header, 100);
            claim.buffer().put(claim.buffer().position(), (byte) 1);
            claim.commit(90);
        }
    }

    /** Runs it until it is compiled, then counts. */
    private static void allocatesNothing(Runnable round) {
        allocatesNothing(ROUNDS, round);
    }

    private static void allocatesNothing(int rounds, Runnable round) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            long before = allocatedBytes();
            for (int n = 0; n < rounds; n++) {
                round.run();
            }
            least = Math.min(least, allocatedBytes() - before);
        }
        long allocated = least;
        assertTrue(allocated < TOLERATED_BYTES, () -> allocated + " bytes in " + rounds + " rounds");
    }

    /** By the current thread so far. */
    private static long allocatedBytes() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM does not count");
        return threads.getCurrentThreadAllocatedBytes();
    }

    @Test
    void shouldAllocateNothingForAReaderThatKeepsUp() {
        StreamHandle handle = source(64).handle();
        Subscription subscription = handle.subscribe();
        allocatesNothing(() -> {
            publish(handle);
            publish(handle);
            subscription.poll(counter, 10);
            publish(handle);
            subscription.pollInPlace(counter, 10);
        });
        assertEquals(counter.frames, subscription.delivered());
        assertTrue(counter.intactBytes > counter.frames);
        BooksCheck.check(subscription);
    }

    @ParameterizedTest
    @EnumSource
    void shouldAllocateNothingForABatch(Publishers publishers) {
        StreamHandle handle =
                source(frames(64).toBuilder().publishers(publishers).build()).handle();
        Subscription subscription = handle.subscribe();
        FrameBatch batch = handle.batch();
        MediaFrame frame = MediaFrame.audio(0, new byte[100], Codec.OPUS);
        header.kind(FrameKind.DELTA).codec(Codec.H264);
        allocatesNothing(() -> {
            for (int i = 0; i < 20; i++) {
                batch.add(header, payload);
                batch.add(frame);
            }
            batch.publish();
            subscription.poll(counter, 64);
        });
        BooksCheck.check(subscription);
    }

    @ParameterizedTest
    @EnumSource
    void shouldAllocateNothingForSeveralReadersOfOneThread(ReadingWay way) {
        StreamHandle handle = source(64).handle();
        List<Subscription> subscriptions = List.of(handle.subscribe(), handle.subscribe(), handle.subscribe());
        allocatesNothing(() -> {
            publish(handle);
            publish(handle);
            for (int i = 0; i < subscriptions.size(); i++) {
                way.poll(subscriptions.get(i), counter, 10);
            }
        });
        assertEquals(counter.frames, 3 * subscriptions.get(0).delivered());
        subscriptions.forEach(BooksCheck::check);
    }

    @Test
    void shouldAllocateNothingForAReaderThatIsOverrun() {
        StreamHandle handle = source(8).handle();
        Subscription toSyncPoint = handle.subscribe();
        Subscription toOldest = handle.subscribe(resync(Resync.OLDEST).build());
        allocatesNothing(() -> {
            for (int i = 0; i < 12; i++) {
                publish(handle);
            }
            toSyncPoint.poll(counter, 10);
            toOldest.pollInPlace(counter, 2);
        });
        assertTrue(counter.gaps > ROUNDS);
        BooksCheck.check(toSyncPoint);
        BooksCheck.check(toOldest);
    }

    @Test
    void shouldAllocateNothingForAFilter() {
        StreamHandle handle = source(64).handle();
        Subscription subscription = handle.subscribe(SubscribeOptions.builder()
                .tracks(0, 4)
                .maxTemporalLayer(1)
                .dropDiscardable()
                .recordLatency()
                .build());
        allocatesNothing(() -> {
            publish(handle);
            publish(handle);
            publish(handle);
            subscription.poll(counter, 10);
            subscription.lag();
            handle.activity();
        });
        assertTrue(subscription.filtered() > ROUNDS);
        BooksCheck.check(subscription);
    }

    /** One that publishes through the lock, by copy and by a claim in the thread's own memory. */
    @Test
    void shouldAllocateNothingForOneOfSeveralPublishers() {
        StreamHandle handle = source(
                        frames(64).toBuilder().publishers(Publishers.SHARED).build())
                .handle();
        Subscription subscription = handle.subscribe();
        allocatesNothing(() -> {
            publish(handle);
            publish(handle);
            handle.claim(header, 3000).abort();
            subscription.poll(counter, 10);
        });
        assertEquals(counter.frames, subscription.delivered());
        BooksCheck.check(subscription);
    }

    /** Of the wait itself as well as of what it ends with. */
    @ParameterizedTest
    @EnumSource
    void shouldAllocateNothingForAReaderThatWaits(Waiting waiting) {
        StreamHandle handle =
                source(frames(64).toBuilder().waiting(waiting).build()).handle();
        Subscription subscription = handle.subscribe();
        Duration timeout = Duration.ofNanos(1);
        allocatesNothing(() -> {
            receive(subscription, timeout);
            publish(handle);
            receive(subscription, timeout);
        });
        assertEquals(subscription.delivered(), counter.frames);
        assertEquals(0, subscription.lag());
        BooksCheck.check(subscription);
    }

    private void receive(Subscription subscription, Duration timeout) {
        try {
            subscription.receive(counter, 10, timeout);
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    /** Two threads that wake each other for every frame: neither the parking nor the waking makes garbage. */
    @Test
    void shouldAllocateNothingForParkingAndWaking() throws InterruptedException {
        StreamHandle there = source(64).handle();
        StreamHandle back = source(64).handle();
        Subscription ping = there.subscribe();
        Subscription pong = back.subscribe();
        Duration timeout = Duration.ofSeconds(10);
        FrameHeader echo = new FrameHeader().kind(FrameKind.DATA).codec(Codec.UNKNOWN);
        ByteBuffer nothing = ByteBuffer.allocate(0);
        threads.start("echo", () -> {
            while (ping.receive(frame -> {}, 1, timeout) > 0) {
                back.publish(echo, nothing);
            }
        });
        allocatesNothing(1000, () -> {
            publish(there);
            receive(pong, timeout);
        });
        there.close();
        assertEquals(counter.frames, ping.delivered());
        assertEquals(counter.frames, pong.delivered());
        BooksCheck.check(pong);
    }

    @Test
    void shouldAllocateNothingForAnObserverOfGaps() {
        long[] seen = new long[1];
        BusObserver observer = new BusObserver() {
            @Override
            public void gap(SubscriberRef subscriber, Gap gap) {
                seen[0] += gap.frames();
            }
        };
        StreamHandle handle =
                engine(settings().app(APP, frames(8)).observer(observer)).bus().startPublish(KEY);
        Subscription subscription = handle.subscribe(resync(Resync.OLDEST)
                .maxLag(MaxLagPolicy.cumulative(Long.MAX_VALUE))
                .build());
        allocatesNothing(() -> {
            for (int i = 0; i < 12; i++) {
                publish(handle);
            }
            subscription.poll(counter, 4);
        });
        assertTrue(seen[0] > ROUNDS);
        assertEquals(counter.gaps, seen[0]);
        BooksCheck.check(subscription);
    }

    /** Half of the streams idle, by copy and in place. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldAllocateNothingForAnEgressAgent(boolean inPlace) {
        FrameBus bus = bus(frames(64));
        EgressAgent agent = EgressAgent.builder().inPlace(inPlace).build();
        List<StreamHandle> busy = new ArrayList<>();
        List<Subscription> subscriptions = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            StreamHandle handle = bus.startPublish(StreamKey.of(APP, "cam-" + i));
            for (int member = 0; member < 3; member++) {
                Subscription subscription = handle.subscribe();
                subscriptions.add(subscription);
                agent.add(subscription, counter);
            }
            if (i % 2 == 0) {
                busy.add(handle);
            }
        }
        allocatesNothing(() -> {
            for (int i = 0; i < busy.size(); i++) {
                publish(busy.get(i));
            }
            agent.doWork();
        });
        agent.doWork();
        assertEquals(3 * sequence, counter.frames);
        subscriptions.forEach(BooksCheck::check);
        agent.onClose();
    }

    /** The sink publishes what it will be sent next whenever it is flushed, and breaks when enough was counted. */
    @Test
    void shouldAllocateNothingForADrivenSink() throws Exception {
        StreamHandle handle = source(64).handle();
        Subscription subscription = handle.subscribe();
        List<Long> allocated = new ArrayList<>();
        FrameSink sink = new FrameSink() {
            private long sent;

            @Override
            public Flow send(DeliveredFrame frame) {
                counter.onFrame(frame);
                if (++sent % (2 * ROUNDS) == 0) {
                    allocated.add(allocatedBytes());
                }
                return sent == 8L * ROUNDS ? Flow.BREAK : Flow.CONTINUE;
            }

            @Override
            public void flush() {
                publish(handle);
                publish(handle);
            }
        };
        EndReason reason = subscription.drive(sink);
        assertInstanceOf(EndReason.ClosedBySubscriber.class, reason);
        assertEquals(8L * ROUNDS, counter.frames);
        long least = Long.MAX_VALUE;
        for (int i = 1; i < allocated.size(); i++) {
            least = Math.min(least, allocated.get(i) - allocated.get(i - 1));
        }
        long bytes = least;
        assertTrue(bytes < TOLERATED_BYTES, () -> bytes + " bytes in " + 2 * ROUNDS + " frames");
        BooksCheck.check(subscription);
    }

    /** If the meter did not work, all else here would pass for nothing. */
    @Test
    void shouldNoticeGarbage() {
        Object[] kept = new Object[1];
        assertThrows(AssertionError.class, () -> allocatesNothing(() -> kept[0] = new byte[1]));
    }
}
