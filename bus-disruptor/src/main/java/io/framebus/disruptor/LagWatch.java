package io.framebus.disruptor;

import io.framebus.LagLevel;
import io.framebus.LagView;
import io.framebus.MaxLagPolicy;
import java.util.concurrent.locks.ReentrantLock;
import org.agrona.concurrent.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * Watches how far one subscription is behind: applies its max-lag policy and tells its lag level. The polling thread asks when
 * frames were lost, and once per poll if time matters to the policy; the housekeeper asks for subscriptions that do not poll.
 * They exclude each other by a lock that neither holds for longer than a judgement.
 */
final class LagWatch implements LagView {
    /** Housekeeping turns without a read after which a subscriber counts as one that no longer polls. */
    private static final int SILENT_TURNS = 5;

    private static final double WARNING_FROM = 0.5;
    private static final double WARNING_UNTIL = 0.25;
    private static final double CRITICAL_FROM = 0.8;
    private static final double CRITICAL_UNTIL = 0.6;

    private final FrameRing ring;
    private final FrameSelector selector;
    private final NanoClock clock;
    private final Events events;
    private final MaxLagPolicy.Judge judge;
    private final boolean timed;
    private final long joinedNs;
    private final ReentrantLock lock = new ReentrantLock();

    /** When the subscriber last read; written by the polling thread if time matters. */
    private volatile long lastReadNs;

    /** Under the lock: what the judge is shown. */
    private long nowNs;

    private long dropped;
    private long lagFrames;
    private long oldestUnreadNs;

    /** Housekeeper only. */
    private long lastSeenNext = -1;

    private int silentTurns;
    private LagLevel level = LagLevel.NORMAL;

    LagWatch(FrameRing ring, FrameSelector selector, MaxLagPolicy policy, NanoClock clock, Events events) {
        this.ring = ring;
        this.selector = selector;
        this.clock = clock;
        this.events = events;
        this.judge = policy.newJudge();
        this.timed = policy.isTimed();
        this.joinedNs = clock.nanoTime();
        this.lastReadNs = joinedNs;
    }

    boolean isTimed() {
        return timed;
    }

    /** By the polling thread, before it reads, if time matters: the limit that is passed, or null. */
    @Nullable
    String judgeBeforeRead() {
        lock.lock();
        try {
            String exceeded = judge(clock.nanoTime(), selector.droppedByLag());
            lastReadNs = nowNs;
            return exceeded;
        } finally {
            lock.unlock();
        }
    }

    /** By the polling thread, after it lost frames: the limit that is passed, or null. */
    @Nullable
    String judgeAfterGap() {
        lock.lock();
        try {
            return judge(clock.nanoTime(), selector.droppedByLag());
        } finally {
            lock.unlock();
        }
    }

    /** By the housekeeper: the limit that is passed, or null. */
    @Nullable
    String judgeFromOutside() {
        long next = selector.books().next();
        silentTurns = next == lastSeenNext ? silentTurns + 1 : 0;
        lastSeenNext = next;
        boolean silent = silentTurns >= SILENT_TURNS;
        if (!timed && !silent) {
            return null;
        }
        lock.lock();
        try {
            // What a silent subscriber has lost it has not counted yet.
            long unnoticed = silent ? Math.max(0, ring.tail.get() - next) : 0;
            return judge(clock.nanoTime(), selector.droppedByLag() + unnoticed);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable String judge(long nowNs, long dropped) {
        this.nowNs = nowNs;
        this.dropped = dropped;
        long next = selector.books().next();
        lagFrames = Math.max(0, ring.cursor() - next + 1);
        oldestUnreadNs = lagFrames == 0 ? nowNs : publishTimeOfOldestUnread(next, nowNs);
        try {
            return judge.exceededBy(this);
        } catch (RuntimeException | Error thrown) {
            events.policyFailed(thrown);
            return null;
        }
    }

    /** Of the frame at {@code next}, or where that is overwritten of the oldest retained; it was published later, if at all. */
    long publishTimeOfOldestUnread(long next, long otherwiseNs) {
        for (int tries = 0; tries < 3; tries++) {
            long sequence = Math.max(next, ring.tail.get());
            FrameSlot slot = ring.slot(sequence);
            if (slot.holds(sequence)) {
                long publishTimeNs = slot.publishTimeNs;
                if (slot.isStill(sequence)) {
                    return publishTimeNs;
                }
            }
        }
        return otherwiseNs;
    }

    /** By the housekeeper: the new level if it has changed, else null. {@code usedShare} is how much of the ring is unread. */
    @Nullable
    LagLevel levelChange(double usedShare) {
        LagLevel before = level;
        level = levelAfter(before, usedShare);
        return level == before ? null : level;
    }

    private static LagLevel levelAfter(LagLevel before, double usedShare) {
        if (usedShare >= CRITICAL_FROM || (before == LagLevel.CRITICAL && usedShare >= CRITICAL_UNTIL)) {
            return LagLevel.CRITICAL;
        }
        if (usedShare >= WARNING_FROM || (before != LagLevel.NORMAL && usedShare >= WARNING_UNTIL)) {
            return LagLevel.WARNING;
        }
        return LagLevel.NORMAL;
    }

    long sinceJoinNs(long nowNs) {
        return nowNs - joinedNs;
    }

    @Override
    public long dropped() {
        return dropped;
    }

    @Override
    public long lagFrames() {
        return lagFrames;
    }

    /** What was published before the subscriber joined is due since it joined: a replay does not begin behind. */
    @Override
    public long behindLiveNs() {
        return lagFrames == 0 ? 0 : Math.max(0, nowNs - Math.max(oldestUnreadNs, joinedNs));
    }

    @Override
    public long stalledNs() {
        return lagFrames == 0 ? 0 : Math.max(0, nowNs - Math.max(lastReadNs, oldestUnreadNs));
    }

    @Override
    public long sinceJoinNs() {
        return nowNs - joinedNs;
    }

    @Override
    public long nowNs() {
        return nowNs;
    }
}
