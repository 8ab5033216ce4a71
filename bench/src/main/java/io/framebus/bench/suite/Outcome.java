package io.framebus.bench.suite;

import io.framebus.bench.paired.Estimate;
import java.util.Locale;

/** What a run says of a goal. */
enum Outcome {
    MET("met"),
    MISSED("**missed**"),
    /** The interval has the limit in it. */
    UNDECIDED("undecided"),
    NOT_MEASURED("not measured");

    private final String text;

    Outcome(String text) {
        this.text = text;
    }

    /** Met where the whole interval is within the limit, missed where the whole of it is beyond. */
    static Outcome atMost(double limit, Estimate estimate) {
        if (estimate.atMost(limit)) {
            return MET;
        }
        return estimate.above(limit) ? MISSED : UNDECIDED;
    }

    /** Met where the whole interval is at least that, missed where the whole of it is below. */
    static Outcome atLeast(double limit, Estimate estimate) {
        if (estimate.low() >= limit) {
            return MET;
        }
        return estimate.high() < limit ? MISSED : UNDECIDED;
    }

    /** Met where the whole interval is in the range, missed where the whole of it is outside. */
    static Outcome within(double low, double high, Estimate estimate) {
        if (estimate.low() >= low && estimate.high() <= high) {
            return MET;
        }
        return estimate.low() > high || estimate.high() < low ? MISSED : UNDECIDED;
    }

    /** Of several that all have to be met. */
    Outcome and(Outcome other) {
        if (this == MISSED || other == MISSED) {
            return MISSED;
        }
        return compareTo(other) >= 0 ? this : other;
    }

    /** In a word or two, for the midst of a sentence. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public String toString() {
        return text;
    }
}
