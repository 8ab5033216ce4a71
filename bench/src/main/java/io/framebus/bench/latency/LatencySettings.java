package io.framebus.bench.latency;

import io.framebus.Resync;
import io.framebus.bench.peer.PeerSettings;
import io.framebus.bench.rig.Sender;
import io.framebus.bench.text.Units;
import java.time.Duration;

/**
 * What all cells of a run have in common. Checked.
 *
 * @param payloadBytes bytes of each frame
 * @param keyEvery slots from one key frame to the next
 * @param keyPackets packets of a key frame
 * @param capacityFrames frames that the transport holds, a power of two
 * @param warmUpNs how long to run before measuring
 * @param durationNs how long to measure
 * @param hiccupIntervalNs how long the thread sleeps at a time that measures the machine
 * @param seed of the payload
 */
record LatencySettings(
        int payloadBytes,
        int keyEvery,
        int keyPackets,
        int capacityFrames,
        long warmUpNs,
        long durationNs,
        long hiccupIntervalNs,
        long seed) {
    private static final int MAX_PAYLOAD_BYTES = 1 << 20;
    private static final long MAX_TOTAL_BYTES = 1L << 30;

    LatencySettings {
        within("--payload", payloadBytes, Sender.MIN_PAYLOAD_BYTES, MAX_PAYLOAD_BYTES);
        within("--key-every", keyEvery, 1, BurstSchedule.MAX_KEY_EVERY);
        within("--key-packets", keyPackets, 1, BurstSchedule.MAX_KEY_PACKETS);
        within("--capacity-frames", capacityFrames, 2, 1 << 20);
        within("--capacity-frames x --payload", (long) capacityFrames * payloadBytes, 1, MAX_TOTAL_BYTES);
        require(
                Integer.bitCount(capacityFrames) == 1,
                "--capacity-frames must be a power of two, as some peers need it, is " + capacityFrames);
        require(
                keyPackets <= capacityFrames,
                "--key-packets must be at most --capacity-frames " + capacityFrames + ", is " + keyPackets);
        time("--warmup", warmUpNs, Duration.ZERO, Duration.ofHours(1));
        time("--duration", durationNs, Duration.ofMillis(100), Duration.ofHours(24));
        time("--hiccup-interval", hiccupIntervalNs, Duration.ofMillis(1), Duration.ofSeconds(1));
    }

    private static void within(String name, long value, long min, long max) {
        require(value >= min && value <= max, name + " must be between " + min + " and " + max + ", is " + value);
    }

    private static void time(String name, long valueNs, Duration min, Duration max) {
        require(
                valueNs >= min.toNanos() && valueNs <= max.toNanos(),
                name + " must be between " + Units.time(min) + " and " + Units.time(max) + ", is "
                        + Units.time(valueNs));
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    BurstSchedule schedule(double framesPerSecond) {
        return new BurstSchedule(payloadBytes, framesPerSecond, keyEvery, keyPackets);
    }

    /** Settings of a channel with one subscriber. */
    PeerSettings channel(WaitMode waiting) {
        PeerSettings polled = PeerSettings.of(payloadBytes, capacityFrames, 1);
        return new PeerSettings(
                polled.maxPayloadBytes(),
                polled.capacityFrames(),
                polled.capacityBytes(),
                1,
                waiting == WaitMode.PARK,
                Resync.SYNC_POINT);
    }
}
