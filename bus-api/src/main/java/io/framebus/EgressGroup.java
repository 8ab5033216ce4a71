package io.framebus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The served subscriptions of one stream. Agent thread only. */
final class EgressGroup {
    final StreamHandle stream;
    /** Its place in the roster. */
    int index;

    private final List<EgressMember> members = new ArrayList<>();
    private int start;
    private boolean drained;

    EgressGroup(StreamHandle stream) {
        this.stream = stream;
    }

    void add(EgressMember member) {
        member.group = this;
        member.index = members.size();
        members.add(member);
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
    int serve(EgressServer server, long activity) {
        int size = members.size();
        int at = start < size ? start : 0;
        start = at + 1;
        int work = 0;
        drained = true;
        for (int i = 0; i < size; i++) {
            EgressMember member = members.get(at);
            at = at + 1 < size ? at + 1 : 0;
            if (member.drainedAt != activity) {
                work += server.serve(member, activity);
                drained &= member.drainedAt == activity;
            }
        }
        return work;
    }

    /** Whether the last turn found all members drained. */
    boolean isDrained() {
        return drained;
    }
}
