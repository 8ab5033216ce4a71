package io.framebus.bench.consumer;

import java.util.SplittableRandom;

/**
 * Stalls whose distances and lengths are drawn, each independently of all others.
 *
 * @param every from the beginning of one to the beginning of the next, which waits for the end of a longer one
 * @param length how long nothing is read
 */
record DrawnStalls(Distribution every, Distribution length) implements Stalls {
    @Override
    public StallSchedule schedule(SplittableRandom random) {
        return new Schedule(random);
    }

    /** An estimate: exact where stalls are never longer than the distance to the next. */
    @Override
    public double share() {
        return Math.min(1, length.meanNs() / every.meanNs());
    }

    @Override
    public String toString() {
        return every + "/" + length;
    }

    private final class Schedule extends StallSchedule {
        private final SplittableRandom random;
        private long dueNs;

        /** Consumers of one kind do not begin together: the first stall is due anywhere in the first distance. */
        Schedule(SplittableRandom random) {
            this.random = random;
            this.dueNs = (long) (random.nextDouble() * every.drawNs(random));
            advance();
        }

        @Override
        public void advance() {
            long beginNs = Math.max(dueNs, endNs());
            if (beginNs >= NEVER) {
                set(NEVER, NEVER);
                return;
            }
            set(beginNs, beginNs + length.drawNs(random));
            dueNs = beginNs + Math.max(1, every.drawNs(random));
        }
    }
}
