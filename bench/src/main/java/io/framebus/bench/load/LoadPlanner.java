package io.framebus.bench.load;

import io.framebus.StreamConfig;
import io.framebus.bench.consumer.Recording;
import io.framebus.bench.media.MediaClip;
import io.framebus.bench.text.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a run of options: checks them, fills in what depends on others, and loads the media. */
public final class LoadPlanner {
    /** In pictures and sounds. */
    private static final int DEFAULT_CAPACITY = 128;

    private static final int DEFAULT_SLOW = 2;
    private static final Duration DEFAULT_HOLD = Duration.ofMillis(100);
    private static final int MAX_STREAMS = 10_000;
    private static final int MAX_SUBSCRIBERS = 100_000;
    private static final int MAX_OWN_THREADS = 4_000;
    private static final Duration MIN_DURATION = Duration.ofMillis(100);
    private static final Duration MAX_DURATION = Duration.ofHours(24);
    private static final double MIN_RATE_FACTOR = 0.001;
    private static final double MAX_RATE_FACTOR = 10_000;

    private final LoadOptions options;

    LoadPlanner(LoadOptions options) {
        this.options = options;
    }

    /**
     * The run that is asked for, with the media loaded.
     *
     * @throws IllegalArgumentException if a value is out of range; names the option
     * @throws io.framebus.bench.media.MediaException if the media cannot be used
     */
    LoadConfig config() {
        checkRange("--streams", options.streams, 1, MAX_STREAMS);
        checkRange("--subscribers", options.subscribers, 0, MAX_SUBSCRIBERS);
        checkRange("--streams x --subscribers", (long) options.streams * options.subscribers, 0, MAX_SUBSCRIBERS);
        checkRange("--batch", options.batch, 1, 1 << 20);
        checkRange("--egress-threads", options.egressThreads, 1, 256);
        checkRange("--generators", options.generators, 1, options.streams);
        check(
                options.rateFactor >= MIN_RATE_FACTOR && options.rateFactor <= MAX_RATE_FACTOR,
                "--rate-factor must be between " + MIN_RATE_FACTOR + " and " + MAX_RATE_FACTOR + ", is "
                        + options.rateFactor);
        check(
                options.duration.compareTo(MIN_DURATION) >= 0 && options.duration.compareTo(MAX_DURATION) <= 0,
                "--duration must be between 100ms and 24h, is " + Units.time(options.duration));
        check(
                options.warmUp.isZero()
                        || (options.warmUp.compareTo(MIN_DURATION) >= 0 && options.warmUp.compareTo(MAX_DURATION) <= 0),
                "--warmup must be 0s or between 100ms and 24h, is " + Units.time(options.warmUp));
        List<SubscriberClass> classes = classes();
        MediaClip clip = options.media.clip();
        StreamConfig ring = ring(clip);
        LoadConfig config = new LoadConfig(
                options.media.name(),
                clip,
                options.streams,
                options.subscribers,
                classes,
                options.rateFactor,
                options.warmUp,
                options.duration,
                ring,
                options.mode,
                options.batch,
                options.idling,
                options.publishing,
                options.generators,
                options.egressThreads,
                options.aligned,
                options.seed,
                options.recordConsumer != null);
        checkRange(
                "number of subscribers with --record-consumer",
                options.recordConsumer == null ? 1 : config.totalSubscribers(),
                1,
                Recording.MAX_SUBSCRIBERS);
        checkRange(
                "number of subscribers with a thread of their own (slow, or --mode receive)",
                config.ownThreads(),
                0,
                MAX_OWN_THREADS);
        check(
                options.idling != EgressIdling.TOLD || config.agentsServeAll(),
                "--idle told is for subscribers that are served by an agent: not with --stall or --record-consumer");
        check(
                clip.largestUnitBytes() <= ring.effectiveCapacityBytes(),
                "--capacity-bytes must be at least " + clip.largestUnitBytes() + ", the largest frame of "
                        + config.source() + ", is " + options.capacityBytes);
        return config;
    }

    private List<SubscriberClass> classes() {
        int total = options.streams * options.subscribers;
        List<SubscriberClass> special = new ArrayList<>();
        if (options.slow != null) {
            special.addAll(options.slow);
        } else if (total > 2 * DEFAULT_SLOW) {
            special.add(SubscriberClass.slow(DEFAULT_SLOW, DEFAULT_HOLD));
        }
        if (options.stalled != null) {
            special.addAll(options.stalled);
        }
        long unhealthy = special.stream().mapToLong(SubscriberClass::count).sum();
        check(
                unhealthy <= total,
                "--slow and --stall name " + unhealthy + " subscribers, there are " + total
                        + " (--streams x --subscribers)");
        Map<List<Object>, SubscriberClass> classes = new LinkedHashMap<>();
        if (unhealthy < total || total == 0) {
            add(SubscriberClass.healthy(total - (int) unhealthy), classes);
        }
        special.stream().filter(behaviour -> behaviour.count() > 0).forEach(behaviour -> add(behaviour, classes));
        return List.copyOf(classes.values());
    }

    private static void add(SubscriberClass behaviour, Map<List<Object>, SubscriberClass> classes) {
        List<Object> alike = List.of(behaviour.hold(), behaviour.every(), behaviour.length());
        classes.merge(alike, behaviour, SubscriberClass::and);
    }

    private StreamConfig ring(MediaClip clip) {
        Long frames = options.capacityFrames;
        try {
            return StreamConfig.builder()
                    .capacityFrames(frames != null ? frames : Math.round(DEFAULT_CAPACITY * clip.packetsPerUnit()))
                    .capacityBytes(options.capacityBytes)
                    .resync(options.policies.resync())
                    .maxLag(options.policies.maxLag().policy())
                    .build();
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(
                    message.replace("capacityFrames", "--capacity-frames").replace("capacityBytes", "--capacity-bytes"),
                    e);
        }
    }

    private static void checkRange(String name, long value, long min, long max) {
        check(value >= min && value <= max, name + " must be between " + min + " and " + max + ", is " + value);
    }

    private static void check(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
