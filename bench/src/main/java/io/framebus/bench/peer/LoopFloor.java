package io.framebus.bench.peer;

import io.framebus.bench.peer.Traits.Ability;
import io.framebus.bench.peer.Traits.Loss;
import io.framebus.bench.peer.Traits.Reading;
import io.framebus.bench.peer.Traits.WhenFull;
import java.util.EnumSet;

/** What is left where there are no subscribers: one reader of a Disruptor, which calls all sinks in a loop. A floor, and no peer. */
final class LoopFloor implements Peer {
    @Override
    public String name() {
        return "loop";
    }

    @Override
    public boolean isFloor() {
        return true;
    }

    @Override
    public Traits traits() {
        return new Traits(
                Reading.HELD,
                WhenFull.REFUSES,
                Loss.UNTOLD,
                EnumSet.of(Ability.GARBAGE_FREE),
                "no subscribers, the floor: one EventPoller, which calls all sinks in a loop; nobody is behind, joins,"
                        + " leaves or filters for himself");
    }

    @Override
    public PeerChannel open(PeerSettings settings) {
        return DisruptorChannel.onePoller(settings);
    }
}
