package io.framebus.bench.consumer;

import java.util.SplittableRandom;

/** A way to stall, from which a consumer gets a schedule of its own. Immutable. */
public interface Stalls {
    /** A schedule before its first stall. It takes all that is random from {@code random}, and nobody else may. */
    StallSchedule schedule(SplittableRandom random);

    /** The share of time that is stalled in the long run. */
    double share();

    /** Whether there are none. */
    default boolean isNone() {
        return false;
    }
}
