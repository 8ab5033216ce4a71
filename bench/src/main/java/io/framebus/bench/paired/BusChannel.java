package io.framebus.bench.paired;

import io.framebus.DeliveredFrame;
import io.framebus.FrameBatch;
import io.framebus.FrameHandler;
import io.framebus.FrameKind;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import io.framebus.bench.jmh.BenchStream;
import io.framebus.bench.jmh.Require;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A stream of the bus and one subscriber, which polls by copy, or in place and reads both ends of a payload. */
final class BusChannel implements ReaderLane.Channel {
    private static final int LIMIT = 16;

    /** Bursts from one key frame to the next: often enough for a slow reader to have some in the ring. */
    private static final int KEY_BURSTS = 8;

    private final BenchStream bench;
    private final Subscription subscription;
    private final FrameHandler handler = this::onFrame;
    private final boolean inPlace;
    private final @Nullable FrameBatch batch;
    private long bursts;
    private long busyNs;
    private long bytes;
    private long ends;

    BusChannel(int capacityFrames, int capacityBytes, int payloadBytes, String clock) {
        this(capacityFrames, capacityBytes, payloadBytes, clock, false, false);
    }

    /** {@code together}: each burst is a batch. */
    BusChannel(
            int capacityFrames, int capacityBytes, int payloadBytes, String clock, boolean together, boolean inPlace) {
        this.inPlace = inPlace;
        bench = new BenchStream(BenchStream.ring(capacityFrames, capacityBytes), payloadBytes, clock);
        bench.age();
        batch = together ? bench.stream.batch() : null;
        subscription = bench.subscribe(1, SubscribeOptions.defaults())[0];
    }

    @Override
    public void publishBurst() {
        bench.header.kind(bursts++ % KEY_BURSTS == 0 ? FrameKind.KEY : FrameKind.DELTA);
        FrameBatch together = batch;
        if (together != null) {
            publishBatch(together);
            return;
        }
        bench.publish();
        bench.header.kind(FrameKind.DELTA);
        for (int i = 1; i < ReaderLane.BURST; i++) {
            bench.publish();
        }
    }

    private void publishBatch(FrameBatch together) {
        together.add(bench.nextHeader(), bench.payload);
        bench.header.kind(FrameKind.DELTA);
        for (int i = 1; i < ReaderLane.BURST; i++) {
            together.add(bench.nextHeader(), bench.payload);
        }
        together.publish();
    }

    @Override
    public int read(long busyNs) {
        this.busyNs = busyNs;
        long before = subscription.delivered();
        if (inPlace) {
            subscription.pollInPlace(handler, LIMIT);
        } else {
            subscription.poll(handler, LIMIT);
        }
        return (int) (subscription.delivered() - before);
    }

    private void onFrame(DeliveredFrame frame) {
        bytes += frame.length();
        if (inPlace) {
            ByteBuffer payload = frame.payload();
            ends += payload.getLong(payload.position()) + payload.getLong(payload.limit() - Long.BYTES);
        }
        Busy.forNs(busyNs);
    }

    @Override
    public long lost() {
        return subscription.dropped();
    }

    @Override
    public void close() {
        // The configuration published before the subscriber joined is in nobody's books.
        long published = bench.stream.cursor();
        Require.equal(
                published,
                subscription.delivered() + subscription.dropped() + subscription.lag(),
                "the sum of the books");
        Require.that(!inPlace || bytes == 0 || ends != 0, "payloads in place were not read");
        Require.that(bytes >= subscription.delivered() * bench.payload.remaining(), "payloads are too short");
        bench.close();
    }
}
