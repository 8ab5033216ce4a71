/**
 * The bus in virtual time: what would become of the frames of many subscribers over a long time, worked out event by event with
 * the engine's own rules, and without them where nothing can happen.
 */
@NullMarked
package io.framebus.bench.sim;

import org.jspecify.annotations.NullMarked;
