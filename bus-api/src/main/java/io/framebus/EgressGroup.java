package io.framebus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The served subscriptions of one stream. While the stream's activity is what it was when all of them were found drained, the
 * whole group is passed over. Agent thread only.
 */
final class EgressGroup {
    /** No activity is ever this. */
    static final long NEVER = Long.MIN_VALUE;

    final StreamHandle stream;
    /** Its place in the roster. */
    int index;

    private final List<EgressMember> members = new ArrayList<>();
    private int start;
    private long drainedAt = NEVER;

    EgressGroup(StreamHandle stream) {
        this.stream = stream;
    }

    void add(EgressMember member) {
        member.group = this;
        member.index = members.size();
        members.add(member);
        drainedAt = NEVER;
    }

    void remove(EgressMember member) {
        EgressMember last = members.remove(members.size() - 1);
        if (last != member) {
            members.set(member.index, last);
            last.index = member.index;
        }
        member.group = null;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    void forEach(Consumer<EgressMember> action) {
        members.forEach(action);
    }

    /** Gives each member that may have something to read its turn; returns the work done. */
    int serve(EgressServer server) {
        // Read before anything is polled: what happens after this read shows as a new number in the next sweep.
        long activity = stream.activity();
        if (activity == drainedAt) {
            server.passedOver();
            return 0;
        }
        int size = members.size();
        int at = start < size ? start : 0;
        start = at + 1;
        int work = 0;
        boolean drained = true;
        for (int i = 0; i < size; i++) {
            EgressMember member = members.get(at);
            at = at + 1 < size ? at + 1 : 0;
            if (member.drainedAt != activity) {
                work += server.serve(member, activity);
                drained &= member.drainedAt == activity;
            }
        }
        drainedAt = drained ? activity : NEVER;
        return work;
    }
}
