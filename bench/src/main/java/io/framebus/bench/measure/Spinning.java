package io.framebus.bench.measure;

import io.framebus.bench.text.Units;
import java.util.Optional;

/** Threads that spin need a processor each. */
public final class Spinning {
    private Spinning() {}

    /**
     * What to tell a user whose run spins on more threads than there are processors, in one line.
     *
     * @param threads how many threads spin
     */
    public static Optional<String> hint(int threads) {
        return hint(threads, Environment.processors());
    }

    static Optional<String> hint(int threads, int processors) {
        if (threads <= processors) {
            return Optional.empty();
        }
        return Optional.of(Units.count(threads, "thread") + " spin on " + Units.count(processors, "processor")
                + ": they take turns, so latencies show the scheduler's time slices; 'framebus doctor' says more");
    }
}
