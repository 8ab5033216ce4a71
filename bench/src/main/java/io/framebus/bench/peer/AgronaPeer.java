package io.framebus.bench.peer;

import io.framebus.bench.peer.Traits.Ability;
import io.framebus.bench.peer.Traits.Loss;
import io.framebus.bench.peer.Traits.WhenFull;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.broadcast.BroadcastBufferDescriptor;
import org.agrona.concurrent.broadcast.BroadcastTransmitter;
import org.agrona.concurrent.broadcast.RecordDescriptor;

/**
 * Agrona's broadcast buffer: one transmitter that never waits, any number of receivers, one contiguous piece of memory.
 *
 * <p>By copy it does what {@code CopyBroadcastReceiver} does, copy out and then {@code validate()}, but does not throw an
 * exception when the receiver was lapped: that class makes one with its stack trace for each lap, which would be measured
 * instead. In place the sink reads the record where it is. Bounds checks are on, as Agrona comes and as buffers of the JDK
 * always have them. Its receiver is watched over by {@link RenewedReceiver}.
 */
final class AgronaPeer implements Peer {
    private static final int MESSAGE_TYPE = 1;
    private static final int ALIGNMENT = 64;
    /** A record may take an eighth of the buffer. */
    private static final int RECORD_SHARE = 8;

    private static final int MAX_BUFFER_BYTES = 1 << 30;
    private static final int RECORD_OVERHEAD_BYTES =
            Preamble.BYTES + RecordDescriptor.HEADER_LENGTH + RecordDescriptor.RECORD_ALIGNMENT;

    private final boolean inPlace;

    AgronaPeer(boolean inPlace) {
        this.inPlace = inPlace;
    }

    @Override
    public String name() {
        return inPlace ? "agrona-in-place" : "agrona";
    }

    @Override
    public Traits traits() {
        return new Traits(
                inPlace ? Traits.Reading.IN_PLACE : Traits.Reading.COPIED,
                WhenFull.OVERRUN,
                Loss.NOTICED,
                EnumSet.of(Ability.ISOLATES, Ability.GARBAGE_FREE),
                "broadcast buffer; "
                        + (inPlace ? "reads the record, then validate()" : "copies the record, then validate()")
                        + "; counts laps, not frames; goes on at the newest record; a receiver that a lap has thrown off is replaced");
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED");
    }

    @Override
    public PeerChannel open(PeerSettings settings) {
        return new Channel(settings, inPlace);
    }

    /** Bytes of a buffer that holds capacityFrames of the mean size and can carry the longest. A power of two. */
    private static int bufferBytes(PeerSettings settings) {
        long longest = (long) settings.maxPayloadBytes() + RECORD_OVERHEAD_BYTES;
        long all = settings.capacityBytes() + (long) settings.capacityFrames() * RECORD_OVERHEAD_BYTES;
        long wanted = Math.max(all, RECORD_SHARE * longest);
        if (wanted > MAX_BUFFER_BYTES) {
            throw new IllegalArgumentException("a broadcast buffer must be of at most " + MAX_BUFFER_BYTES + " bytes, "
                    + settings.capacityFrames() + " frames of " + settings.capacityBytes()
                    + " bytes in all, the longest of " + settings.maxPayloadBytes() + ", take " + wanted);
        }
        return Integer.highestOneBit((int) wanted - 1) << 1;
    }

    private static final class Channel implements PeerChannel, PeerPublisher {
        private final ByteBuffer memory;
        private final BroadcastTransmitter transmitter;
        private final UnsafeBuffer source = new UnsafeBuffer(0, 0);
        private final boolean inPlace;
        private final int longest;

        Channel(PeerSettings settings, boolean inPlace) {
            this.inPlace = inPlace;
            longest = settings.maxPayloadBytes() + Preamble.BYTES;
            int bytes = bufferBytes(settings) + BroadcastBufferDescriptor.TRAILER_LENGTH;
            memory = BufferUtil.allocateDirectAligned(bytes, ALIGNMENT);
            transmitter = new BroadcastTransmitter(new UnsafeBuffer(memory));
        }

