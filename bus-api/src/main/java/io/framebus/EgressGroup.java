package io.framebus;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The served subscriptions of one stream. Agent thread only. */
final class EgressGroup {
    /** The place of a group that is not looked at. */
    static final int NOWHERE = -1;

    final StreamHandle stream;

    /** Its place among those that a sweep looks at, or {@link #NOWHERE}. */
    int place = NOWHERE;

    /** Null where the stream does not tell: it is looked at in each sweep. */
    @Nullable
    EgressReadiness readiness;

    private final boolean inPlace;

    /** While there are two members or more: most streams of thousands have one. */
    private @Nullable FanOut fanOut;

    private final List<EgressMember> members = new ArrayList<>();

    /** With a fan-out: members that have gone over their byte budgets and still have to pay. */
    private int debtors;

    // Of the turn under way, or the last one:
    private int work;
    private boolean drained;

    EgressGroup(StreamHandle stream, boolean inPlace) {
        this.stream = stream;
        this.inPlace = inPlace;
    }

    void add(EgressMember member) {
        member.group = this;
        member.index = members.size();
        members.add(member);
        FanOut all = fanOut;
        if (all != null) {
            addTo(all, member);
        } else if (members.size() == 2) {
            FanOut made = stream.fanOut(inPlace);
            debtors = 0;
            members.forEach(one -> addTo(made, one));
            fanOut = made;
        }
    }

    private void addTo(FanOut all, EgressMember member) {
        all.add(member);
        debtors += member.isInDebt() ? 1 : 0;
    }

    void remove(EgressMember member) {
        FanOut all = fanOut;
        if (all != null) {
            all.remove(member);
            debtors -= member.isInDebt() ? 1 : 0;
        }
        EgressMember last = members.remove(members.size() - 1);
        if (last != member) {
            members.set(member.index, last);
            last.index = member.index;
        }
        member.group = null;
        if (all != null && members.size() == 1) {
            all.remove(members.get(0));
            fanOut = null;
        }
    }

    /** The member that has the stream for itself, or null. Its turns are the server's, not the group's. */
    @Nullable
    EgressMember lone() {
        return members.size() == 1 ? members.get(0) : null;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    void forEach(Consumer<EgressMember> action) {
        members.forEach(action);
    }

    /**
     * Gives each member, of two or more, that may have something to read its turn: those that have the same to read are handed it
     * together, the others get their turns one by one. Returns the work done.
     *
     * <p>Served together are those whose turn does not touch their budgets: who is not in debt begins a turn with a full quantum, and
     * who stays within it begins the next one with a full quantum as well. While somebody is in debt each is served by itself.
     */
    int serve(EgressServer server) {
        work = 0;
        drained = true;
        FanOut all = Objects.requireNonNull(fanOut, "one that has the stream for itself is served without its group");
        int together = 0;
        try {
            together = all.serve(debtors == 0 ? server.framesPerTurn : 0, server.bytesPerTurn);
        } finally {
            server.servedTogether(together, all.frames(), all.bytes());
        }
        drained &= all.isDrained();
        return work + (int) all.frames();
    }

    /** Gives a member its turn that is not served together with the others. */
    void serveAlone(EgressMember member, EgressServer server) {
        debtors -= member.isInDebt() ? 1 : 0;
        try {
            work += server.serve(member);
        } finally {
            debtors += member.isInDebt() ? 1 : 0;
        }
        drained &= EgressServer.isDrained(member.subscription());
    }

    /** Whether the last turn found all members drained. */
    boolean isDrained() {
        return drained;
    }
}
