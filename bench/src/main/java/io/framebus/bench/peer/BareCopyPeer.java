package io.framebus.bench.peer;

import io.framebus.bench.peer.Traits.Ability;
import io.framebus.bench.peer.Traits.Loss;
import io.framebus.bench.peer.Traits.Reading;
import io.framebus.bench.peer.Traits.WhenFull;
import java.nio.ByteBuffer;
import java.util.EnumSet;

/**
 * The floor, which is no transport: the same bytes copied into memory of the same size and out of it again, by one thread,
 * without anything that would make it safe or tell of loss. What it costs is what copying and the harness cost.
 */
final class BareCopyPeer implements Peer {
    @Override
    public String name() {
        return "bare-copy";
    }

    @Override
    public boolean isFloor() {
        return true;
    }

    @Override
    public Traits traits() {
        return new Traits(
                Reading.COPIED,
                WhenFull.OVERRUN,
                Loss.UNTOLD,
                EnumSet.of(Ability.ISOLATES, Ability.GARBAGE_FREE),
                "no transport, the floor: bare copies by one thread, which nothing makes safe");
    }

    @Override
    public PeerChannel open(PeerSettings settings) {
        return new Channel(settings);
    }

    private static final class Channel implements PeerChannel, PeerPublisher {
        private final ByteBuffer memory;
        private final int[] places;
        private final int[] lengths;
        private final int longest;
        private int end;
        private long published;

        Channel(PeerSettings settings) {
            long wanted = settings.capacityBytes() + (long) settings.capacityFrames() * Preamble.BYTES;
            if (wanted > 1 << 30) {
                throw new IllegalArgumentException(
                        "capacityBytes must be less than " + (1 << 30) + ", is " + settings.capacityBytes());
            }
            longest = settings.maxPayloadBytes() + Preamble.BYTES;
            // A power of two, as the others have it: how much memory is walked through makes a difference.
            memory = ByteBuffer.allocateDirect(Integer.highestOneBit(Math.max((int) wanted, longest) - 1) << 1);
            places = new int[settings.capacityFrames()];
            lengths = new int[settings.capacityFrames()];
        }

        @Override
        public PeerPublisher publisher() {
            return this;
        }

        @Override
        public boolean publish(long sequence, long sentNs, boolean key, ByteBuffer payload) {
            Preamble.put(payload, sequence, sentNs, key);
            int from = payload.position() - Preamble.BYTES;
            int length = payload.limit() - from;
            int at = length <= memory.capacity() - end ? end : 0;
            end = at + length;
            memory.put(at, payload, from, length);
            int slot = (int) published++ & (places.length - 1);
            places[slot] = at;
            lengths[slot] = length;
            return true;
        }

        @Override
        public PeerSubscriber subscribe(PeerSink sink) {
            return new Reader(this, sink);
        }

        @Override
        public long memoryBytes() {
            return memory.capacity() + 2L * Integer.BYTES * places.length;
        }

        @Override
        public void close() {}
    }

    private static final class Reader implements PeerSubscriber {
        private final Channel channel;
        private final PeerSink sink;
        private final BytesFrame frame;
        private long next;

        Reader(Channel channel, PeerSink sink) {
            this.channel = channel;
            this.sink = sink;
            next = channel.published;
            frame = new BytesFrame(ByteBuffer.allocateDirect(channel.longest));
        }

        @Override
        public int poll(int limit) {
            int given = (int) Math.min(limit, channel.published - next);
            for (long end = next + given; next < end; next++) {
                int slot = (int) next & (channel.places.length - 1);
                int length = channel.lengths[slot];
                frame.memory().clear().put(0, channel.memory, channel.places[slot], length);
                frame.at(0, length);
                sink.onFrame(frame);
            }
            return given;
        }

        @Override
        public long toldLost() {
            return UNTOLD;
        }

        @Override
        public void close() {}
    }
}
