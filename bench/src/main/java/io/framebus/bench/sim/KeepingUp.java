package io.framebus.bench.sim;

import java.util.Arrays;

/**
 * What a consumer does that never stalls and loses nothing: how long each frame waits while it is busy with those before. Places
 * are those of the period of its {@link HoldTable}.
 *
 * <p>One that was behind and finds nothing left to read at a place where this one is idle as well does from then on what this one
 * does: the frames that it waits for, and how long it is busy with them, are the same.
 */
final class KeepingUp {
    /** As a distance: never. */
    static final int NEVER = Integer.MAX_VALUE;

    private final long[] waitNs;
    private final long longestWaitNs;
    private final boolean possible;
    private final long periodNs;
    private final Timeline timeline;
    private final HoldTable holds;

    KeepingUp(Timeline timeline, HoldTable holds) {
        this.timeline = timeline;
        this.holds = holds;
        this.waitNs = new long[holds.period()];
        this.periodNs = holds.passes() * timeline.passNs();
        double busyNs = 0;
        for (int place = 0; place < waitNs.length; place++) {
            busyNs += holds.holdNs(place);
        }
        this.possible = busyNs < periodNs;
        this.longestWaitNs = possible ? fill() : Long.MAX_VALUE;
    }

    /** Twice over the period: after the first time, what is left over from its end is what is always left over. */
    private long fill() {
        long readyNs = 0;
        long longestNs = 0;
        for (int pass = 0; pass < 2; pass++) {
            longestNs = 0;
            for (int place = 0; place < waitNs.length; place++) {
                long dueNs = dueNs(place);
                waitNs[place] = Math.max(0, readyNs - dueNs);
                longestNs = Math.max(longestNs, waitNs[place]);
                readyNs = dueNs + waitNs[place] + holds.holdNs(place);
            }
            readyNs -= periodNs;
        }
        return longestNs;
    }

    private long dueNs(int place) {
        return timeline.dueNs(timeline.firstSequence() + place);
    }

    /** Whether it can keep up at all: in the mean it is busy with a frame for less time than passes until the next. */
    boolean isPossible() {
        return possible;
    }

    /** The longest that a frame waits. */
    long longestWaitNs() {
        return longestWaitNs;
    }

    /** How long the frame at that place waits. */
    long waitNs(int place) {
        return waitNs[place];
    }

    /** Whether it is idle when the frame at that place comes. */
    boolean isIdleAt(int place) {
        return possible && waitNs[place] == 0;
    }

    /**
     * For each idle place, how many frames later the first run of busy places begins in which a frame waits for
     * {@code limitNs} or longer; {@link #NEVER} where there is none.
     */
    int[] distancesToWait(long limitNs) {
        int[] distance = new int[waitNs.length];
        if (longestWaitNs < limitNs) {
            Arrays.fill(distance, NEVER);
            return distance;
        }
        int next = NEVER;
        boolean tooLong = false;
        for (int i = 2 * waitNs.length - 1; i >= 0; i--) {
            int place = i % waitNs.length;
            tooLong |= waitNs[place] >= limitNs;
            next = next == NEVER ? NEVER : next + 1;
            if (waitNs[place] == 0) {
                next = tooLong ? 0 : next;
                tooLong = false;
                distance[place] = next;
            }
        }
        return distance;
    }
}
