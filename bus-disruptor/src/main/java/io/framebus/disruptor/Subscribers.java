package io.framebus.disruptor;

import java.util.Arrays;

/** Who subscribes to a stream. Changed under the stream's lock, seen by any thread. */
final class Subscribers {
    private static final RingSubscription[] NOBODY = {};

    /** Copied on write. Volatile: the publisher reads its length with every frame. */
    private volatile RingSubscription[] all = NOBODY;

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
