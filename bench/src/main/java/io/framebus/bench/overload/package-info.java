/**
 * The {@code overload} command: what a subscriber gets of a publisher that is faster than it is.
 *
 * <p>First it is measured what the subscriber reaches alone, when the publisher waits for it. Then the publisher publishes at
 * multiples of that rate on a fixed timetable, whatever the subscriber does, and it is counted what the subscriber is given,
 * what of that a decoder can use, and how long it is given nothing that a decoder can use.
 */
@NullMarked
package io.framebus.bench.overload;

import org.jspecify.annotations.NullMarked;