        @Override
        public PeerPublisher publisher() {
            return this;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // the same buffer, not one with the same bytes
        public boolean publish(long sequence, long sentNs, boolean key, ByteBuffer payload) {
            Preamble.put(payload, sequence, sentNs, key);
            if (source.byteBuffer() != payload) {
                source.wrap(payload);
            }
            int from = payload.position() - Preamble.BYTES;
            transmitter.transmit(MESSAGE_TYPE, source, from, payload.limit() - from);
            return true;
        }

        @Override
        public PeerSubscriber subscribe(PeerSink sink) {
            RenewedReceiver receiver = new RenewedReceiver(new UnsafeBuffer(memory));
            return inPlace ? new InPlace(receiver, memory, sink) : new Copied(receiver, longest, sink);
        }

        @Override
        public long memoryBytes() {
            return memory.capacity();
        }

        @Override
        public void close() {}
    }

    private abstract static class Reader implements PeerSubscriber {
        final RenewedReceiver receiver;

        /** The sequence of the newest frame that the sink was given. */
        private long newest = -1;

        Reader(RenewedReceiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public final int poll(int limit) {
            int given = 0;
            while (given < limit && receiver.next()) {
                if (read()) {
                    given++;
                }
            }
            return given;
        }

        /** Whether a record with this sequence was there before: then, if it is whole, the receiver was led back. */
        final boolean wasThere(long sequence) {
            return sequence <= newest;
        }

        /** The sink was given a whole record with this sequence. */
        final void gave(long sequence) {
            newest = sequence;
        }

        /** Reads the record at the receiver; whether the sink was given it. */
        abstract boolean read();

        /** The receiver counts how often it was lapped, not by how much. */
        @Override
        public final long toldLost() {
            return UNTOLD;
        }

        @Override
        public final long overruns() {
            return receiver.laps();
        }

        @Override
        public final void close() {}
    }

    private static final class Copied extends Reader {
        private final PeerSink sink;
        private final BytesFrame frame;

        Copied(RenewedReceiver receiver, int longest, PeerSink sink) {
            super(receiver);
            this.sink = sink;
            frame = new BytesFrame(ByteBuffer.allocateDirect(longest));
        }

        @Override
        boolean read() {
            int length = receiver.length();
            ByteBuffer copy = frame.memory();
            if (length < Preamble.BYTES || length > copy.capacity()) {
                // Overwritten between receiveNext, which had proved the record whole, and the look at its length.
                return false;
            }
            receiver.buffer().getBytes(receiver.offset(), copy, 0, length);
            if (!receiver.validate()) {
                return false;
            }
            frame.at(0, length);
            if (wasThere(frame.sequence())) {
                receiver.renew();
                return false;
            }
            gave(frame.sequence());
            sink.onFrame(frame);
            return true;
        }
    }

    private static final class InPlace extends Reader {
        private final PeerSink sink;
        private final RecordFrame frame;

        InPlace(RenewedReceiver receiver, ByteBuffer memory, PeerSink sink) {
            super(receiver);
            this.sink = sink;
            frame = new RecordFrame(receiver, memory.duplicate());
        }

        @Override
        boolean read() {
            int offset = receiver.offset();
            int length = receiver.length();
            int room = frame.memory().capacity() - BroadcastBufferDescriptor.TRAILER_LENGTH - offset;
            if (length < Preamble.BYTES || length > room) {
                return false;
            }
            frame.at(offset, length);
            long sequence = frame.sequence();
            if (wasThere(sequence) && receiver.validate()) {
                receiver.renew();
                return false;
            }
            sink.onFrame(frame);
            if (frame.wasIntact) {
                gave(sequence);
            }
            return true;
        }
    }

    private static final class RecordFrame extends BytesFrame {
        private final RenewedReceiver receiver;

        /** What the sink was told last. */
        private boolean wasIntact;

        RecordFrame(RenewedReceiver receiver, ByteBuffer memory) {
            super(memory);
            this.receiver = receiver;
        }

        @Override
        public boolean isIntact() {
            wasIntact = receiver.validate();
            return wasIntact;
        }
    }
}
