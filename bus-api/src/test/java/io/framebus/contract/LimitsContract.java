package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.BusObserver;
import io.framebus.EndReason;
import io.framebus.FrameBus;
import io.framebus.FrameKind;
import io.framebus.MediaFrame;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.SubscriberRef;
import io.framebus.Subscription;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many streams, many subscribers, many joins: the work is done, the books balance, and nothing of it stays behind. */
public abstract class LimitsContract extends BusContract {
    private static final StreamConfig SMALL =
            StreamConfig.builder().capacityFrames(8).capacityBytes(1024).build();

    protected LimitsContract(BusFactory factory) {
        super(factory);
    }

    private static MediaFrame frame(long number) {
        return Source.video(0, FrameKind.KEY).payload(Payloads.of(number, 100)).build();
    }

    @Test
    void shouldCarryAThousandStreams() {
        carryStreams(1000);
    }

    @Test
    @Tag("slow")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void shouldCarryTenThousandStreams() {
        carryStreams(10_000);
    }

    private void carryStreams(int count) {
        EngineUnderTest engine = engine(SMALL);
        FrameBus bus = engine.bus();
        List<StreamHandle> streams = new ArrayList<>();
        List<Subscription> subscriptions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StreamHandle stream = bus.startPublish(StreamKey.of(APP, "cam-" + i));
            streams.add(stream);
            subscriptions.add(stream.subscribe());
        }
        assertEquals(count, bus.streamCount());
        assertEquals(count, bus.streams().size());
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < count; i++) {
                assertEquals(1, streams.get(i).publish(frame(i)));
            }
            engine.housekeep();
            for (int i = 0; i < count; i++) {
                int stream = i;
                assertEquals(
                        1,
                        subscriptions
                                .get(i)
                                .poll(
                                        frame -> assertTrue(Payloads.isOf(frame.payload(), stream), "of that stream"),
                                        8));
            }
        }
        for (int i = 0; i < count; i += 2) {
            bus.endPublish(streams.get(i).key());
        }
        assertEquals(count / 2, bus.streamCount());
        bus.close();
        assertEquals(0, bus.streamCount());
        for (int i = 0; i < count; i++) {
            assertEquals(Subscription.ENDED, subscriptions.get(i).poll(frame -> {}, 8));
            BooksCheck.check(subscriptions.get(i));
            assertEquals(5, subscriptions.get(i).delivered());
            EndReason reason = subscriptions.get(i).endReason().orElseThrow();
            assertTrue(i % 2 == 0 ? reason instanceof EndReason.StreamEnded : reason instanceof EndReason.BusClosed);
        }
    }

    @Test
    void shouldServeAThousandSubscribersOfOneStream() {
        serveSubscribers(1000);
    }

    @Test
    @Tag("slow")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void shouldServeTenThousandSubscribersOfOneStream() {
        serveSubscribers(10_000);
    }

    private void serveSubscribers(int count) {
        EngineUnderTest engine = engine(SMALL);
        StreamHandle stream = engine.bus().startPublish(KEY);
        List<Subscription> subscriptions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            subscriptions.add(stream.subscribe());
        }
        assertEquals(count, stream.subscriberCount());
        for (int published = 0; published < 20; published++) {
            assertEquals(count, stream.publish(frame(published)));
            int sequence = published;
            if (published % 4 == 3) {
                for (Subscription subscription : subscriptions) {
                    assertEquals(
                            4,
                            subscription.poll(
                                    frame -> assertTrue(frame.sequence() <= sequence
                                            && Payloads.isOf(frame.payload(), frame.sequence())),
                                    8));
                }
            }
        }
        engine.housekeep();
        for (int i = 0; i < count; i += 2) {
            subscriptions.get(i).close();
        }
        assertEquals(count / 2, stream.subscriberCount());
        assertEquals(count / 2, stream.publish(frame(20)));
        stream.close();
        for (int i = 0; i < count; i++) {
            Subscription subscription = subscriptions.get(i);
            assertEquals(i % 2 == 0 ? Subscription.ENDED : 1, subscription.poll(frame -> {}, 8));
            assertEquals(Subscription.ENDED, subscription.poll(frame -> {}, 8));
            assertEquals(i % 2 == 0 ? 20 : 21, subscription.delivered());
            BooksCheck.check(subscription);
        }
    }

    @Test
    void shouldForgetTwentyThousandThatJoinedAndLeft() {
        joinAndLeave(20_000);
    }

    @Test
    @Tag("slow")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void shouldForgetAMillionThatJoinedAndLeft() {
        joinAndLeave(1_000_000);
    }

    private static final class Counting implements BusObserver {
        private final AtomicLong joined = new AtomicLong();
        private final AtomicLong left = new AtomicLong();

        @Override
        public void subscriberJoined(SubscriberRef subscriber) {
            joined.incrementAndGet();
        }

        @Override
        public void subscriberLeft(SubscriberRef subscriber, EndReason reason) {
            left.incrementAndGet();
        }
    }

    /** Most leave by themselves, some with their stream; some have read, some have not. */
    private void joinAndLeave(int count) {
        Counting observer = new Counting();
        EngineUnderTest engine = engine(settings().app(APP, SMALL).observer(observer));
        StreamHandle stream = engine.bus().startPublish(KEY);
        long usedBefore = usedAfterCollecting(Long.MAX_VALUE);
        for (int i = 1; i <= count; i++) {
            Subscription subscription = stream.subscribe();
            if (i % 3 == 0) {
                stream.publish(frame(i));
                assertEquals(1, subscription.poll(frame -> {}, 8));
            }
            if (i % 1000 == 0) {
                stream.close();
                assertFalse(subscription.poll(frame -> {}, 8) > 0);
                assertTrue(subscription.isEnded());
                stream = engine.bus().startPublish(KEY);
                engine.housekeep();
            } else {
                subscription.close();
            }
        }
        assertEquals(count, observer.joined.get());
        assertEquals(count, observer.left.get());
        assertEquals(0, stream.subscriberCount());
        // Kept, each of them would take hundreds of bytes at the least.
        long allowed = usedBefore + Math.max(1 << 20, count * 20L);
        long used = usedAfterCollecting(allowed);
        assertTrue(used <= allowed, () -> used - usedBefore + " bytes more after " + count + " joins");
    }

    /** Bytes of heap in use; collects until they are no more than {@code wanted}, at most ten times. */
    private static long usedAfterCollecting(long wanted) {
        long least = Long.MAX_VALUE;
        for (int cycle = 0; cycle < 10 && (cycle < 2 || least > wanted); cycle++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
