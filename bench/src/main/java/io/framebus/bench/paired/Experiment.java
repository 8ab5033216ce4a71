package io.framebus.bench.paired;

import java.time.Duration;
import java.util.List;

/** A question, and the lanes and contrasts that answer it. */
interface Experiment {
    /** As on the command line. */
    String name();

    /** What is asked, what an operation is, and what the null contrast is where there is one. */
    String question();

    /** The lanes' names. */
    List<String> lanes();

    /** Makes a lane, with memory of its own. */
    Lane open(String lane);

    List<Contrast> contrasts();

    /** Operations per slice. */
    int operations();

    /** Rounds of slices that are kept of each placement. */
    default int rounds() {
        return 25;
    }

    /** Rounds before the first that is kept. */
    default int settling() {
        return rounds() / 5;
    }

    /** About how long a placement takes, where that is more than a moment; else zero. */
    default Duration placement() {
        return Duration.ZERO;
    }
}
