package io.framebus.bench.report;

/** What kind of verdict a page has. Told by its word; the colour only repeats it. */
public enum Level {
    /** What was asked for was reached. */
    OK,
    /** It was not. */
    FAILED,
    /** It worked, and an objective was not met. */
    MISSED,
    /** The figures say nothing about what was asked for. */
    INVALID,
    /** There was nothing to reach: the page shows what was found. */
    RESULT
}
