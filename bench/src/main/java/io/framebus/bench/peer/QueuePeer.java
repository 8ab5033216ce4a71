package io.framebus.bench.peer;

import io.framebus.bench.peer.Traits.Ability;
import io.framebus.bench.peer.Traits.Loss;
import io.framebus.bench.peer.Traits.Reading;
import io.framebus.bench.peer.Traits.WhenFull;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * One bounded queue for each subscriber, as a media server has it that forwards from a loop over its subscribers. The publisher
 * makes one immutable frame and offers it to each queue in turn, so that publishing costs more the more subscribers there are.
 */
abstract class QueuePeer implements Peer {
    private final String name;
    private final WhenFull whenFull;
    private final boolean parks;
    private final String how;

    QueuePeer(String name, WhenFull whenFull, boolean parks, String how) {
        this.name = name;
        this.whenFull = whenFull;
        this.parks = parks;
        this.how = how;
    }

    /** A queue of that capacity, whose frames go to {@code sink}. */
    abstract Lane lane(int capacityFrames, PeerSink sink);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Traits traits() {
        Set<Ability> abilities = parks ? EnumSet.of(Ability.ISOLATES, Ability.PARKS) : EnumSet.of(Ability.ISOLATES);
        return new Traits(Reading.SHARED, whenFull, Loss.COUNTED, abilities, how);
    }

    @Override
    public final PeerChannel open(PeerSettings settings) {
        return new Channel(this, settings);
    }

    /** A subscriber's queue. */
    abstract static class Lane implements PeerSubscriber {
        /** Frames that did not fit, or were removed to make room. Written by the publisher. */
        long dropped;

        volatile boolean closed;

        /** By the publisher: puts the frame in, and makes room or drops it, as the peer does. */
        abstract void put(SharedFrame frame);

        @Override
        public final long toldLost() {
            return dropped;
        }

        @Override
        public final void close() {
            closed = true;
        }
    }

    private static final class Channel implements PeerChannel, PeerPublisher {
        private final QueuePeer peer;
        private final PeerSettings settings;
        private volatile Lane[] lanes = {};

        Channel(QueuePeer peer, PeerSettings settings) {
            this.peer = peer;
            this.settings = settings;
        }

        @Override
        public PeerPublisher publisher() {
            return this;
        }

        @Override
        public boolean publish(long sequence, long sentNs, boolean key, ByteBuffer payload) {
            SharedFrame frame = new SharedFrame(sequence, sentNs, key, payload);
            for (Lane lane : lanes) {
                if (!lane.closed) {
                    lane.put(frame);
                }
            }
            return true;
        }

        @Override
        public PeerSubscriber subscribe(PeerSink sink) {
            Lane lane = peer.lane(settings.capacityFrames(), sink);
            Lane[] more = Arrays.copyOf(lanes, lanes.length + 1);
            more[lanes.length] = lane;
            lanes = more;
            return lane;
        }

        /** References for each subscriber; frames that the slowest subscriber holds, which the others hold, too. */
        @Override
        public long memoryBytes() {
            long references = (long) settings.subscribers() * settings.capacityFrames() * Integer.BYTES;
            return references
                    + settings.capacityBytes()
                    + (long) settings.capacityFrames() * SharedFrame.OVERHEAD_BYTES;
        }

        @Override
        public void close() {
            lanes = new Lane[0];
        }
    }
}
