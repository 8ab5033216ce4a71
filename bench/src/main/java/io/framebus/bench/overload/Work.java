package io.framebus.bench.overload;

import java.util.concurrent.locks.LockSupport;

/** What a subscriber does with a frame. One thread. */
interface Work {
    /** Does {@code multiple} times the work of one frame. */
    void perform(double multiple);

    /** Computes: a fixed number of steps that take the processor, and nothing else, so that the clock has no part in it. */
    final class Computing implements Work {
        private static final long WARM_UP_STEPS = 20_000_000;
        private static final long TRIAL_STEPS = 10_000_000;
        private static final int TRIALS = 7;

        private final double stepsPerFrame;
        private long state = 88172645463325252L;

        Computing(double stepsPerFrame) {
            this.stepsPerFrame = stepsPerFrame;
        }

        /** How many steps this machine does in a nanosecond when nothing disturbs it: the best of several trials. */
        static double stepsPerNs() {
            Computing work = new Computing(1);
            work.perform(WARM_UP_STEPS);
            double best = 0;
            for (int trial = 0; trial < TRIALS; trial++) {
                long startNs = System.nanoTime();
                work.perform(TRIAL_STEPS);
                best = Math.max(best, TRIAL_STEPS / (double) (System.nanoTime() - startNs));
            }
            return best;
        }

        @Override
        public void perform(double multiple) {
            // Each step needs the one before it, and the result is kept: none can be left out or done beside another.
            long steps = Math.round(stepsPerFrame * multiple);
            long x = state;
            for (long i = 0; i < steps; i++) {
                x ^= x << 13;
                x ^= x >>> 7;
                x ^= x << 17;
            }
            state = x;
        }

        /** What the steps have made, so that they cannot be left out. */
        long state() {
            return state;
        }
    }

    /** Waits, as for a socket, without taking the processor. */
    record Blocking(long frameNs) implements Work {
        @Override
        public void perform(double multiple) {
            long untilNs = System.nanoTime() + Math.round(frameNs * multiple);
            for (long leftNs = untilNs - System.nanoTime(); leftNs > 0; leftNs = untilNs - System.nanoTime()) {
                LockSupport.parkNanos(leftNs);
            }
        }
    }
}
