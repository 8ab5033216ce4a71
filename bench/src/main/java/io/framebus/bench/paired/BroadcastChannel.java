package io.framebus.bench.paired;

import io.framebus.bench.jmh.Require;
import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.broadcast.BroadcastBufferDescriptor;
import org.agrona.concurrent.broadcast.BroadcastReceiver;
import org.agrona.concurrent.broadcast.BroadcastTransmitter;

/** Agrona's broadcast and one receiver, which copies each message out, or reads both of its ends, and validates it before it counts. */
final class BroadcastChannel implements ReaderLane.Channel {
    private static final int MESSAGE = 1;

    private final BroadcastTransmitter transmitter;
    private final BroadcastReceiver receiver;
    private final UnsafeBuffer scratch;
    private final UnsafeBuffer payload;
    private final boolean inPlace;
    private long published;
    private long delivered;
    private long bytes;
    private long torn;
    private long ends;

    BroadcastChannel(int capacityBytes, int payloadBytes) {
        this(capacityBytes, payloadBytes, false);
    }

    BroadcastChannel(int capacityBytes, int payloadBytes, boolean inPlace) {
        this.inPlace = inPlace;
        UnsafeBuffer buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                capacityBytes + BroadcastBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH));
        transmitter = new BroadcastTransmitter(buffer);
        receiver = new BroadcastReceiver(buffer);
        scratch = new UnsafeBuffer(ByteBuffer.allocateDirect(payloadBytes));
        payload = new UnsafeBuffer(ByteBuffer.allocateDirect(payloadBytes));
        for (int i = 0; i < payloadBytes; i++) {
            payload.putByte(i, (byte) i);
        }
    }

    @Override
    public void publishBurst() {
        for (int i = 0; i < ReaderLane.BURST; i++) {
            transmitter.transmit(MESSAGE, payload, 0, payload.capacity());
        }
        published += ReaderLane.BURST;
    }

    /** As Agrona's copying receiver, which is not used for it throws an exception for each lap, and that is dear. */
    @Override
    public int read(long busyNs) {
        if (!receiver.receiveNext()) {
            return 0;
        }
        int length = receiver.length();
        if (length > scratch.capacity()) {
            return 0; // overwritten while its length was read
        }
        if (inPlace) {
            int last = receiver.offset() + length - Long.BYTES;
            ends += receiver.buffer().getLong(receiver.offset())
                    + receiver.buffer().getLong(last);
        } else {
            scratch.putBytes(0, receiver.buffer(), receiver.offset(), length);
        }
        if (!receiver.validate()) {
            torn++;
            return 0;
        }
        delivered++;
        bytes += length;
        Busy.forNs(busyNs);
        return 1;
    }

    @Override
    public long lost() {
        return receiver.lappedCount() + torn;
    }

    @Override
    public void close() {
        Require.that(delivered <= published, "more was received than sent");
        Require.that(!inPlace || delivered == 0 || ends != 0, "messages in place were not read");
        Require.equal(delivered * payload.capacity(), bytes, "bytes received");
    }
}
