package io.framebus;

import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;

/**
 * Idles until an {@link EgressAgent} has something to do: spins for a while, then parks the agent's thread. While it is parked this stands in
 * the place of the first entry of the {@link EgressReadyList}, and whoever finds it there wakes it. Agent thread only, but for {@link #wake}.
 */
final class EgressIdle implements IdleStrategy {
    /** It looks by itself so often, as who stops the thread need not know how to wake it. */
    static final long MOST_PARKED_NS = 100_000_000;

    /** While there are streams that do not tell, or are not relied on to do so yet. */
    static final long MOST_PARKED_ASKING_NS = 1_000_000;

    private final EgressCommands commands;
    private final EgressRoster roster;
    private final EgressReadyList readyList;
    private final EgressCounters counters;
    private final NanoClock clock;
    private final long spinNs;
    private final EgressParking parking;

    private boolean withoutWork;
    private long withoutWorkSinceNs;

    EgressIdle(
            EgressCommands commands,
            EgressRoster roster,
            EgressReadyList readyList,
            EgressCounters counters,
            NanoClock clock,
            long spinNs,
            EgressParking parking) {
        this.commands = commands;
        this.roster = roster;
        this.readyList = readyList;
        this.counters = counters;
        this.clock = clock;
        this.spinNs = spinNs;
        this.parking = parking;
    }

    @Override
    public void idle(int workCount) {
        if (workCount > 0) {
            reset();
        } else {
            idle();
        }
    }

    @Override
    public void idle() {
        long nowNs = clock.nanoTime();
        if (!withoutWork) {
            withoutWork = true;
            withoutWorkSinceNs = nowNs;
        }
        if (nowNs - withoutWorkSinceNs < spinNs) {
            Thread.onSpinWait();
        } else {
            park();
        }
    }

    @Override
    public void reset() {
        withoutWork = false;
    }

    private void park() {
        roster.haveAllTell();
        if (!roster.isPassedOver()) {
            return; // another sweep has something to do, or to let idle
        }
        long atMostNs = roster.ready() == 0 ? MOST_PARKED_NS : MOST_PARKED_ASKING_NS;
        if (readyList.tryPark(this)) {
            try {
                // After this has taken its place. Partner: EgressAgent.add and remove, which look for it there after
                // they have left their command. If it came before, each could miss the other.
                if (!commands.pending()) {
                    counters.parks++;
                    parking.park(atMostNs);
                }
            } finally {
                readyList.unpark(this);
            }
        }
    }

    /** Any thread: the one that has taken it from its place. */
    void wake() {
        parking.wake();
    }

    @Override
    public String alias() {
        return "until-told";
    }
}
