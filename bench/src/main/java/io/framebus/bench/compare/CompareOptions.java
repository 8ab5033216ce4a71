package io.framebus.bench.compare;

import io.framebus.bench.measure.Idling;
import io.framebus.bench.peer.CheckingSink.Look;
import io.framebus.bench.text.Values;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The options that say what is compared. Set by picocli. */
final class CompareOptions {
    @Option(
            names = "--payload",
            paramLabel = "BYTES",
            converter = Values.BytesConverter.class,
            description = "Payload of every frame. Default: 1200.")
    @Nullable
    Long payload;

    @Option(
            names = "--trace",
            paramLabel = "NAME|FILE",
            description =
                    "Sizes and key frames of a bundled trace, a trace file or a media file instead, in their order:"
                            + " see 'trace list'.")
    @Nullable
    String trace;

    @Option(
            names = "--subscribers",
            paramLabel = "N[,N...]",
            split = ",",
            description = "Subscribers; of several numbers, each is a comparison of its own. Default: 8.")
    @Nullable
    List<Integer> subscribers;

    @Option(
            names = "--peers",
            paramLabel = "NAME[,NAME...]",
            split = ",",
            description = "Peers to compare with framebus, which is always there. Default: all.")
    @Nullable
    List<String> peers;

    @Option(
            names = "--measure",
            paramLabel = "WHAT[,WHAT]",
            split = ",",
            converter = MeasureConverter.class,
            description =
                    "cost: one thread publishes and reads in turns, nothing is lost. flow: a thread publishes while"
                            + " others read. Default: both.")
    @Nullable
    List<Measure> measures;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "For flow: frames a second, on a fixed schedule. Default: 0, as fast as it can.")
    double rate;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "For flow: threads that read, each for its share of the subscribers. Default: ${DEFAULT-VALUE}.")
    int threads = 1;

    @Option(
            names = "--idle",
            paramLabel = "HOW",
            converter = Idling.Converter.class,
            description =
                    "For flow: what they do when there is nothing to read: spin, yield or backoff. Default: spin.")
    Idling idling = Idling.SPIN;

    @Option(
            names = "--capacity-frames",
            paramLabel = "N",
            description = "Frames a subscriber can be behind before it loses some, rounded up to a power of two."
                    + " Default: ${DEFAULT-VALUE}.")
    int capacityFrames = 1024;

    @Option(
            names = "--capacity-bytes",
            paramLabel = "BYTES",
            converter = Values.BytesConverter.class,
            description =
                    "Payload bytes for peers that count bytes, who round it up to a power of two. Default: what so many"
                            + " frames of the mean size take.")
    @Nullable
    Long capacityBytes;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description =
                    "Frames published before they are read, and frames read in a turn. Default: ${DEFAULT-VALUE}.")
    int batch = 64;

    @Option(
            names = "--read",
            paramLabel = "WHAT",
            converter = LookConverter.class,
            description = "What subscribers read of each payload: ends (sixteen bytes) or all. Default: ends.")
    Look look = Look.ENDS;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Times that each peer is measured, in turns, each in a new JVM. Default: 5.")
    @Nullable
    Integer rounds;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = Values.DurationConverter.class,
            description = "How long each measurement takes. Default: 1s.")
    @Nullable
    Duration duration;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            converter = Values.DurationConverter.class,
            description =
                    "How long each runs before; then until the compiler has been at rest for as long, up to five times as long"
                            + " in all. Default: 1s.")
    @Nullable
    Duration warmUp;

    @Option(
            names = "--slices",
            paramLabel = "N",
            description =
                    "For cost: into how many pieces a measurement is cut, between which the other peers have theirs. 1: one"
                            + " peer after the other. Default: 20, or 1 on a machine without the memory for a JVM of each.")
    @Nullable
    Integer slices;

    @Option(
            names = "--quick",
            description = "3 rounds of 200ms after 300ms, where not said otherwise: to see whether it works.")
    boolean quick;

    @Option(
            names = "--jvm-options",
            paramLabel = "OPTIONS",
            description =
                    "Options for the JVMs that measure, split at blanks. Default: " + ComparePlanner.JVM_OPTIONS + ".")
    String jvmOptions = ComparePlanner.JVM_OPTIONS;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the order in which peers are measured, and of the payloads. Default: 1.")
    long seed = 1;

    /** For picocli. */
    static final class MeasureConverter implements ITypeConverter<Measure> {
        @Override
        public Measure convert(String value) {
            return Values.constant(Measure.class, value);
        }
    }

    /** For picocli. */
    static final class LookConverter implements ITypeConverter<Look> {
        @Override
        public Look convert(String value) {
            return Values.constant(Look.class, value);
        }
    }
}
