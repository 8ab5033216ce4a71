package io.framebus.bench.peer;

import io.framebus.FrameHandler;
import io.framebus.Subscription;

/** A subscription of framebus whose frames go to a sink: what is the same however it is served. */
abstract class FramebusReader implements PeerSubscriber {
    final Subscription subscription;
    final FrameHandler handler;

    FramebusReader(Subscription subscription, PeerSink sink) {
        this.subscription = subscription;
        this.handler = sink.handler();
    }

    @Override
    public final long toldLost() {
        return subscription.dropped();
    }

    @Override
    public final long overruns() {
        return subscription.stats().overruns();
    }

    @Override
    public final void close() {
        subscription.close();
    }
}
