package io.framebus.bench.suite;

/** What was found about a goal: the figure with its interval, and the floor or the other side. */
record Finding(Outcome outcome, String figure, String floor) {
    static Finding notMeasured() {
        return new Finding(Outcome.NOT_MEASURED, "-", "-");
    }
}
