package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.FrameClaim;
import io.framebus.FrameFlags;
import io.framebus.FrameHandler;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.Gap;
import io.framebus.Resync;
import io.framebus.StreamHandle;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

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
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM does not count");
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int n = 0; n < ROUNDS; n++) {
                round.run();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        long allocated = least;
        assertTrue(allocated < TOLERATED_BYTES, () -> allocated + " bytes in " + ROUNDS + " rounds");
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
}
