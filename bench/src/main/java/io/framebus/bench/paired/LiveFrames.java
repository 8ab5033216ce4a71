package io.framebus.bench.paired;

import io.framebus.Codec;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.bench.jmh.BenchStream;
import io.framebus.disruptor.DisruptorFrameBus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.CachedNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.jspecify.annotations.Nullable;

/** {@link LiveDelivery} of the bus, polled or by an egress agent. */
final class LiveFrames extends LiveDelivery {
    private final DisruptorFrameBus bus;
    private final List<StreamHandle> handles = new ArrayList<>();
    private final Served served;
    private final FrameHeader header = new FrameHeader().kind(FrameKind.DELTA).codec(Codec.H264);

    /** Read once for all frames of a turn, as by an ingest that is given many packets at a time. */
    private final @Nullable CachedNanoClock batchClock;

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
        this.served = new Served(perTurn(), inPlace, byAgent);
        bus = DisruptorFrameBus.builder()
                .app("bench", BenchStream.ring(CAPACITY_FRAMES, CAPACITY_BYTES))
                .maxPublishers(streams)
                .housekeepingInterval(Duration.ZERO)
                .clock(batchClock != null ? batchClock : SystemNanoClock.INSTANCE)
                .build();
        for (int i = 0; i < perTurn(); i++) {
            if (i % subscribersEach == 0) {
                handles.add(bus.startPublish(StreamKey.of("bench", "stream-" + i)));
            }
            served.add(handles.get(i / subscribersEach).subscribe());
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
        return served.turn();
    }

    @Override
    public void close() {
        served.requireDelivered(turns, PAYLOAD_BYTES);
        bus.close();
    }
}
