package io.framebus.bench.latency;

import io.framebus.bench.text.Values;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The options that say what is measured. Set by picocli. */
final class LatencyOptions {
    @Option(
            names = "--rates",
            paramLabel = "N",
            split = ",",
            description = "Frames per second, one measurement each. Default: 1000,10000,100000.")
    List<Double> rates = List.of(1_000.0, 10_000.0, 100_000.0);

    @Option(
            names = "--waiting",
            paramLabel = "HOW",
            split = ",",
            converter = WaitModeConverter.class,
            description = "What the subscriber does while there is nothing to read: spin, backoff, park. Default: all.")
    List<WaitMode> waiting = List.of(WaitMode.values());

    @Option(
            names = "--peers",
            paramLabel = "NAME",
            split = ",",
            description = "What carries the frames; the others are shown as multiples of the first. Default: framebus.")
    List<String> peers = List.of("framebus");

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description =
                    "How often everything is measured, one after the other, each time in a fresh JVM. Default: 3.")
    int rounds = 3;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = Values.DurationConverter.class,
            description = "How long one measurement takes. Default: 5s.")
    Duration duration = Duration.ofSeconds(5);

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            converter = Values.DurationConverter.class,
            description =
                    "How long to run before each, half of it faster and until the compiler has been at rest for as long,"
                            + " up to five times as long. What is recorded then does not count. 0s: not at all. Default: 2s.")
    Duration warmUp = Duration.ofSeconds(2);

    @Option(names = "--payload", paramLabel = "BYTES", description = "Bytes of each frame. Default: 1200.")
    int payloadBytes = 1200;

    @Option(
            names = "--key-every",
            paramLabel = "N",
            description = "Each Nth slot of the schedule has a key frame. Default: 30.")
    int keyEvery = 30;

    @Option(
            names = "--key-packets",
            paramLabel = "N",
            description = "Packets of a key frame, all due at once. Default: 20.")
    int keyPackets = 20;

    @Option(
            names = "--capacity-frames",
            paramLabel = "N",
            description = "Frames that the transport holds. Default: 4096.")
    int capacityFrames = 4096;

    @Option(
            names = "--hiccup-interval",
            paramLabel = "TIME",
            converter = Values.DurationConverter.class,
            description = "How long the thread sleeps at a time that measures the machine. Default: 10ms.")
    Duration hiccupInterval = Duration.ofMillis(10);

    @Option(names = "--seed", paramLabel = "N", description = "Seed of what is random. Default: 1.")
    long seed = 1;

    @Option(
            names = "--parked",
            paramLabel = "N",
            split = ",",
            description = "Instead of the above: what a publish call costs while N subscribers sleep, beside one with"
                    + " none. Several numbers are measured one after the other.")
    List<Integer> parked = List.of();

    @Option(
            names = "--parked-frames",
            paramLabel = "N",
            description = "With --parked: publish calls to measure in each round, of each kind. Default: 2000.")
    int parkedFrames = 2000;

    /** The settings that all measurements share; their values are checked. */
    LatencySettings settings() {
        return new LatencySettings(
                payloadBytes,
                keyEvery,
                keyPackets,
                capacityFrames,
                warmUp.toNanos(),
                duration.toNanos(),
                hiccupInterval.toNanos(),
                seed);
    }

    /** For picocli. */
    static final class WaitModeConverter implements ITypeConverter<WaitMode> {
        @Override
        public WaitMode convert(String value) {
            return Values.constant(WaitMode.class, value);
        }
    }
}
