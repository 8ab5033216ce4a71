/** The whole suite of benchmarks: what is run, and the page that shows it beside the goals. */
@NullMarked
package io.framebus.bench.suite;

import org.jspecify.annotations.NullMarked;
