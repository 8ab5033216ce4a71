package io.framebus.disruptor;

import io.framebus.ActivityListener;
import org.jspecify.annotations.Nullable;

/**
 * Tells two, each of which may be a pair again. So the one listener that most streams have at most is called without anything in between:
 * who serves thousands of streams waits for each object's memory.
 */
@SuppressWarnings("ReferenceEquality") // whoever is to be told is itself only
record ListenerPair(ActivityListener first, ActivityListener second) implements ActivityListener {
    /** The second is told whatever the first one throws. */
    @Override
    public void onActivity() {
        try {
            first.onActivity();
        } finally {
            second.onActivity();
        }
    }

    static ActivityListener with(@Nullable ActivityListener all, ActivityListener added) {
        return all == null ? added : new ListenerPair(all, added);
    }

    /** The rest once one was taken out; what was there, if it is not among them. */
    static @Nullable ActivityListener without(@Nullable ActivityListener all, ActivityListener removed) {
        if (all == removed) {
            return null;
        }
        if (!(all instanceof ListenerPair pair)) {
            return all;
        }
        if (pair.second == removed) {
            return pair.first;
        }
        ActivityListener rest = without(pair.first, removed);
        return rest == pair.first ? pair : rest == null ? pair.second : new ListenerPair(rest, pair.second);
    }
}
