package io.framebus;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;

/** All that an {@link EgressAgent} serves, by stream. Adding and removing take constant time. Agent thread only. */
final class EgressRoster {
    private final IdentityHashMap<StreamHandle, EgressGroup> byStream = new IdentityHashMap<>();
    private final List<EgressGroup> groups = new ArrayList<>();
    private int start;

    void add(EgressMember member) {
        StreamHandle stream = member.subscription.stream();
        EgressGroup group = byStream.get(stream);
        if (group == null) {
            group = new EgressGroup(stream);
            byStream.put(stream, group);
            group.index = groups.size();
            groups.add(group);
        }
        group.add(member);
    }

    /** Not to be called during a sweep. Does nothing if the member is not served. */
    void remove(EgressMember member) {
        EgressGroup group = member.group;
        if (group == null) {
            return;
        }
        group.remove(member);
        if (group.isEmpty()) {
            byStream.remove(group.stream);
            EgressGroup last = groups.remove(groups.size() - 1);
            if (last != group) {
                groups.set(group.index, last);
                last.index = group.index;
            }
        }
    }

    /** The action must not add or remove. */
    void forEach(Consumer<EgressMember> action) {
        groups.forEach(group -> group.forEach(action));
    }

    int streams() {
        return groups.size();
    }

    /** Passes once over all streams, beginning one further than the last time; returns the work done. */
    int sweep(EgressServer server) {
        int size = groups.size();
        int at = start < size ? start : 0;
        start = at + 1;
        int work = 0;
        for (int i = 0; i < size; i++) {
            work += groups.get(at).serve(server);
            at = at + 1 < size ? at + 1 : 0;
        }
        return work;
    }
}
