package io.framebus;

import java.util.IdentityHashMap;
import java.util.function.Consumer;
import org.agrona.concurrent.NanoClock;

/**
 * All that an {@link EgressAgent} serves, by stream. Adding and removing take constant time. Agent thread only.
 *
 * <p>Up to {@link EgressAgent#MOST_STREAMS_ASKED} streams are asked in each sweep whether they have something new. Once there are more, all are
 * to tell, and those that have nothing new are looked at no more. So too once the agent's thread is to be parked.
 */
final class EgressRoster {
    private final boolean inPlace;
    private final NanoClock clock;
    private final IdentityHashMap<StreamHandle, EgressGroup> byStream = new IdentityHashMap<>();
    private final EgressReadyList readyList;
    private final EgressSweep sweep = new EgressSweep();

    /** Whether streams tell. Once they do those to come do as well. */
    private boolean told;

    /** {@code inPlace}: how those are read whose stream has not been here. {@code clock} tells when a stream's telling has settled. */
    EgressRoster(EgressReadyList readyList, boolean inPlace, NanoClock clock) {
        this.readyList = readyList;
        this.inPlace = inPlace;
        this.clock = clock;
    }

    void add(EgressMember member) {
        StreamHandle stream = member.subscription().stream();
        EgressGroup group = byStream.get(stream);
        if (group == null) {
            group = addGroup(stream);
        }
        group.add(member);
        lookAt(group);
    }

    private EgressGroup addGroup(StreamHandle stream) {
        EgressGroup group = new EgressGroup(stream, inPlace);
        byStream.put(stream, group);
        sweep.add(group);
        if (told) {
            haveTell(group);
        } else if (byStream.size() > EgressAgent.MOST_STREAMS_ASKED) {
            haveAllTell();
        }
        return group;
    }

    /** All streams tell, and all to come. */
    void haveAllTell() {
        if (!told) {
            told = true;
            byStream.values().forEach(this::haveTell);
        }
    }

    private void haveTell(EgressGroup group) {
        EgressReadiness readiness = new EgressReadiness(group, readyList, clock);
        if (group.stream.addActivityListener(readiness)) {
            group.readiness = readiness;
        }
    }

    /** In the next sweep, whether it has something new or not. */
    private void lookAt(EgressGroup group) {
        if (group.place != EgressGroup.NOWHERE) {
            sweep.membersChanged(group);
        } else if (group.readiness != null && group.readiness.tryMakeReady()) {
            sweep.add(group);
        } // else it is on the list
    }

    /** Not to be called during a sweep. Does nothing if the member is not served. */
    void remove(EgressMember member) {
        EgressGroup group = member.group;
        if (group != null) {
            group.remove(member);
            if (group.isEmpty()) {
                removeGroup(group);
            } else {
                lookAt(group);
            }
        }
    }

    /** If it is on the list, it is passed over when it is taken from there. */
    private void removeGroup(EgressGroup group) {
        byStream.remove(group.stream);
        if (group.readiness != null) {
            group.stream.removeActivityListener(group.readiness);
        }
        if (group.place != EgressGroup.NOWHERE) {
            sweep.remove(group);
        }
    }

    /** The action must not add or remove. */
    void forEach(Consumer<EgressMember> action) {
        byStream.values().forEach(group -> group.forEach(action));
    }

    int streams() {
        return byStream.size();
    }

    /** Streams that the next sweep looks at, those not counted that tell until then. */
    int ready() {
        return sweep.size();
    }

    /** Whether the next sweep has nothing to do as far as is known, but to ask those that do not tell. */
    boolean isPassedOver() {
        return sweep.isPassedOver();
    }

    /** Passes once over all streams that may have something new; returns the work done. */
    int sweep(EgressServer server) {
        if (!readyList.isEmpty()) {
            server.notified(takeReady());
        }
        int work = sweep.run(server);
        if (told) {
            sweep.letIdle();
        }
        return work;
    }

    private int takeReady() {
        int count = 0;
        for (EgressReadiness one = readyList.takeAll(); one != null; one = one.takeNext()) {
            if (!one.group.isEmpty()) { // else all have left since
                sweep.add(one.group);
                count++;
            }
        }
        return count;
    }
}
