package io.framebus.bench.consumer;

import java.util.SplittableRandom;

/**
 * Stalls as they came one after the other in a recording, played over and over from a place drawn at random: what followed on
 * what is kept. Shares its arrays, which must not change afterwards.
 */
final class RecordedStalls implements Stalls {
    private final long[] startNs;
    private final long[] lengthNs;
    private final long durationNs;

    /**
     * @param startNs when each began, from the beginning of the recording; at least one
     * @param lengthNs how long it was; it ended before the next one began, and before the recording did
     * @param durationNs length of the recording
     */
    RecordedStalls(long[] startNs, long[] lengthNs, long durationNs) {
        this.startNs = startNs;
        this.lengthNs = lengthNs;
        this.durationNs = durationNs;
    }

    @Override
    public StallSchedule schedule(SplittableRandom random) {
        return new Schedule(random.nextLong(durationNs));
    }

    @Override
    public double share() {
        double stalled = 0;
        for (long ns : lengthNs) {
            stalled += ns;
        }
        return stalled / durationNs;
    }

    @Override
    public String toString() {
        return startNs.length + " recorded";
    }

    private final class Schedule extends StallSchedule {
        private long passNs;
        private int next;

        /** Begins {@code fromNs} into the recording, in the middle of a stall if there was one. */
        Schedule(long fromNs) {
            passNs = -fromNs;
            while (next < startNs.length && startNs[next] + lengthNs[next] <= fromNs) {
                next++;
            }
            advance();
        }

        @Override
        public void advance() {
            if (next == startNs.length) {
                next = 0;
                passNs += durationNs;
            }
            if (passNs >= NEVER) {
                set(NEVER, NEVER);
                return;
            }
            long beginNs = passNs + startNs[next];
            set(beginNs, beginNs + lengthNs[next]);
            next++;
        }
    }
}
