package io.framebus.bench.overload;

import io.framebus.Resync;
import io.framebus.bench.media.BundledTraces;
import io.framebus.bench.text.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The options that say what is measured. Set by picocli. */
final class OverloadOptions {
    @Option(
            names = "--factors",
            paramLabel = "X",
            split = ",",
            description = "The publisher's rate, as multiples of what the subscriber reaches alone. Default:"
                    + " 0.5,1,1.5,2,3,4.")
    List<Double> factors = List.of(0.5, 1.0, 1.5, 2.0, 3.0, 4.0);

    @Option(
            names = "--subscribers",
            paramLabel = "HOW",
            split = ",",
            converter = BehaviourConverter.class,
            description = "How evenly the subscriber works: steady, bursty, stalls. Default: all.")
    List<Behaviour> behaviours = List.of(Behaviour.values());

    @Option(
            names = "--peers",
            paramLabel = "NAME",
            split = ",",
            description = "What carries the frames. Default: framebus and all peers, each in one form.")
    List<String> peers = List.of();

    @Option(
            names = "--resync",
            paramLabel = "WHERE",
            split = ",",
            converter = Values.ResyncConverter.class,
            description = "Where a subscriber of framebus goes on that was overrun: sync-point, oldest, live. Default:"
                    + " all.")
    List<Resync> resyncs = List.of(Resync.values());

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description =
                    "How often everything is measured, one after the other, each time in a fresh JVM. Default: 3.")
    int rounds = 3;

    @Option(
            names = "--work",
            paramLabel = "TIME",
            converter = Values.DurationConverter.class,
            description = "What a frame costs the subscriber. Default: 100us.")
    Duration work = Duration.ofNanos(100_000);

    @Option(
            names = "--blocking",
            description = "The subscriber waits for that time, as for a socket. Default: it computes.")
    boolean blocking;

    @Option(
            names = "--trace",
            paramLabel = "NAME",
            description = "Sizes and key frames of the video of a bundled trace: see 'trace list'. Default: "
                    + BundledTraces.DEFAULT + ".")
    @Nullable
    String trace;

    @Option(
            names = "--media",
            paramLabel = "FILE",
            description = "Sizes and key frames of the video of a media file, or of a trace made by 'trace extract'.")
    @Nullable
    Path media;

    @Option(
            names = "--capacity-frames",
            paramLabel = "N",
            description =
                    "Frames that the transport holds, rounded up to a power of two. Default: two of the longest key"
                            + " intervals.")
    int capacityFrames;

    @Option(
            names = "--capacity-bytes",
            paramLabel = "BYTES",
            converter = Values.BytesConverter.class,
            description = "Payload bytes that it holds, rounded up to a power of two. Default: a quarter more than the"
                    + " most that so many frames have.")
    Long capacityBytes = 0L;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = Values.DurationConverter.class,
            description = "How long one measurement takes. Default: 1s.")
    Duration duration = Duration.ofSeconds(1);

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            converter = Values.DurationConverter.class,
            description =
                    "How long each JVM runs before it measures; then until the compiler has been at rest for as long, up to"
                            + " five times as long in all. 0s: not at all. Default: 2s.")
    Duration warmUp = Duration.ofSeconds(2);

    @Option(
            names = "--stall",
            paramLabel = "TIME",
            converter = Values.DurationConverter.class,
            description = "With stalls: how long the subscriber stands still. Default: 20ms.")
    Duration stall = Duration.ofMillis(20);

    @Option(
            names = "--stall-every",
            paramLabel = "TIME",
            converter = Values.DurationConverter.class,
            description = "With stalls: from one to the next. Default: 250ms.")
    Duration stallEvery = Duration.ofMillis(250);

    @Option(names = "--seed", paramLabel = "N", description = "Seed of payload and order. Default: 1.")
    long seed = 1;

    /** For picocli. */
    static final class BehaviourConverter implements ITypeConverter<Behaviour> {
        @Override
        public Behaviour convert(String value) {
            return Values.constant(Behaviour.class, value);
        }
    }
}
