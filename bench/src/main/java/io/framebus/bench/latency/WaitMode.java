package io.framebus.bench.latency;

import io.framebus.bench.measure.Idling;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.peer.PeerSubscriber;
import org.agrona.concurrent.IdleStrategy;

/** What a subscriber's thread does while there is nothing to read. */
enum WaitMode {
    /** Polls without pause. Takes a whole processor. */
    SPIN,
    /** Polls, and rests between: spins, yields, then sleeps for up to 0.1 ms at a time. */
    BACKOFF,
    /** Sleeps until the publisher's frame wakes it. */
    PARK;

    /** Frames that one call reads at most. */
    private static final int BATCH = 64;
    /** How long it takes at most to see that the run is over. */
    private static final long RECEIVE_NS = 20_000_000;

    /** Reads until {@code stop} is given. */
    void readUntil(StopSignal stop, PeerSubscriber subscriber) throws InterruptedException {
        if (this == PARK) {
            while (!stop.isStopped()) {
                subscriber.receive(BATCH, RECEIVE_NS);
            }
        } else {
            IdleStrategy idle = (this == SPIN ? Idling.SPIN : Idling.BACKOFF).newStrategy();
            while (!stop.isStopped()) {
                idle.idle(subscriber.poll(BATCH));
            }
        }
    }
}
