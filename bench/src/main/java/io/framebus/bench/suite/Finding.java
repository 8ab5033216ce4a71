package io.framebus.bench.suite;

import java.util.List;

/**
 * What was found about a goal.
 *
 * @param figure what was measured, with its interval, in a few words
 * @param floor what it is measured against
 * @param details a table of the figures behind it, names of its columns first; empty if the figure is all
 */
record Finding(Outcome outcome, String figure, String floor, List<List<String>> details) {
    Finding {
        details = List.copyOf(details);
    }

    Finding(Outcome outcome, String figure, String floor) {
        this(outcome, figure, floor, List.of());
    }

    static Finding notMeasured() {
        return new Finding(Outcome.NOT_MEASURED, "-", "-");
    }
}
