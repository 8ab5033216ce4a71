package io.framebus.bench.paired;

import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.EgressAgent;
import io.framebus.FrameHandler;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.Subscription;
import io.framebus.bench.jmh.BenchStream;
import io.framebus.bench.jmh.Require;
import io.framebus.disruptor.DisruptorFrameBus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.CachedNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.jspecify.annotations.Nullable;

/** {@link LiveDelivery} of the bus, polled or by an egress agent. The handler looks at the length and asks for intactness. */
final class LiveFrames extends LiveDelivery implements FrameHandler {
    private final DisruptorFrameBus bus;
    private final List<StreamHandle> handles = new ArrayList<>();
    private final Subscription[] subscriptions;
    private final FrameHeader header = new FrameHeader().kind(FrameKind.DELTA).codec(Codec.H264);
    private final boolean inPlace;
    private final @Nullable EgressAgent agent;

    /** Read once for all frames of a turn, as by an ingest that is given many packets at a time. */
    private final @Nullable CachedNanoClock batchClock;

    private int frames;
    private long bytes;

    LiveFrames(int streams, int subscribersEach, boolean inPlace, boolean byAgent) {
        this(streams, subscribersEach, inPlace, byAgent, null);
    }

    /** Streams with one subscriber each, polled in place, whose frames bear the time at which their turn began. */
    static LiveFrames withBatchClock(int streams) {
        return new LiveFrames(streams, 1, true, false, new CachedNanoClock());
    }

    private LiveFrames(
            int streams, int subscribersEach, boolean inPlace, boolean byAgent, @Nullable CachedNanoClock batchClock) {
        super(streams, subscribersEach);
        this.batchClock = batchClock;
        this.inPlace = inPlace;
        this.agent = byAgent ? EgressAgent.builder().inPlace(inPlace).build() : null;
        bus = DisruptorFrameBus.builder()
                .app("bench", BenchStream.ring(CAPACITY_FRAMES, CAPACITY_BYTES))
                .maxPublishers(streams)
                .housekeepingInterval(Duration.ZERO)
                .clock(batchClock != null ? batchClock : SystemNanoClock.INSTANCE)
                .build();
        subscriptions = new Subscription[perTurn()];
        for (int i = 0; i < perTurn(); i++) {
            if (i % subscribersEach == 0) {
                handles.add(bus.startPublish(StreamKey.of("bench", "stream-" + i)));
            }
            subscriptions[i] = handles.get(i / subscribersEach).subscribe();
            if (agent != null) {
                agent.add(subscriptions[i], this);
            }
        }
        System.gc(); // what has run for a while is old
    }

    @Override
    void publishToEach() {
        if (batchClock != null) {
            batchClock.update(System.nanoTime());
        }
        header.ptsUs(turns * 1000);
        for (StreamHandle stream : handles) {
            stream.publish(header, payload);
        }
    }

    @Override
    public int deliver() {
        frames = 0;
        if (agent != null) {
            agent.doWork();
        } else {
            for (Subscription subscription : subscriptions) {
                poll(subscription);
            }
        }
        return frames;
    }

    private void poll(Subscription subscription) {
        if (inPlace) {
            subscription.pollInPlace(this, 64);
        } else {
            subscription.poll(this, 64);
        }
    }

    @Override
    public void onFrame(DeliveredFrame frame) {
        frames++;
        int length = frame.length();
        if (frame.isIntact()) {
            bytes += length;
        }
    }

    @Override
    public void close() {
        for (Subscription subscription : subscriptions) {
            Require.equal(turns, subscription.delivered(), "delivered");
            Require.equal(0, subscription.dropped(), "dropped");
        }
        Require.equal(turns * perTurn() * PAYLOAD_BYTES, bytes, "bytes");
        bus.close();
    }
}
