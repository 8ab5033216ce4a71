package io.framebus.disruptor;

import io.framebus.ActivityListener;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Two or more who are told, whatever one of them throws. One alone, as most streams have at most, is told without anything in between:
 * who publishes to thousands of streams waits for each object's memory.
 */
@SuppressWarnings("ReferenceEquality") // whoever is to be told is itself only
final class ActivityListeners implements ActivityListener {
    private final ActivityListener[] all;
    private final Events events;

    private ActivityListeners(ActivityListener[] all, Events events) {
        this.all = all;
        this.events = events;
    }

    @Override
    public void onActivity() {
        for (ActivityListener one : all) {
            events.activity(one);
        }
    }

    /** Those there are, if any, and one more. */
    static ActivityListener with(@Nullable ActivityListener before, ActivityListener added, Events events) {
        if (before == null) {
            return added;
        }
        ActivityListener[] those =
                before instanceof ActivityListeners many ? many.all : new ActivityListener[] {before};
        ActivityListener[] after = Arrays.copyOf(those, those.length + 1);
        after[those.length] = added;
        return new ActivityListeners(after, events);
    }

    /** Those that are left when one is taken out, once; {@code before} itself, if it is not among them. */
    static @Nullable ActivityListener without(@Nullable ActivityListener before, ActivityListener removed) {
        if (!(before instanceof ActivityListeners many)) {
            return before == removed ? null : before;
        }
        ActivityListener[] those = many.all;
        int place = 0;
        while (place < those.length && those[place] != removed) {
            place++;
        }
        if (place == those.length) {
            return before;
        }
        if (those.length == 2) {
            return those[1 - place];
        }
        ActivityListener[] after = Arrays.copyOf(those, those.length - 1);
        System.arraycopy(those, place + 1, after, place, after.length - place);
        return new ActivityListeners(after, many.events);
    }
}
