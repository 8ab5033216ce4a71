package io.framebus.bench.paired;

import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.FrameHandler;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.Subscription;
import io.framebus.bench.jmh.ArenaWalk;
import io.framebus.bench.jmh.BenchStream;
import io.framebus.bench.jmh.Require;
import io.framebus.disruptor.DisruptorFrameBus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.broadcast.BroadcastBufferDescriptor;
import org.agrona.concurrent.broadcast.BroadcastReceiver;
import org.agrona.concurrent.broadcast.BroadcastTransmitter;

/**
 * One frame a poll to subscribers of one thread, as at the live edge: each stream has a new frame, and each of its subscribers is
 * asked once. Beside the bus, Agrona's broadcast with a receiver for each, and bare copies.
 */
abstract class LiveDelivery implements DeliverLane.Delivery {
    static final int PAYLOAD_BYTES = 1200;
    private static final int CAPACITY_FRAMES = 16;
    private static final int CAPACITY_BYTES = 1 << 15;

    private final int perTurn;
    final ByteBuffer payload = ByteBuffer.allocateDirect(PAYLOAD_BYTES);

    /** Turns that were made ready. */
    long turns;

    private LiveDelivery(int streams, int subscribersEach) {
        perTurn = streams * subscribersEach;
    }

    @Override
    public final int perTurn() {
        return perTurn;
    }

    @Override
    public final void prepare() {
        turns++;
        publishToEach();
    }

    abstract void publishToEach();

    static LiveDelivery ofBus(int streams, int subscribersEach, boolean inPlace) {
        return new OfBus(streams, subscribersEach, inPlace);
    }

    static LiveDelivery ofBroadcast(int streams, int subscribersEach) {
        return new OfBroadcast(streams, subscribersEach);
    }

    static LiveDelivery ofCopies(int streams, int subscribersEach) {
        return new OfCopies(streams, subscribersEach);
    }

    private static final class OfBus extends LiveDelivery implements FrameHandler {
        private final DisruptorFrameBus bus;
        private final List<StreamHandle> handles = new ArrayList<>();
        private final Subscription[] subscriptions;
        private final FrameHeader header =
                new FrameHeader().kind(FrameKind.DELTA).codec(Codec.H264);
        private final boolean inPlace;
        private long bytes;

        OfBus(int streams, int subscribersEach, boolean inPlace) {
            super(streams, subscribersEach);
            this.inPlace = inPlace;
            bus = DisruptorFrameBus.builder()
                    .app("bench", BenchStream.ring(CAPACITY_FRAMES, CAPACITY_BYTES))
                    .maxPublishers(streams)
                    .housekeepingInterval(Duration.ZERO)
                    .build();
            subscriptions = new Subscription[perTurn()];
            for (int i = 0; i < perTurn(); i++) {
                if (i % subscribersEach == 0) {
                    handles.add(bus.startPublish(StreamKey.of("bench", "stream-" + i)));
                }
                subscriptions[i] = handles.get(i / subscribersEach).subscribe();
            }
            System.gc(); // what has run for a while is old
        }

        @Override
        void publishToEach() {
            header.ptsUs(turns * 1000);
            for (StreamHandle stream : handles) {
                stream.publish(header, payload);
            }
        }

        @Override
        public int deliver() {
            int delivered = 0;
            for (Subscription subscription : subscriptions) {
                delivered += inPlace ? subscription.pollInPlace(this, 64) : subscription.poll(this, 64);
            }
            return delivered;
        }

        @Override
        public void onFrame(DeliveredFrame frame) {
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

    /** A receiver reads in place and validates afterwards, as the bus does. */
    private static final class OfBroadcast extends LiveDelivery {
        private static final int MESSAGE = 1;

        private final BroadcastTransmitter[] transmitters;
        private final BroadcastReceiver[] receivers;
        private final UnsafeBuffer message = new UnsafeBuffer(payload);
        private long bytes;

        OfBroadcast(int streams, int subscribersEach) {
            super(streams, subscribersEach);
            transmitters = new BroadcastTransmitter[streams];
            receivers = new BroadcastReceiver[perTurn()];
            for (int i = 0; i < streams; i++) {
                UnsafeBuffer buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                        CAPACITY_BYTES + BroadcastBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH));
                transmitters[i] = new BroadcastTransmitter(buffer);
                for (int j = 0; j < subscribersEach; j++) {
                    receivers[i * subscribersEach + j] = new BroadcastReceiver(buffer);
                }
            }
            System.gc();
        }

        @Override
        void publishToEach() {
            for (BroadcastTransmitter transmitter : transmitters) {
                transmitter.transmit(MESSAGE, message, 0, PAYLOAD_BYTES);
            }
        }

        @Override
        public int deliver() {
            int delivered = 0;
            for (BroadcastReceiver receiver : receivers) {
                while (receiver.receiveNext()) {
                    int length = receiver.length();
                    if (receiver.validate()) {
                        bytes += length;
                        delivered++;
                    }
                }
            }
            return delivered;
        }

        @Override
        public void close() {
            for (BroadcastReceiver receiver : receivers) {
                Require.equal(0, receiver.lappedCount(), "laps");
            }
            Require.equal(turns * perTurn() * PAYLOAD_BYTES, bytes, "bytes");
        }
    }

    private static final class OfCopies extends LiveDelivery {
        private final ArenaWalk[] walks;
        private final int[] places;
        private final int subscribersEach;

        OfCopies(int streams, int subscribersEach) {
            super(streams, subscribersEach);
            this.subscribersEach = subscribersEach;
            walks = new ArenaWalk[streams];
            places = new int[streams];
            for (int i = 0; i < streams; i++) {
                walks[i] = new ArenaWalk(CAPACITY_BYTES, PAYLOAD_BYTES);
            }
        }

        @Override
        void publishToEach() {
            for (int i = 0; i < walks.length; i++) {
                places[i] = walks[i].copyIn(payload);
            }
        }

        @Override
        public int deliver() {
            int copied = 0;
            for (int i = 0; i < walks.length; i++) {
                for (int j = 0; j < subscribersEach; j++) {
                    copied += walks[i].copyOut(places[i], PAYLOAD_BYTES);
                }
            }
            return copied / PAYLOAD_BYTES;
        }

        @Override
        public void close() {}
    }
}
