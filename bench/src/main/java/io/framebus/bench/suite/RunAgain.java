package io.framebus.bench.suite;

import java.util.List;

/**
 * Parts that were run once more, by themselves.
 *
 * @param loadBefore as {@link RunInfo#loadBefore}
 * @param before what had been found about the goals of which something else is found now
 */
record RunAgain(List<String> parts, String date, double loadBefore, List<String> before) {}
