package io.framebus.bench.sim;

import io.framebus.MaxLagPolicy;
import io.framebus.Resync;
import java.util.concurrent.TimeUnit;

/**
 * The policies of the streams that are simulated.
 *
 * @param resync where a subscriber goes on after an overrun
 * @param maxLag when it is evicted
 */
public record SimulationRules(Resync resync, MaxLagPolicy maxLag) {
    /** Between two turns of the engine's housekeeper, by default. */
    static final long HOUSEKEEPING_NS = TimeUnit.MILLISECONDS.toNanos(20);
}
