/**
 * Comparisons within one JVM: the sides take turns in slices of a fraction of a millisecond, thousands of times, in an order that
 * is shuffled anew each round, and are made anew in memory every few dozen rounds. What the machine does meanwhile hits all sides alike, so differences of a few per cent can be
 * told, which forks of JMH, each with one side, cannot on a shared machine. Costs by themselves are JMH's business.
 */
@NullMarked
package io.framebus.bench.paired;

import org.jspecify.annotations.NullMarked;
