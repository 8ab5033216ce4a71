package io.framebus.bench.paired;

import io.framebus.DeliveredFrame;
import io.framebus.FrameHandler;
import io.framebus.FrameKind;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import io.framebus.bench.jmh.BenchStream;
import io.framebus.bench.jmh.Require;

/** A stream of the bus and one subscriber, which polls by copy. */
final class BusChannel implements ReaderLane.Channel {
    private static final int LIMIT = 16;

    /** Bursts from one key frame to the next: often enough for a slow reader to have some in the ring. */
    private static final int KEY_BURSTS = 8;

    private final BenchStream bench;
    private final Subscription subscription;
    private final FrameHandler handler = this::onFrame;
    private long bursts;
    private long busyNs;
    private long bytes;

    BusChannel(int capacityFrames, int capacityBytes, int payloadBytes, String clock) {
        bench = new BenchStream(BenchStream.ring(capacityFrames, capacityBytes), payloadBytes, clock);
        bench.age();
        subscription = bench.subscribe(1, SubscribeOptions.defaults())[0];
    }

    @Override
    public void publishBurst() {
        bench.header.kind(bursts++ % KEY_BURSTS == 0 ? FrameKind.KEY : FrameKind.DELTA);
        bench.publish();
        bench.header.kind(FrameKind.DELTA);
        for (int i = 1; i < ReaderLane.BURST; i++) {
            bench.publish();
        }
    }

    @Override
    public int read(long busyNs) {
        this.busyNs = busyNs;
        long before = subscription.delivered();
        subscription.poll(handler, LIMIT);
        return (int) (subscription.delivered() - before);
    }

    private void onFrame(DeliveredFrame frame) {
        bytes += frame.length();
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
        Require.that(bytes >= subscription.delivered() * bench.payload.remaining(), "payloads are too short");
        bench.close();
    }
}
