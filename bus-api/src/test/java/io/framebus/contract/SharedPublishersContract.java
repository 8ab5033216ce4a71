package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.FrameClaim;
import io.framebus.FrameHandler;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.Publishers;
import io.framebus.Resync;
import io.framebus.StreamHandle;
import io.framebus.Subscription;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Several threads publish to one stream: every frame once, whole, and each thread's in its own order. */
public abstract class SharedPublishersContract extends BusContract {
    private static final int PUBLISHERS = 3;
    private static final int FRAMES_EACH = 20_000;

    protected SharedPublishersContract(BusFactory factory) {
        super(factory);
    }

    private StreamHandle shared(int capacityFrames) {
        return source(frames(capacityFrames).toBuilder()
                        .publishers(Publishers.SHARED)
                        .capacityBytes(8 << 20)
                        .build())
                .handle();
    }

    private static FrameHeader header(int publisher) {
        return new FrameHeader().trackId(publisher).kind(FrameKind.AUDIO).codec(Codec.OPUS);
    }

    /** One publisher: every second frame through a claim, every tenth claim given up. */
    private static void publishAll(StreamHandle handle, int publisher) {
        FrameHeader header = header(publisher);
        for (int i = 0; i < FRAMES_EACH; i++) {
            int length = 16 + (i * 7 + publisher) % 90;
            long id = ((long) publisher << 32) | i;
            if (i % 10 == 3) {
                handle.claim(header, length).abort();
            }
            if (i % 2 == 0) {
                FrameClaim claim = handle.claim(header, length);
                Payloads.fill(claim.buffer(), id);
                claim.commit();
            } else {
                handle.publish(header, ByteBuffer.wrap(Payloads.of(id, length)));
            }
        }
    }

    /** Checks that frames are whole and that each publisher's come in order. One thread. */
    private static final class PublisherOrder implements FrameHandler {
        private final long[] next = new long[PUBLISHERS];
        private long frames;
        private long wrong;

        @Override
        public void onFrame(DeliveredFrame frame) {
            long id = Payloads.idOf(frame.payload());
            int publisher = (int) (id >>> 32);
            long number = id & 0xffff_ffffL;
            boolean good =
                    publisher == frame.trackId() && Payloads.isOf(frame.payload(), id) && number >= next[publisher];
            wrong += good ? 0 : 1;
            next[publisher] = number + 1;
            frames++;
        }
    }

    @Test
    void shouldDeliverEveryFrameOnce() throws InterruptedException {
        StreamHandle handle = shared(1 << 16);
        Subscription subscription = handle.subscribe();
        CountDownLatch done = new CountDownLatch(PUBLISHERS);
        for (int i = 0; i < PUBLISHERS; i++) {
            int publisher = i;
            threads.start("publisher-" + i, () -> {
                publishAll(handle, publisher);
                done.countDown();
            });
        }
        PublisherOrder seen = new PublisherOrder();
        while (seen.frames < PUBLISHERS * FRAMES_EACH) {
            int delivered = subscription.receive(seen, 1000, Duration.ofSeconds(10));
            assertTrue(delivered > 0, "nothing for ten seconds");
        }
        done.await();
        threads.awaitAll();
        assertEquals(0, seen.wrong);
        assertEquals(0, subscription.dropped());
        assertEquals(PUBLISHERS * FRAMES_EACH - 1L, handle.cursor());
        assertEquals(PUBLISHERS * FRAMES_EACH, handle.qos().totalFrames());
        for (long next : seen.next) {
            assertEquals(FRAMES_EACH, next);
        }
        BooksCheck.check(subscription);
    }

    @Test
    void shouldKeepTheBooksOfSlowSubscribers() throws InterruptedException {
        StreamHandle handle = shared(64);
        Subscription subscription = handle.subscribe(resync(Resync.OLDEST).build());
        for (int i = 0; i < PUBLISHERS; i++) {
            int publisher = i;
            threads.start("publisher-" + i, () -> publishAll(handle, publisher));
        }
        PublisherOrder seen = new PublisherOrder();
        while (subscription.delivered() + subscription.dropped() < PUBLISHERS * FRAMES_EACH) {
            subscription.poll(seen, 20);
        }
        threads.awaitAll();
        assertEquals(0, seen.wrong);
        assertEquals(seen.frames, subscription.delivered());
        BooksCheck.check(subscription);
    }

    /** A claim is in memory of the claiming thread's own: others go on meanwhile. */
    @Test
    void shouldNotLetAClaimHoldUpOthers() throws InterruptedException {
        StreamHandle handle = shared(64);
        Subscription subscription = handle.subscribe();
        FrameClaim claim = handle.claim(header(0), 24);
        threads.start("other publisher", () -> {
            FrameClaim other = handle.claim(header(1), 32);
            Payloads.fill(other.buffer(), 1L << 32);
            assertEquals(1, other.commit());
            assertEquals(1, handle.publish(header(1), ByteBuffer.wrap(Payloads.of((1L << 32) | 1, 16))));
        });
        threads.awaitAll();
        Payloads.fill(claim.buffer(), 0);
        assertEquals(1, claim.commit());
        PublisherOrder seen = new PublisherOrder();
        assertEquals(3, subscription.poll(seen, 10));
        assertEquals(0, seen.wrong);
        BooksCheck.check(subscription);
    }

    @Test
    void shouldCloseUnderManyPublishers() throws InterruptedException {
        StreamHandle handle = shared(64);
        Subscription subscription = handle.subscribe();
        CountDownLatch started = new CountDownLatch(PUBLISHERS);
        for (int i = 0; i < PUBLISHERS; i++) {
            FrameHeader header = header(i);
            long id = (long) i << 32;
            threads.start("publisher-" + i, () -> {
                ByteBuffer payload = ByteBuffer.wrap(Payloads.of(id, 40));
                while (handle.publish(header, payload) != StreamHandle.CLOSED) {
                    started.countDown();
                }
            });
        }
        started.await();
        handle.close();
        threads.awaitAll();
        long cursor = handle.cursor();
        FrameHandler whole = frame -> assertTrue(Payloads.isOf(frame.payload(), (long) frame.trackId() << 32));
        int result;
        do {
            result = subscription.poll(whole, 100);
        } while (result != Subscription.ENDED);
        assertEquals(cursor + 1, subscription.delivered() + subscription.dropped());
        BooksCheck.check(subscription);
    }
}
