package io.framebus.bench.measure;

/** Kinds of verdicts on a run that measures, with the exit code of each. */
public enum Outcome {
    /** The schedule was kept, and every frame is accounted for. */
    OK(0),
    /** A frame is unaccounted for, out of its order, or not what was published. */
    FAILED(1),
    /** The generator did not keep its schedule, so the figures say nothing about the load that was asked for. */
    INVALID(3),
    /** The run is good, and does not meet an objective. The exit code is the one that k6 uses for this. */
    MISSED(99),
    /** Ctrl-C: it ended before it was done. */
    INTERRUPTED(130);

    private final int exitCode;

    Outcome(int exitCode) {
        this.exitCode = exitCode;
    }

    /** Whether the figures say anything, so that objectives can be judged. */
    public boolean isJudged() {
        return this == OK || this == MISSED;
    }

    /** What the process ends with. */
    public int exitCode() {
        return exitCode;
    }
}
