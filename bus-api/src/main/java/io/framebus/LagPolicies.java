package io.framebus;

import static io.framebus.Checks.inRange;
import static io.framebus.Checks.positive;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The policies of {@link MaxLagPolicy}. Records, so that equal settings make equal policies. */
final class LagPolicies {
    static final MaxLagPolicy NONE = new None();

    private LagPolicies() {}

    record None() implements MaxLagPolicy {
        @Override
        public Judge newJudge() {
            return lag -> null;
        }

        @Override
        public boolean isTimed() {
            return false;
        }

        @Override
        public String toString() {
            return "none";
        }
    }

    record Cumulative(long frames) implements MaxLagPolicy {
        Cumulative {
            inRange(frames, 0, Long.MAX_VALUE, "frames");
        }

        @Override
        public Judge newJudge() {
            return lag -> lag.dropped() > frames ? this + ": dropped " + lag.dropped() : null;
        }

        @Override
        public boolean isTimed() {
            return false;
        }

        @Override
        public String toString() {
            return "cumulative(" + frames + " frames)";
        }
    }

    record Within(long frames, Duration window) implements MaxLagPolicy {
        Within {
            inRange(frames, 0, Long.MAX_VALUE, "frames");
            positive(window, "window");
        }

        @Override
        public Judge newJudge() {
            return new SlidingDrops(this, frames, Checks.saturatedNs(window));
        }

        /** Not timed: as the window slides on, its sum only falls, so only a new drop can pass the limit. */
        @Override
        public boolean isTimed() {
            return false;
        }

        @Override
        public String toString() {
            return "within(" + frames + " frames, " + window + ")";
        }
    }

    record BehindLive(Duration delay) implements MaxLagPolicy {
        BehindLive {
            positive(delay, "delay");
        }

        @Override
        public Judge newJudge() {
            long limitNs = Checks.saturatedNs(delay);
            return lag -> lag.behindLiveNs() > limitNs ? this + ": behind by " + millis(lag.behindLiveNs()) : null;
        }

        @Override
        public String toString() {
            return "behindLive(" + delay + ")";
        }
    }

    record StalledFor(Duration time) implements MaxLagPolicy {
        StalledFor {
            positive(time, "time");
        }

        @Override
        public Judge newJudge() {
            long limitNs = Checks.saturatedNs(time);
            return lag -> lag.stalledNs() > limitNs ? this + ": read nothing for " + millis(lag.stalledNs()) : null;
        }

        @Override
        public String toString() {
            return "stalledFor(" + time + ")";
        }
    }

    record Either(MaxLagPolicy first, MaxLagPolicy second) implements MaxLagPolicy {
        @Override
        public Judge newJudge() {
            Judge one = first.newJudge();
            Judge other = second.newJudge();
            return lag -> {
                // Both are asked every time: a judge that keeps a window must see every moment.
                String byOne = one.exceededBy(lag);
                String byOther = other.exceededBy(lag);
                return byOne != null ? byOne : byOther;
            };
        }

        @Override
        public boolean isTimed() {
            return first.isTimed() || second.isTimed();
        }

        @Override
        public Duration grace() {
            return first.grace().compareTo(second.grace()) <= 0 ? first.grace() : second.grace();
        }

        @Override
        public String toString() {
            return first + " or " + second;
        }
    }

    record Grace(MaxLagPolicy policy, Duration afterJoining) implements MaxLagPolicy {
        Grace {
            Checks.notNegative(afterJoining, "afterJoining");
        }

        @Override
        public Judge newJudge() {
            Judge judge = policy.newJudge();
            long graceNs = Checks.saturatedNs(afterJoining);
            return lag -> {
                String exceeded = judge.exceededBy(lag);
                return lag.sinceJoinNs() < graceNs ? null : exceeded;
            };
        }

        /** Timed, since a budget passed during the grace must be noticed when the grace ends. */
        @Override
        public boolean isTimed() {
            return true;
        }

        @Override
        public Duration grace() {
            return policy.grace().compareTo(afterJoining) >= 0 ? policy.grace() : afterJoining;
        }

        @Override
        public String toString() {
            return policy + " after a grace of " + afterJoining;
        }
    }

    /** Drops per sixteenth of the window, in a ring of seventeen buckets: the current one and the sixteen before it. */
    private static final class SlidingDrops implements MaxLagPolicy.Judge {
        private static final int STEPS = 16;

        private final Within policy;
        private final long limit;
        private final long stepNs;
        private final long[] drops = new long[STEPS + 1];
        private boolean started;
        private long currentStep;
        private long sum;
        private long droppedBefore;
        private long originNs;

        SlidingDrops(Within policy, long limit, long windowNs) {
            this.policy = policy;
            this.limit = limit;
            this.stepNs = Math.max(1, windowNs / STEPS);
        }

        @Override
        public @Nullable String exceededBy(LagView lag) {
            if (!started) {
                started = true;
                originNs = lag.nowNs() - lag.sinceJoinNs();
            }
            slideTo((lag.nowNs() - originNs) / stepNs);
            long fresh = lag.dropped() - droppedBefore;
            droppedBefore = lag.dropped();
            drops[(int) (currentStep % drops.length)] += fresh;
            sum += fresh;
            return sum > limit ? policy + ": dropped " + sum : null;
        }

        private void slideTo(long step) {
            long first = Math.max(currentStep + 1, step - STEPS);
            for (long s = first; s <= step; s++) {
                int bucket = (int) (s % drops.length);
                sum -= drops[bucket];
                drops[bucket] = 0;
            }
            currentStep = Math.max(currentStep, step);
        }
    }

    private static String millis(long ns) {
        return ns / 1_000_000 + " ms";
    }
}
