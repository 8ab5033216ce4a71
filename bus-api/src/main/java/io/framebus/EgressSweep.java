package io.framebus;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The streams that a sweep looks at: all that an {@link EgressAgent} serves, or those that are {@linkplain EgressReadiness ready}. Agent
 * thread only.
 *
 * <p>What it needs to know of one that has nothing new lies side by side in arrays, so that the memory that it walks through is that
 * of the streams themselves and little else.
 */
final class EgressSweep {
    /** A stream with this number is not drained; no activity is ever this. */
    static final long NEVER = Long.MIN_VALUE;

    private static final int INITIAL_CAPACITY = 16;

    private StreamHandle[] streams = new StreamHandle[INITIAL_CAPACITY];

    /** The activity of each stream at which all of its subscriptions were found drained. */
    private long[] drainedAt = new long[INITIAL_CAPACITY];

    /** Whether the last sweep passed it over. */
    private boolean[] passedOver = new boolean[INITIAL_CAPACITY];

    private EgressGroup[] groups = new EgressGroup[INITIAL_CAPACITY];

    /** Of each stream the member that has it for itself, as most have of thousands: it is reached without its group. Else null. */
    private @Nullable EgressMember[] lone = new EgressMember[INITIAL_CAPACITY];

    private int size;
    private int start;

    /** For a group that is not looked at yet. */
    void add(EgressGroup group) {
        if (size == groups.length) {
            streams = Arrays.copyOf(streams, size * 2);
            drainedAt = Arrays.copyOf(drainedAt, size * 2);
            passedOver = Arrays.copyOf(passedOver, size * 2);
            groups = Arrays.copyOf(groups, size * 2);
            lone = Arrays.copyOf(lone, size * 2);
        }
        int place = size++;
        group.place = place;
        streams[place] = group.stream;
        groups[place] = group;
        membersChanged(group);
    }

    /** For one that is looked at: it is served in the next sweep, and its lone member is perhaps another. */
    void membersChanged(EgressGroup group) {
        drainedAt[group.place] = NEVER;
        passedOver[group.place] = false;
        lone[group.place] = group.lone();
    }

    /** For one that is looked at. The last one takes its place. */
    void remove(EgressGroup group) {
        size--;
        int place = group.place;
        streams[place] = streams[size];
        drainedAt[place] = drainedAt[size];
        passedOver[place] = passedOver[size];
        groups[place] = groups[size];
        groups[place].place = place;
        lone[place] = lone[size];
        group.place = EgressGroup.NOWHERE;
        Arrays.fill(streams, size, size + 1, null);
        Arrays.fill(groups, size, size + 1, null);
        lone[size] = null;
    }

    int size() {
        return size;
    }

    /** Passes once over all, beginning one further than the last time; returns the work done. */
    int run(EgressServer server) {
        int work = 0;
        int i = start < size ? start : 0;
        start = i + 1;
        for (int left = size; left > 0; left--) {
            // Read before anything is polled: what happens after this read shows as a new number in the next sweep.
            long activity = streams[i].activity();
            boolean nothingNew = activity == drainedAt[i];
            passedOver[i] = nothingNew;
            if (nothingNew) {
                server.passedOver();
            } else {
                boolean drained;
                EgressMember member = lone[i];
                if (member != null) {
                    work += server.serve(member);
                    drained = EgressServer.isDrained(member.subscription());
                } else {
                    work += groups[i].serve(server);
                    drained = groups[i].isDrained();
                }
                drainedAt[i] = drained ? activity : NEVER;
            }
            i = i + 1 < size ? i + 1 : 0;
        }
        return work;
    }

    /**
     * No longer looks at those that the last sweep passed over, if they tell when they have something new. Only at these: one that has
     * something new in each sweep costs nothing of this. From the last on: who takes a place has been asked already.
     */
    void letIdle() {
        for (int i = size - 1; i >= 0; i--) {
            EgressReadiness readiness = passedOver[i] ? groups[i].readiness : null;
            if (readiness != null && readiness.isSettled()) {
                readiness.makeIdle();
                if (streams[i].activity() == drainedAt[i] || !readiness.tryMakeReady()) {
                    remove(groups[i]);
                } else {
                    passedOver[i] = false;
                }
            }
        }
    }

    /** Whether the next sweep need look at none of them, as far as is known: the last one passed over all that are still here. */
    boolean isPassedOver() {
        for (int i = 0; i < size; i++) {
            if (!passedOver[i]) {
                return false;
            }
        }
        return true;
    }
}
