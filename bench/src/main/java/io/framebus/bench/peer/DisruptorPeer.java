package io.framebus.bench.peer;

import io.framebus.bench.peer.Traits.Ability;
import io.framebus.bench.peer.Traits.Loss;
import io.framebus.bench.peer.Traits.Reading;
import io.framebus.bench.peer.Traits.WhenFull;
import java.util.EnumSet;

/** A plain Disruptor: a single producer, and a poller for each subscriber whose sequence gates the ring. */
final class DisruptorPeer implements Peer {
    @Override
    public String name() {
        return "disruptor";
    }

    @Override
    public Traits traits() {
        return new Traits(
                Reading.HELD,
                WhenFull.REFUSES,
                Loss.UNTOLD,
                EnumSet.of(Ability.GARBAGE_FREE),
                "EventPoller a subscriber, all of them gate; preallocated slots of the longest payload, read in"
                        + " place; a batch is published as one range; tryNext refuses when the slowest is a ring behind");
    }

    @Override
    public PeerChannel open(PeerSettings settings) {
        return DisruptorChannel.pollerForEach(settings);
    }
}
