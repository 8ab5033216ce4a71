package io.framebus.disruptor;

import io.framebus.ActivityListener;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Who subscribes to a stream, and who is told of its activity. Changed under the stream's lock, seen by any thread. */
final class Subscribers {
    private static final RingSubscription[] NOBODY = {};

    /** Copied on write. Volatile: the publisher reads its length with every frame. */
    private volatile RingSubscription[] all = NOBODY;

    /**
     * Null where nobody is told, {@link ActivityListeners} where several are. Here, since the publisher comes by with every frame
     * anyway. Volatile; a publisher that is under way may miss a new one all the same: {@link ActivityListener#SETTLING_NS}.
     */
    private volatile @Nullable ActivityListener listener;

    int count() {
        return all.length;
    }

    /** Under the stream's lock. */
    void add(RingSubscription joined) {
        RingSubscription[] before = all;
        RingSubscription[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = joined;
        all = after;
    }

    /** Under the stream's lock. */
    void remove(SubscriptionEnd left) {
        all = Arrays.stream(all).filter(one -> one != left).toArray(RingSubscription[]::new);
    }

    /** Removes all and returns them. Under the stream's lock. */
    RingSubscription[] takeAll() {
        RingSubscription[] left = all;
        all = NOBODY;
        return left;
    }

    /** Who is told of the stream's activity, if anybody is. */
    @Nullable
    ActivityListener listener() {
        return listener;
    }

    /** Under the stream's lock. */
    void add(ActivityListener added, Events events) {
        listener = ActivityListeners.with(listener, added, events);
    }

    /** Under the stream's lock. False if it was not told. */
    @SuppressWarnings("ReferenceEquality") // what has changed is another one
    boolean remove(ActivityListener removed) {
        ActivityListener before = listener;
        listener = ActivityListeners.without(before, removed);
        return listener != before;
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
