package io.framebus.bench.sim;

import io.framebus.LagView;
import io.framebus.MaxLagPolicy;

/**
 * The engine's watch over one subscriber's lag, in virtual time: when the max-lag policy is asked, by the subscriber's own polls
 * and by the housekeeper, and what it is shown. What {@code LagWatch} of the engine does.
 */
final class LagModel implements LagView {
    /** As the engine's {@code LagWatch}. */
    private static final int SILENT_TURNS = 5;

    private final Timeline timeline;
    private final RingModel ring;
    private final MaxLagPolicy.Judge judge;
    private final boolean timed;
    private final boolean evicts;
    private final long turnNs;
    private long lastReadNs;
    private long turn = 1;
    private long lastSeenNext = -1;
    private int silentTurns;

    private long nowNs;
    private long dropped;
    private long lagFrames;
    private long oldestUnreadNs;

    /** {@code turnNs} is the time between two turns of the housekeeper. */
    LagModel(Timeline timeline, RingModel ring, MaxLagPolicy policy, long turnNs) {
        this.timeline = timeline;
        this.ring = ring;
        this.judge = policy.newJudge();
        this.timed = policy.isTimed();
        this.evicts = !policy.equals(MaxLagPolicy.none());
        this.turnNs = turnNs;
    }

    /** Before a poll that has something to read: whether it is to be evicted. */
    boolean evictsBeforeRead(long atNs, long cursor, ReaderModel reader) {
        if (!timed) {
            return false;
        }
        boolean exceeded = judge(atNs, cursor, reader.next(), reader.dropped());
        lastReadNs = atNs;
        return exceeded;
    }

    /** After a gap was told, in a poll at that time. */
    boolean evictsAfterGap(long atNs, long cursor, ReaderModel reader) {
        return evicts && judge(atNs, cursor, reader.next(), reader.dropped());
    }

    /**
     * The turns of the housekeeper before {@code untilNs}, in which the subscriber does not poll: when it evicts it, or
     * {@code untilNs}.
     */
    long evictedBefore(long untilNs, ReaderModel reader) {
        if (!evicts) {
            return untilNs;
        }
        for (; turn * turnNs < untilNs; turn++) {
            if (evictsAtTurn(turn * turnNs, reader)) {
                return turn * turnNs;
            }
        }
        return untilNs;
    }

    private boolean evictsAtTurn(long atNs, ReaderModel reader) {
        long next = reader.next();
        silentTurns = next == lastSeenNext ? silentTurns + 1 : 0;
        lastSeenNext = next;
        boolean silent = silentTurns >= SILENT_TURNS;
        if (!timed && !silent) {
            return false;
        }
        long cursor = Math.min(timeline.cursorAt(atNs), timeline.lastSequence());
        long unnoticed = silent ? Math.max(0, ring.tail(cursor) - next) : 0;
        return judge(atNs, cursor, next, reader.dropped() + unnoticed);
    }

    /** Until then it kept up, so that no turn could have found anything. */
    void keptUpUntil(long atNs) {
        if (evicts) {
            turn = Math.max(turn, atNs / turnNs + 1);
            lastSeenNext = -1;
            silentTurns = 0;
            lastReadNs = atNs;
        }
    }

    private boolean judge(long atNs, long cursor, long next, long droppedFrames) {
        nowNs = atNs;
        dropped = droppedFrames;
        lagFrames = Math.max(0, cursor - next + 1);
        oldestUnreadNs = lagFrames == 0 ? atNs : timeline.dueNs(Math.max(next, ring.tail(cursor)));
        return judge.exceededBy(this) != null;
    }

    @Override
    public long dropped() {
        return dropped;
    }

    @Override
    public long lagFrames() {
        return lagFrames;
    }

    @Override
    public long behindLiveNs() {
        return lagFrames == 0 ? 0 : Math.max(0, nowNs - Math.max(oldestUnreadNs, 0));
    }

    @Override
    public long stalledNs() {
        return lagFrames == 0 ? 0 : Math.max(0, nowNs - Math.max(lastReadNs, oldestUnreadNs));
    }

    @Override
    public long sinceJoinNs() {
        return nowNs;
    }

    @Override
    public long nowNs() {
        return nowNs;
    }

    /** Whether {@code policy} would say of one that has lost nothing and is {@code lateNs} late at most that it must go. */
    static boolean concernsLateness(MaxLagPolicy policy, long lateNs) {
        return policy.isTimed() && policy.newJudge().exceededBy(new Late(lateNs)) != null;
    }

    private record Late(long lateNs) implements LagView {
        @Override
        public long dropped() {
            return 0;
        }

        @Override
        public long lagFrames() {
            return 1;
        }

        @Override
        public long behindLiveNs() {
            return lateNs;
        }

        @Override
        public long stalledNs() {
            return lateNs;
        }

        @Override
        public long sinceJoinNs() {
            return Long.MAX_VALUE;
        }

        @Override
        public long nowNs() {
            return Long.MAX_VALUE;
        }
    }
}
