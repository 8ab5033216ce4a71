/**
 * Costs per operation, one question per class, each with its floor beside it: the least that any implementation would have to
 * do, with the same bytes and the same walk through memory. Run with {@code -prof gc}: but where a method says otherwise, the
 * answer to "how much garbage" is none.
 *
 * <pre>{@code
 * java -cp 'bench/target/framebus-bench.jar:bench/target/lib/*' org.openjdk.jmh.Main PublishBenchmark -prof gc
 * }</pre>
 *
 * <p>Every benchmark proves in its setup and at its end that its parameters took effect and that it did what its name says.
 */
@NullMarked
package io.framebus.bench.jmh;

import org.jspecify.annotations.NullMarked;
