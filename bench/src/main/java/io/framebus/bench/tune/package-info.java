/**
 * Finds how large a ring has to be: {@code tune} for one target, {@code sweep} for the whole trade-off. In virtual time, and on a
 * real bus.
 */
@NullMarked
package io.framebus.bench.tune;

import org.jspecify.annotations.NullMarked;
