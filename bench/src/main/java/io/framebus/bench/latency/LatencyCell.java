package io.framebus.bench.latency;

import io.framebus.bench.text.Units;
import io.framebus.bench.text.Values;

/**
 * One thing to measure.
 *
 * @param peer name of the transport
 * @param waiting how its subscriber waits
 * @param framesPerSecond the rate
 */
record LatencyCell(String peer, WaitMode waiting, double framesPerSecond) {
    /** As it is named in logs and files: {@code framebus-spin-10000}. */
    String name() {
        return peer
                + '-'
                + Values.name(waiting)
                + '-'
                + Units.three(framesPerSecond).replace(",", "");
    }
}
