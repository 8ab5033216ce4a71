package io.framebus.bench.rig;

import java.io.IOException;
import java.util.List;

/**
 * The order in which things are measured that are compared: in each round all of them, one after the other, so that a machine that
 * changes changes for all; every second round backwards.
 */
public final class Rounds {
    private Rounds() {}

    /**
     * Measures one of them.
     *
     * @param <J> what says what is measured
     */
    @FunctionalInterface
    public interface Step<J> {
        /** Measures {@code job}; {@code round} counts from 0. False: nothing is to be measured any more. */
        boolean measure(J job, int round) throws IOException, InterruptedException;
    }

    /** Measures all {@code jobs} in each of the rounds, or what comes before a step says no. */
    public static <J> void run(List<? extends J> jobs, int rounds, Step<J> step)
            throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            for (int j = 0; j < jobs.size(); j++) {
                if (!step.measure(jobs.get(round % 2 == 0 ? j : jobs.size() - 1 - j), round)) {
                    return;
                }
            }
        }
    }

    /** How the progress of a round is told: {@code round 1/3}. */
    public static String name(int round, int rounds) {
        return "round " + (round + 1) + '/' + rounds;
    }
}
