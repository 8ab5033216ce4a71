package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.FrameBatch;
import io.framebus.FrameClaim;
import io.framebus.FrameHeader;
import io.framebus.Resync;
import io.framebus.StartAt;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import io.framebus.SubscriptionStats;
import io.framebus.Waiting;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A publisher in full flight against readers that read, stall, leave and join as they like: every byte checked, every gap
 * counted, nothing undecodable. About a second each.
 */
public abstract class ConcurrentConservationContract extends BusContract {
    private static final long SEED = 0xc0ffee_2026L;
    private static final int CLOCK_EVERY = 64;

    private volatile long runNs = 1_200_000_000L;

    protected ConcurrentConservationContract(BusFactory factory) {
        super(factory);
    }

    @Override
    BusSettings settings() {
        return super.settings().clock(System::nanoTime);
    }

    /** How a reader reads. */
    private enum Style {
        COPY,
        IN_PLACE,
        WAIT
    }

    /** How a publisher publishes. */
    private enum Publishing {
        ONE_BY_ONE,
        CLAIMED,
        TOGETHER
    }

    @Test
    void shouldKeepTheBooksInASmallRing() throws InterruptedException {
        runInASmallRing();
    }

    @Test
    void shouldKeepTheBooksWhenBytesAreTheLimit() throws InterruptedException {
        runWithBytesAsTheLimit();
    }

    @Test
    void shouldKeepTheBooksInALargeRing() throws InterruptedException {
        runInALargeRing();
    }

    @Test
    void shouldKeepTheBooksWhenJoiningAllTheTime() throws InterruptedException {
        joinAllTheTime(Publishing.CLAIMED);
    }

    @Test
    void shouldKeepTheBooksOfBatches() throws InterruptedException {
        runWithBatches();
    }

    @Test
    void shouldKeepTheBooksOfBatchesWhenJoiningAllTheTime() throws InterruptedException {
        joinAllTheTime(Publishing.TOGETHER);
    }

    /** The same for minutes, in a ring that is lapped all the time and in one that rarely is. */
    @Test
    @Tag("slow")
    @Timeout(600)
    void shouldKeepTheBooksForMinutes() throws InterruptedException {
        runNs = 60_000_000_000L;
        runInASmallRing();
        runWithBytesAsTheLimit();
        runInALargeRing();
        runWithBatches();
        joinAllTheTime(Publishing.CLAIMED);
        joinAllTheTime(Publishing.TOGETHER);
    }

    private void runInASmallRing() throws InterruptedException {
        run(
                StreamConfig.builder().capacityFrames(16).capacityBytes(8192).build(),
                new Schedule(24, 2000),
                Publishing.ONE_BY_ONE);
    }

    private void runWithBytesAsTheLimit() throws InterruptedException {
        run(
                StreamConfig.builder().capacityFrames(1024).capacityBytes(4096).build(),
                new Schedule(50, 3000),
                Publishing.CLAIMED);
    }

    private void runInALargeRing() throws InterruptedException {
        run(
                StreamConfig.builder()
                        .capacityFrames(4096)
                        .capacityBytes(1 << 20)
                        .waiting(Waiting.YIELD)
                        .build(),
                new Schedule(90, 900),
                Publishing.CLAIMED);
    }

    private void runWithBatches() throws InterruptedException {
        run(
                StreamConfig.builder().capacityFrames(64).capacityBytes(16384).build(),
                new Schedule(24, 2000),
                Publishing.TOGETHER);
    }

    /** Joining while the very place to begin at is being overwritten. */
    private void joinAllTheTime(Publishing publishing) throws InterruptedException {
        StreamConfig config =
                StreamConfig.builder().capacityFrames(4).capacityBytes(2048).build();
        Schedule schedule = new Schedule(6, 500);
        StreamHandle handle = source(config).handle();
        AtomicLong joins = new AtomicLong();
        for (StartAt startAt : StartAt.values()) {
            SubscribeOptions options = startAt(startAt).label("from " + startAt).build();
            threads.start("joiner " + startAt, () -> {
                while (!handle.isClosed()) {
                    Subscription subscription = handle.subscribe(options);
                    FrameLedger seen = new FrameLedger(
                            schedule,
                            subscription.stats().startSequence(),
                            new DecodabilityTracker(schedule, startAt == StartAt.SYNC_POINT));
                    for (int i = 0; i < 3; i++) {
                        subscription.poll(seen, 10);
                    }
                    subscription.close();
                    BooksCheck.check(subscription, seen);
                    joins.incrementAndGet();
                }
            });
        }
        threads.start("publisher", () -> publish(handle, schedule, publishing));
        threads.awaitAll(runNs / 1_000_000);
        assertTrue(joins.get() > 100, () -> joins + " joins");
    }

