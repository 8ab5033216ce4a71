package io.framebus;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All that an {@link EgressAgent} serves, by stream. Adding and removing take constant time. Agent thread only.
 *
 * <p>What a sweep needs to know of an idle stream lies side by side in two arrays, so that with thousands of streams the memory
 * that it walks through is that of the streams themselves and little else.
 */
final class EgressRoster {
    /** A stream with this number is not drained; no activity is ever this. */
    static final long NEVER = Long.MIN_VALUE;

    private static final int INITIAL_CAPACITY = 16;

    private final boolean inPlace;
    private final IdentityHashMap<StreamHandle, EgressGroup> byStream = new IdentityHashMap<>();
    private StreamHandle[] streams = new StreamHandle[INITIAL_CAPACITY];

    /** The activity of each stream at which all of its subscriptions were found drained. */
    private long[] drainedAt = new long[INITIAL_CAPACITY];

    private EgressGroup[] groups = new EgressGroup[INITIAL_CAPACITY];

    /** Of each stream the member that has it for itself, as most have of thousands: it is reached without its group. Else null. */
    private @Nullable EgressMember[] lone = new EgressMember[INITIAL_CAPACITY];

    private int size;
    private int start;

    /** {@code inPlace}: how those are read whose stream has not been here. */
    EgressRoster(boolean inPlace) {
        this.inPlace = inPlace;
    }

    void add(EgressMember member) {
        StreamHandle stream = member.subscription().stream();
        EgressGroup group = byStream.get(stream);
        if (group == null) {
            group = addGroup(stream);
        }
        group.add(member);
        lone[group.index] = group.lone();
        drainedAt[group.index] = NEVER;
    }

    private EgressGroup addGroup(StreamHandle stream) {
        if (size == groups.length) {
            streams = Arrays.copyOf(streams, size * 2);
            drainedAt = Arrays.copyOf(drainedAt, size * 2);
            groups = Arrays.copyOf(groups, size * 2);
            lone = Arrays.copyOf(lone, size * 2);
        }
        EgressGroup group = new EgressGroup(stream, inPlace);
        group.index = size;
        streams[size] = stream;
        groups[size] = group;
        size++;
        byStream.put(stream, group);
        return group;
    }

    /** Not to be called during a sweep. Does nothing if the member is not served. */
    void remove(EgressMember member) {
        EgressGroup group = member.group;
        if (group != null) {
            group.remove(member);
            if (group.isEmpty()) {
                removeGroup(group);
            } else {
                lone[group.index] = group.lone();
            }
        }
    }

    /** The last one takes its place. */
    private void removeGroup(EgressGroup group) {
        byStream.remove(group.stream);
        size--;
        int place = group.index;
        streams[place] = streams[size];
        drainedAt[place] = drainedAt[size];
        groups[place] = groups[size];
        groups[place].index = place;
        lone[place] = lone[size];
        Arrays.fill(streams, size, size + 1, null);
        Arrays.fill(groups, size, size + 1, null);
        lone[size] = null;
    }

    /** The action must not add or remove. */
    void forEach(Consumer<EgressMember> action) {
        for (int i = 0; i < size; i++) {
            groups[i].forEach(action);
        }
    }

    int streams() {
        return size;
    }

    /** Passes once over all streams, beginning one further than the last time; returns the work done. */
    int sweep(EgressServer server) {
        int work = 0;
        int i = start < size ? start : 0;
        start = i + 1;
        for (int left = size; left > 0; left--) {
            // Read before anything is polled: what happens after this read shows as a new number in the next sweep.
            long activity = streams[i].activity();
            if (activity == drainedAt[i]) {
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
}
