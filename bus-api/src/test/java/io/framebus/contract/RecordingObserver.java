package io.framebus.contract;

import io.framebus.BusObserver;
import io.framebus.EndReason;
import io.framebus.Gap;
import io.framebus.LagLevel;
import io.framebus.StreamKey;
import io.framebus.StreamState;
import io.framebus.SubscriberRef;
import io.framebus.SubscriptionStats;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down every call in words. */
class RecordingObserver implements BusObserver {
    private final List<String> calls = new CopyOnWriteArrayList<>();

    List<String> calls() {
        return List.copyOf(calls);
    }

    /** The calls that begin with {@code what}. */
    List<String> calls(String what) {
        return calls.stream().filter(call -> call.startsWith(what)).toList();
    }

    /** Called with every call after it was written down. */
    void called(String call) {}

    private void record(String call) {
        calls.add(call);
        called(call);
    }

    @Override
    public void publishStarted(StreamKey key) {
        record("started " + key);
    }

    @Override
    public void publisherLost(StreamKey key, Duration grace) {
        record("lost " + key + " for " + grace);
    }

    @Override
    public void publishEnded(StreamKey key, EndReason reason) {
        record("ended " + key + ' ' + reason.getClass().getSimpleName());
    }

    @Override
    public void stateChanged(StreamKey key, StreamState from, StreamState to) {
        record("state " + from + " to " + to);
    }

    @Override
    public void subscriberJoined(SubscriberRef subscriber) {
        record("joined " + subscriber.label());
    }

    @Override
    public void subscriberLeft(SubscriberRef subscriber, EndReason reason) {
        record("left " + subscriber.label() + ' ' + reason.getClass().getSimpleName());
    }

    @Override
    public void lagging(SubscriberRef subscriber, LagLevel level, SubscriptionStats stats) {
        record("lag " + subscriber.label() + ' ' + level);
    }

    @Override
    public void gap(SubscriberRef subscriber, Gap gap) {
        record("gap " + subscriber.label() + ' ' + gap.firstSequence() + ".." + gap.lastSequence());
    }

    @Override
    public void evicted(SubscriberRef subscriber, EndReason.Evicted reason) {
        record("evicted " + subscriber.label() + " dropped " + reason.stats().dropped());
    }

    @Override
    public void reaped(StreamKey key, Duration silence) {
        record("reaped " + key + " after " + silence);
    }

    @Override
    public void keyframeNeeded(StreamKey key, int waiting) {
        record("keyframe " + waiting);
    }
}