    /** In every snapshot, from any thread, at any time. */
    private void startMonitor(StreamHandle handle, Subscription subscription) {
        threads.start("monitor", () -> {
            long droppedBefore = 0;
            while (!handle.isClosed()) {
                SubscriptionStats stats = subscription.stats();
                assertEquals(
                        stats.published(),
                        stats.delivered() + stats.dropped() + stats.filtered() + stats.lagFrames(),
                        stats::toString);
                assertTrue(stats.delivered() >= 0 && stats.lagFrames() >= 0, stats::toString);
                assertTrue(stats.dropped() >= droppedBefore, stats::toString);
                droppedBefore = stats.dropped();
                LockSupport.parkNanos(20_000);
            }
        });
    }

    private void run(StreamConfig config, Schedule schedule, Publishing publishing) throws InterruptedException {
        System.out.println("ConcurrentConservationContract seed " + SEED);
        StreamHandle handle = source(config).handle();
        AtomicLong delivered = new AtomicLong();
        startReader(handle, schedule, Style.COPY, Resync.SYNC_POINT, delivered);
        startReader(handle, schedule, Style.IN_PLACE, Resync.SYNC_POINT, delivered);
        startReader(handle, schedule, Style.WAIT, Resync.OLDEST, delivered);
        startReader(handle, schedule, Style.IN_PLACE, Resync.LIVE, delivered);
        threads.start("publisher", () -> publish(handle, schedule, publishing));
        threads.awaitAll(runNs / 1_000_000);
        assertTrue(delivered.get() > 0, "frames were delivered");
        assertEquals(0, handle.subscriberCount());
    }

    private void publish(StreamHandle handle, Schedule schedule, Publishing publishing) {
        FrameHeader header = new FrameHeader();
        ByteBuffer payload = ByteBuffer.allocate(4096);
        FrameBatch batch = handle.batch();
        Random random = new Random(SEED);
        long start = System.nanoTime();
        for (long sequence = 0; ; sequence++) {
            int length = schedule.length(sequence);
            schedule.describe(sequence, header);
            if (publishing == Publishing.CLAIMED && sequence % 3 == 0) {
                if (sequence % 9 == 0) {
                    handle.claim(header, length).abort();
                }
                FrameClaim claim = handle.claim(header, length);
                Payloads.fill(claim.buffer(), sequence);
                claim.commit();
            } else {
                payload.clear().limit(length);
                Payloads.fill(payload, sequence);
                if (publishing != Publishing.TOGETHER) {
                    handle.publish(header, payload);
                } else if (batch.add(header, payload) > random.nextInt(24)) {
                    batch.publish();
                }
            }
            if (sequence % CLOCK_EVERY == 0 && System.nanoTime() - start > runNs) {
                batch.publish();
                assertEquals(sequence, handle.cursor());
                handle.close();
                return;
            }
        }
    }

    private void startReader(StreamHandle handle, Schedule schedule, Style style, Resync resync, AtomicLong delivered) {
        SubscribeOptions options = resync(resync)
                .startAt(StartAt.SYNC_POINT)
                .label(style + " " + resync)
                .build();
        Subscription first = handle.subscribe(options);
        if (style == Style.COPY) {
            startMonitor(handle, first);
        }
        Random random = new Random(SEED + first.label().hashCode());
        threads.start("reader " + first.label(), () -> {
            Subscription subscription = first;
            while (read(subscription, schedule, style, resync, random, delivered)) {
                subscription = handle.subscribe(options);
            }
        });
    }

    /** Reads until the stream ends (false) or this reader leaves for a while (true). */
    private static boolean read(
            Subscription subscription,
            Schedule schedule,
            Style style,
            Resync resync,
            Random random,
            AtomicLong delivered)
            throws InterruptedException {
        DecodabilityTracker decoder = resync == Resync.SYNC_POINT ? new DecodabilityTracker(schedule, true) : null;
        FrameLedger seen = new FrameLedger(schedule, subscription.stats().startSequence(), decoder);
        boolean leaves = false;
        int result = 0;
        while (result != Subscription.ENDED && !leaves) {
            int limit = 1 + random.nextInt(64);
            result = switch (style) {
                case COPY -> subscription.poll(seen, limit);
                case IN_PLACE -> subscription.pollInPlace(seen, limit);
                case WAIT -> subscription.receive(seen, limit, Duration.ofMillis(20));
            };
            assertEquals(seen.gapFrames(), subscription.dropped());
            if (random.nextInt(64) == 0) {
                stall(random.nextInt(2000));
            }
            leaves = random.nextInt(2000) == 0;
        }
        if (leaves) {
            subscription.close();
        }
        BooksCheck.check(subscription, seen);
        delivered.addAndGet(seen.frames());
        return leaves;
    }

    /** Does nothing for a while, as one who is busy with something else. */
    private static void stall(int micros) {
        long until = System.nanoTime() + micros * 1000L;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }
}
