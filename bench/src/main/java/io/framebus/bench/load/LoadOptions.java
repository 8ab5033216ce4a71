package io.framebus.bench.load;

import io.framebus.bench.text.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what a run does. Set by picocli. */
final class LoadOptions {
    @Mixin
    MediaOptions media = new MediaOptions();

    @Option(names = "--streams", paramLabel = "N", description = "Streams. Default: ${DEFAULT-VALUE}.")
    int streams = 8;

    @Option(
            names = "--subscribers",
            paramLabel = "N",
            description = "Subscribers of each stream. Default: ${DEFAULT-VALUE}.")
    int subscribers = 16;

    @Option(
            names = "--slow",
            paramLabel = "K@DELAY",
            converter = Parsing.SlowConverter.class,
            description =
                    "Slow ones among all subscribers, spread over the streams, which hold each frame for DELAY. May be"
                            + " given more than once; none: all are healthy. Default: 2@100ms"
                            + " where there are more than four subscribers.")
    @Nullable
    List<SubscriberClass> slow;

    @Option(
            names = "--stall",
            paramLabel = "K@EVERY/LENGTH",
            converter = Parsing.StallConverter.class,
            description =
                    "Subscribers that read nothing for LENGTH, at the end of each period of EVERY. May be given more"
                            + " than once. Default: none.")
    @Nullable
    List<SubscriberClass> stalled;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = Values.DurationConverter.class,
            description = "How long to measure. Default: 10s.")
    Duration duration = Duration.ofSeconds(10);

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            converter = Values.DurationConverter.class,
            description =
                    "How long to run before that, with streams and subscribers of its own, a light load faster than it"
                            + " is; then until the compiler has been at rest for as long, up to five times as long in all. 0s: not at"
                            + " all. Default: 2s.")
    Duration warmUp = Duration.ofSeconds(2);

    @Option(names = "--rate-factor", paramLabel = "X", description = "Play X times as fast as real time. Default: 1.")
    double rateFactor = 1;

    @Option(
            names = "--capacity-frames",
            paramLabel = "N",
            description =
                    "Frames each stream's ring holds, rounded up to a power of two. Default: 128; with --packet-bytes as many"
                            + " packets as so many pictures and sounds have in the mean.")
    @Nullable
    Long capacityFrames;

    @Option(
            names = "--capacity-bytes",
            paramLabel = "BYTES",
            converter = Values.BytesConverter.class,
            description = "Payload bytes each stream's ring holds, rounded up to a power of two. Default: 4MiB.")
    Long capacityBytes = 4L << 20;

    @Mixin
    PolicyOptions policies = new PolicyOptions();

    @Option(
            names = "--mode",
            paramLabel = "HOW",
            converter = Parsing.ReadModeConverter.class,
            description =
                    "How subscribers read: poll (by copy), in-place, or receive (by copy, waiting, one thread each)."
                            + " Default: poll.")
    ReadMode mode = ReadMode.POLL;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description =
                    "Frames a subscriber reads in a turn at most; a slow one reads one. Default: ${DEFAULT-VALUE}.")
    int batch = 64;

    @Option(
            names = "--idle",
            paramLabel = "HOW",
            converter = EgressIdling.Converter.class,
            description =
                    "What egress threads do when there is nothing to read: spin, yield, backoff, or told (they are parked"
                            + " until a stream tells; not with --stall or --record-consumer). Default: backoff.")
    EgressIdling idling = EgressIdling.BACKOFF;

    @Option(
            names = "--egress-threads",
            paramLabel = "N",
            description = "Threads that serve subscribers; a slow one has its own. Default: ${DEFAULT-VALUE}.")
    int egressThreads = 1;

    @Option(
            names = "--publish",
            paramLabel = "HOW",
            converter = Publishing.Converter.class,
            description =
                    "How frames are published: each (one call for each), or batch (those of a stream that are due together, as"
                            + " the packets of a picture are, in one batch). Default: each.")
    Publishing publishing = Publishing.EACH;

    @Option(names = "--generators", paramLabel = "N", description = "Threads that publish. Default: ${DEFAULT-VALUE}.")
    int generators = 1;

    @Option(
            names = "--record-consumer",
            paramLabel = "FILE",
            description =
                    "Record how each subscriber behaves: how long it is busy with a frame, and when it reads nothing."
                            + " 'tune' and 'sweep' play it back.")
    @Nullable
    Path recordConsumer;

    @Option(
            names = "--aligned",
            description = "Begin all streams together, so that their key frames coincide; else they are spread.")
    boolean aligned;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of where streams begin and of made-up payload. Default: 1.")
    long seed = 1;
}
