package io.framebus.bench.compare;

import org.jspecify.annotations.Nullable;

/**
 * What came of one measurement.
 *
 * @param figures if there are any
 * @param failure why there are none
 */
record Attempt(@Nullable PeerFigures figures, String failure) {
    static Attempt of(PeerFigures figures) {
        return new Attempt(figures, "");
    }

    static Attempt failed(String failure) {
        return new Attempt(null, failure);
    }
}
