package io.framebus.bench.media;

/** How many more access units a source may have: over all its tracks, since each of many tracks may be full of them. */
final class UnitBudget {
    private int left = MediaLimits.MAX_UNITS;

    void take() {
        if (left == 0) {
            throw exceeded();
        }
        left--;
    }

    static MalformedMedia exceeded() {
        return new MalformedMedia("has more than the " + MediaLimits.MAX_UNITS + " access units that are read at most");
    }
}
