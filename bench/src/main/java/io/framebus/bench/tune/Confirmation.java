package io.framebus.bench.tune;

import io.framebus.bench.consumer.Outcome;
import java.util.List;

/**
 * Several runs of one ring on seeds that had no part in finding it.
 *
 * @param trials at least one
 */
record Confirmation(List<Trial> trials) {
    Confirmation {
        trials = List.copyOf(trials);
    }

    Capacity capacity() {
        return trials.get(0).capacity();
    }

    /** How many met the target. */
    int met() {
        return (int) trials.stream().filter(Trial::meets).count();
    }

    /** Whether most held enough: met what a larger ring helps. */
    boolean holdsEnough() {
        return 2 * trials.stream().filter(Trial::holdsEnough).count() > trials.size();
    }

    /** Whether most met the target. */
    boolean meets() {
        return 2 * met() > trials.size();
    }

    /** Whether most say anything. */
    boolean isValid() {
        return 2 * trials.stream().filter(Trial::isValid).count() > trials.size();
    }

    /** All of them as if they had been one. */
    Outcome pooled() {
        return trials.stream().map(Trial::outcome).reduce(Outcome::and).orElseThrow();
    }
}
