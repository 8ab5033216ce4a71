package io.framebus.bench.compare;

import io.framebus.bench.peer.Peer;
import io.framebus.bench.peer.PeerChannel;
import io.framebus.bench.peer.PeerPublisher;
import io.framebus.bench.peer.PeerSettings;
import io.framebus.bench.peer.PeerSink;
import io.framebus.bench.peer.PeerSubscriber;
import io.framebus.bench.peer.Traits;
import java.util.concurrent.atomic.AtomicLong;

/** A peer that takes a millisecond to settle. */
record SettlingPeer(Peer peer, AtomicLong settledNs) implements Peer {
    private static final long SETTLE_NS = 1_000_000;

    @Override
    public String name() {
        return peer.name();
    }

    @Override
    public Traits traits() {
        return peer.traits();
    }

    @Override
    public PeerChannel open(PeerSettings settings) {
        PeerChannel channel = peer.open(settings);
        return new PeerChannel() {
            @Override
            public PeerPublisher publisher() {
                return channel.publisher();
            }

            @Override
            public PeerSubscriber subscribe(PeerSink sink) {
                return channel.subscribe(sink);
            }

            @Override
            public void settle() {
                settledNs.addAndGet(SETTLE_NS);
            }

            @Override
            public long memoryBytes() {
                return channel.memoryBytes();
            }

            @Override
            public void close() {
                channel.close();
            }
        };
    }
}
