/**
 * The {@code latency} command: how long frames are on their way, at fixed rates that do not depend on how the run goes.
 *
 * <p>Every frame has a time at which it is due ({@code BurstSchedule}). The generator publishes it as soon as it can from then
 * on, and the frame carries both times: the one at which it was due and the one at which publish was called. The subscriber
 * makes three series of them, send delay, transit and end to end, of which only the last is what a viewer waits for.
 */
@NullMarked
package io.framebus.bench.latency;

import org.jspecify.annotations.NullMarked;
