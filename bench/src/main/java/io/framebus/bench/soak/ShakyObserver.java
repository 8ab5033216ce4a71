package io.framebus.bench.soak;

import io.framebus.BusObserver;
import io.framebus.EndReason;
import io.framebus.Gap;
import io.framebus.LagLevel;
import io.framebus.StreamKey;
import io.framebus.StreamState;
import io.framebus.SubscriberRef;
import io.framebus.SubscriptionStats;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** An observer that throws at every so-manieth call, and counts how often, and who joined and left. From any thread. */
final class ShakyObserver implements BusObserver {
    private static final int THROW_EVERY = 16;

    private final Ledger ledger;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong joined = new AtomicLong();
    private final AtomicLong left = new AtomicLong();

    ShakyObserver(Ledger ledger) {
        this.ledger = ledger;
    }

    private void shake() {
        if (calls.incrementAndGet() % THROW_EVERY == 0) {
            ledger.injected(Fault.OBSERVER_EXCEPTION);
            throw new Reader.HandlerFailure();
        }
    }

    long joined() {
        return joined.get();
    }

    long left() {
        return left.get();
    }

    @Override
    public void publishStarted(StreamKey key) {
        shake();
    }

    @Override
    public void publisherLost(StreamKey key, Duration grace) {
        shake();
    }

    @Override
    public void publishEnded(StreamKey key, EndReason reason) {
        shake();
    }

    @Override
    public void stateChanged(StreamKey key, StreamState from, StreamState to) {
        shake();
    }

    @Override
    public void subscriberJoined(SubscriberRef subscriber) {
        joined.incrementAndGet();
        shake();
    }

    @Override
    public void subscriberLeft(SubscriberRef subscriber, EndReason reason) {
        left.incrementAndGet();
        shake();
    }

    @Override
    public void lagging(SubscriberRef subscriber, LagLevel level, SubscriptionStats stats) {
        shake();
    }

    @Override
    public void gap(SubscriberRef subscriber, Gap gap) {
        shake();
    }

    @Override
    public void evicted(SubscriberRef subscriber, EndReason.Evicted reason) {
        shake();
    }

    @Override
    public void reaped(StreamKey key, Duration silence) {
        ledger.injected(Fault.IDLE_REAP);
        shake();
    }
}
