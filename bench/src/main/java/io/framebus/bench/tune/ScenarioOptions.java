package io.framebus.bench.tune;

import io.framebus.StreamConfig;
import io.framebus.bench.load.MediaOptions;
import io.framebus.bench.load.PolicyOptions;
import io.framebus.bench.text.Values;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that {@code tune} and {@code sweep} have in common: media, policies, and how much is tried. Set by picocli. */
final class ScenarioOptions {
    private static final double MIN_RATE_FACTOR = 0.001;
    private static final double MAX_RATE_FACTOR = 10_000;
    private static final int MAX_STREAMS = 1_000_000;

    @Mixin
    MediaOptions media = new MediaOptions();

    @Option(names = "--rate-factor", paramLabel = "X", description = "Play X times as fast as real time. Default: 1.")
    double rateFactor = 1;

    @Mixin
    PolicyOptions policies = new PolicyOptions();

    @Option(
            names = "--subscribers",
            paramLabel = "N",
            description = "Subscribers of a run. Default: 1000 in virtual time, 24 on a real bus.")
    @Nullable
    Integer subscribers;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = Values.DurationConverter.class,
            description = "How long a run is. Default: 10m in virtual time, 20s on a real bus.")
    @Nullable
    Duration duration;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            converter = Values.DurationConverter.class,
            description =
                    "How long to run before each real run, faster than real time; then until the compiler has been at rest for"
                            + " as long, up to five times as long in all. 0s: not at all. Default: 1s.")
    Duration warmUp = Duration.ofSeconds(1);

    @Option(
            names = "--streams",
            paramLabel = "N",
            description = "Streams that the memory is worked out for. Default: ${DEFAULT-VALUE}.")
    int streams = 100;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random. Default: 1.")
    long seed = 1;

    /** For picocli. */
    ScenarioOptions() {}

    /** The settings of streams, with the default capacity. */
    StreamConfig settings() {
        return StreamConfig.builder()
                .resync(policies.resync())
                .maxLag(policies.maxLag().policy())
                .build();
    }

    /**
     * Checks what does not depend on the media.
     *
     * @throws IllegalArgumentException naming the option
     */
    void check() {
        require(
                rateFactor >= MIN_RATE_FACTOR && rateFactor <= MAX_RATE_FACTOR,
                "--rate-factor must be between " + MIN_RATE_FACTOR + " and " + MAX_RATE_FACTOR + ", is " + rateFactor);
        require(
                streams >= 1 && streams <= MAX_STREAMS,
                "--streams must be between 1 and " + MAX_STREAMS + ", is " + streams);
    }

    static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
