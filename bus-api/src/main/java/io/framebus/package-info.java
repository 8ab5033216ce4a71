/**
 * A frame bus for encoded media: one publisher per stream, any number of subscribers, and a publisher that never waits.
 *
 * <p>Start at {@link io.framebus.FrameBus}. A publisher obtains a {@link io.framebus.StreamHandle} and publishes frames
 * into a ring of fixed size; each {@link io.framebus.Subscription} reads that ring at its own pace. A subscriber that falls
 * behind is overrun: it is told exactly what it lost ({@link io.framebus.Gap}), goes on where a decoder can go on
 * ({@link io.framebus.Resync}) and is evicted when its {@link io.framebus.MaxLagPolicy} says so.
 *
 * <p>Conventions of the whole package: buffers follow the {@link java.nio.ByteBuffer} convention (what counts lies between
 * position and limit); durations are {@link java.time.Duration} at configuration and {@code ...Ns} or {@code ...Us} numbers
 * elsewhere; media timestamps are microseconds ({@code ...Us}), monotonic time is nanoseconds ({@code ...Ns}). A bad argument
 * is an {@link java.lang.IllegalArgumentException} that names the value and the limit, thrown before anything changed.
 */
@NullMarked
package io.framebus;

import org.jspecify.annotations.NullMarked;
