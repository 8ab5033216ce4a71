package io.framebus;

import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.SystemNanoClock;

/** Streams that tell an agent, without a stream: of which nothing is asked. */
final class Told {
    @SuppressWarnings("NullAway") // nothing is asked of it
    private static final EgressGroup NO_STREAM = new EgressGroup(null, false);

    private Told() {}

    static EgressReadiness ready(EgressReadyList list) {
        return new EgressReadiness(NO_STREAM, list, SystemNanoClock.INSTANCE);
    }

    static EgressReadiness idle(EgressReadyList list) {
        EgressReadiness idle = ready(list);
        idle.makeIdle();
        return idle;
    }

    static List<EgressReadiness> takeAll(EgressReadyList list) {
        List<EgressReadiness> taken = new ArrayList<>();
        for (EgressReadiness one = list.takeAll(); one != null; one = one.takeNext()) {
            taken.add(one);
        }
        return taken;
    }
}
