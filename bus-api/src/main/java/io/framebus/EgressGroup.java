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

    /** Members that are allowed more in a turn than one of weight 1. */
    private int heavier;

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
        heavier += member.isHeavier() ? 1 : 0;
        FanOut all = fanOut;
        if (all != null) {
            all.add(member);
        } else if (members.size() == 2) {
            FanOut made = stream.fanOut(inPlace);
            members.forEach(made::add);
            fanOut = made;
        }
    }

    void remove(EgressMember member) {
        FanOut all = fanOut;
        if (all != null) {
            all.remove(member);
        }
        heavier -= member.isHeavier() ? 1 : 0;
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
     * <p>Who is served together is handed what a member of weight 1 is allowed at most, and its budget is left as it was: who is in debt pays in
     * its next turn of its own. So nobody is ever ahead by more than the debt of one turn. Where one member is allowed more than another, they are
     * served together only if nobody's turn ends before all is read.
     */
    int serve(EgressServer server) {
        work = 0;
        drained = true;
        FanOut all = Objects.requireNonNull(fanOut, "one that has the stream for itself is served without its group");
        int together = 0;
        try {
            together = heavier == 0
                    ? all.serve(server.framesPerTurn, server.bytesPerTurn)
                    : all.serveAllOrNone(server.framesPerTurn, server.bytesPerTurn);
        } finally {
            server.servedTogether(together, all.frames(), all.bytes());
        }
        if (!all.isDrained()) {
            drained = false;
            work++; // also where filters passed over all of it: what is left is not to wait for an idle strategy
        }
        return work + (int) all.frames();
    }

    /** Gives a member its turn that is not served together with the others. */
    void serveAlone(EgressMember member, EgressServer server, int maxFrames) {
        work += server.serve(member, maxFrames);
        drained &= EgressServer.isDrained(member.subscription());
    }

    /** Whether the last turn found all members drained. */
    boolean isDrained() {
        return drained;
    }
}
