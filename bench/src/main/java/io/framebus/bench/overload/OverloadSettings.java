package io.framebus.bench.overload;

import io.framebus.bench.text.Units;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What all measurements of a run have in common. Checked.
 *
 * @param trace name of a bundled trace, or null
 * @param media file whose rhythm is played, or null; one of the two is there
 * @param workNs what a frame costs the subscriber
 * @param blocking whether it waits for that time instead of computing
 * @param stepsPerNs how fast this machine computes, measured once for all
 * @param capacityFrames frames that the transport holds, a power of two
 * @param capacityBytes payload bytes that it holds, a power of two
 * @param warmUpNs how long to run before measuring
 * @param durationNs how long to measure
 * @param stallEveryNs from one stall to the next, where the subscriber has any
 * @param stallNs how long it stands still
 * @param seed of the payload, and of the order of the factors
 */
record OverloadSettings(
        @Nullable String trace,
        @Nullable String media,
        long workNs,
        boolean blocking,
        double stepsPerNs,
        int capacityFrames,
        int capacityBytes,
        long warmUpNs,
        long durationNs,
        long stallEveryNs,
        long stallNs,
        long seed) {
    OverloadSettings {
        time("--work", workNs, Duration.ofNanos(1_000), Duration.ofSeconds(1));
        if (warmUpNs != 0) {
            time("--warmup", warmUpNs, Duration.ofMillis(200), Duration.ofHours(1));
        }
        time("--duration", durationNs, Duration.ofMillis(100), Duration.ofHours(1));
        time("--stall-every", stallEveryNs, Duration.ofMillis(1), Duration.ofHours(1));
        require(
                stallNs >= 0 && stallNs < stallEveryNs,
                "--stall must be less than --stall-every " + Units.time(stallEveryNs) + ", is " + Units.time(stallNs));
        require(stepsPerNs > 0, "steps per nanosecond must be more than 0, is " + stepsPerNs);
    }

    static void time(String name, long valueNs, Duration min, Duration max) {
        require(
                valueNs >= min.toNanos() && valueNs <= max.toNanos(),
                name + " must be between " + Units.time(min) + " and " + Units.time(max) + ", is "
                        + Units.time(valueNs));
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The subscriber of one measurement. */
    Consumer.Handling handling(Behaviour behaviour) {
        Work work = blocking ? new Work.Blocking(workNs) : new Work.Computing(workNs * stepsPerNs);
        return new Consumer.Handling(work, behaviour, new Stalls(stallEveryNs, stallNs));
    }
}
