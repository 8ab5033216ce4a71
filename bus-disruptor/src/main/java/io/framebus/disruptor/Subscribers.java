package io.framebus.disruptor;

import io.framebus.ActivityListener;
import java.util.Arrays;

/**
 * Who subscribes to a stream, and who is told of its activity. Changed under the stream's lock, seen by any thread; what the publisher
 * has to know of it with every frame is in the ring's signal.
 */
final class Subscribers {
    private static final RingSubscription[] NOBODY = {};

    private final RingSignal signal;

    /** Copied on write. Volatile: gone through by the housekeeper and by whoever asks for a key frame, without the lock. */
    private volatile RingSubscription[] all = NOBODY;

    Subscribers(RingSignal signal) {
        this.signal = signal;
    }

    /** Under the stream's lock. */
    void add(RingSubscription joined) {
        RingSubscription[] before = all;
        RingSubscription[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = joined;
        set(after);
    }

    /** Under the stream's lock. */
    void remove(SubscriptionEnd left) {
        set(Arrays.stream(all).filter(one -> one != left).toArray(RingSubscription[]::new));
    }

    /** Removes all and returns them. Under the stream's lock. */
    RingSubscription[] takeAll() {
        RingSubscription[] left = all;
        set(NOBODY);
        return left;
    }

    private void set(RingSubscription[] changed) {
        all = changed;
        signal.subscribers(changed.length);
    }

    /** Under the stream's lock. */
    void add(ActivityListener added, Events events) {
        signal.listener(ActivityListeners.with(signal.listener(), added, events));
    }

    /** Under the stream's lock. False if it was not told. */
    @SuppressWarnings("ReferenceEquality") // what has changed is another one
    boolean remove(ActivityListener removed) {
        ActivityListener before = signal.listener();
        ActivityListener after = ActivityListeners.without(before, removed);
        signal.listener(after);
        return after != before;
    }

    /** How many wait for a sync point. */
    int waitingForSyncPoint() {
        int waiting = 0;
        for (RingSubscription one : all) {
            waiting += one.isWaitingForSyncPoint() ? 1 : 0;
        }
        return waiting;
    }

    /** One turn of the housekeeper. Returns whether one of them waits for a sync point afterwards. */
    boolean housekeep() {
        boolean waiting = false;
        for (RingSubscription one : all) {
            one.housekeep();
            waiting |= one.isWaitingForSyncPoint();
        }
        return waiting;
    }
}
