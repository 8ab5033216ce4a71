package io.framebus.bench.sim;

import io.framebus.bench.consumer.Distribution;
import java.util.SplittableRandom;

/**
 * How long a consumer is busy with each frame, drawn beforehand for a whole number of passes of the clip and then repeated. Every
 * consumer of a profile uses the same table from a pass of its own on. So that those that keep up need not be looked at frame by
 * frame: what they do was worked out once ({@link KeepingUp}).
 */
final class HoldTable {
    /** So many draws at least for all profiles together; where all are the same, a pass is enough. */
    private static final int MIN_DRAWS = 1 << 16;
    /** So many at least for each. */
    private static final int MIN_DRAWS_OF_PROFILE = 1 << 12;

    private final long[] holdNs;
    private final int passes;

    /** {@code profiles} is how many tables there are. */
    HoldTable(Distribution hold, int unitsOfPass, int profiles, SplittableRandom random) {
        int draws = Math.max(MIN_DRAWS / profiles, MIN_DRAWS_OF_PROFILE);
        this.passes = hold.isConstant() ? 1 : (draws + unitsOfPass - 1) / unitsOfPass;
        this.holdNs = new long[Math.multiplyExact(passes, unitsOfPass)];
        for (int i = 0; i < holdNs.length; i++) {
            holdNs[i] = hold.drawNs(random);
        }
    }

    /** Frames after which it repeats. */
    int period() {
        return holdNs.length;
    }

    /** Passes after which it repeats. */
    int passes() {
        return passes;
    }

    /** How long a consumer is busy with the frame at that place of the period. */
    long holdNs(int place) {
        return holdNs[place];
    }
}
