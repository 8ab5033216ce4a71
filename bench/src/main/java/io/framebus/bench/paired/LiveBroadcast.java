package io.framebus.bench.paired;

import io.framebus.bench.jmh.Require;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.broadcast.BroadcastBufferDescriptor;
import org.agrona.concurrent.broadcast.BroadcastReceiver;
import org.agrona.concurrent.broadcast.BroadcastTransmitter;

/** {@link LiveDelivery} of Agrona's broadcast. A receiver reads in place and validates afterwards, as the bus does. */
final class LiveBroadcast extends LiveDelivery {
    private static final int MESSAGE = 1;

    private final BroadcastTransmitter[] transmitters;
    private final BroadcastReceiver[] receivers;
    private final UnsafeBuffer message = new UnsafeBuffer(payload);
    private long bytes;

    LiveBroadcast(int streams, int subscribersEach) {
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
