package io.framebus.bench.suite;

import java.util.function.Function;

/**
 * Something that has to be true, as the design says it.
 *
 * @param id its key in the notes
 */
record Goal(String id, String text, Function<Results, Finding> finding) {}
