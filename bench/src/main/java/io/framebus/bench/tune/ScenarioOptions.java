package io.framebus.bench.tune;

import io.framebus.MaxLagPolicy;
import io.framebus.Resync;
import io.framebus.StreamConfig;
import io.framebus.bench.load.LoadPlanner;
import io.framebus.bench.load.Parsing;
import io.framebus.bench.media.BundledTraces;
import io.framebus.bench.media.MediaClip;
import io.framebus.bench.text.Values;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Options that {@code tune} and {@code sweep} have in common: media, policies, and how much is tried. Set by picocli. */
final class ScenarioOptions {
    private static final double MIN_RATE_FACTOR = 0.001;
    private static final double MAX_RATE_FACTOR = 10_000;
    private static final int MAX_STREAMS = 1_000_000;

    @Option(
            names = "--media",
            paramLabel = "FILE",
            description = "The media: MP4, IVF, H.264 Annex B, or a trace made by 'trace extract'.")
    @Nullable
    Path media;

    @Option(
            names = "--trace",
            paramLabel = "NAME",
            description = "A bundled trace: see 'trace list'. Default: " + BundledTraces.DEFAULT + ".")
    @Nullable
    String trace;

    @Option(
            names = "--clip-seconds",
            paramLabel = "N",
            description = "Play the first seconds of it only, over and over.")
    double clipSeconds;

    @Option(names = "--rate-factor", paramLabel = "X", description = "Play X times as fast as real time. Default: 1.")
    double rateFactor = 1;

    @Option(
            names = "--resync",
            paramLabel = "WHERE",
            converter = Parsing.ResyncConverter.class,
            description =
                    "Where a subscriber that was overrun goes on: sync-point, oldest or live. Default: sync-point.")
    Resync resync = Resync.SYNC_POINT;

    @Option(
            names = "--max-lag",
            paramLabel = "LIMITS",
            converter = MaxLag.Converter.class,
            description = "When a subscriber is evicted: cumulative=FRAMES dropped, within=FRAMES/WINDOW dropped,"
                    + " behind-live=TIME, stalled-for=TIME; several joined by commas: any of them. Default: none.")
    MaxLag maxLag = new MaxLag("none", MaxLagPolicy.none());

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
            description = "How long to run before each real run, faster than real time. Default: 1s.")
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

    /**
     * A max-lag policy.
     *
     * @param text as it was written: the answer's Java is made of it
     * @param policy what it says
     */
    record MaxLag(String text, MaxLagPolicy policy) {
        /** For picocli. */
        static final class Converter implements ITypeConverter<MaxLag> {
            @Override
            public MaxLag convert(String value) {
                return new MaxLag(value, new Parsing.MaxLagConverter().convert(value));
            }
        }
    }

    /** The media, loaded. */
    MediaClip clip() {
        return LoadPlanner.clip(media, trace, clipSeconds);
    }

    /** What it is, as the user named it. */
    String mediaName() {
        return media != null ? "file " + media : "trace " + (trace != null ? trace : BundledTraces.DEFAULT);
    }

    /** The settings of streams, with the default capacity. */
    StreamConfig settings() {
        return StreamConfig.builder().resync(resync).maxLag(maxLag.policy()).build();
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
