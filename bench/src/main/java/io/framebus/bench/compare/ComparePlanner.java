package io.framebus.bench.compare;

import io.framebus.StreamConfig;
import io.framebus.bench.measure.Environment;
import io.framebus.bench.peer.Peer;
import io.framebus.bench.peer.Peers;
import io.framebus.bench.text.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the options and makes a comparison of them. */
final class ComparePlanner {
    /**
     * The same heap for all, so that collections are the peers' own doing; and touched beforehand, so that those that make garbage do
     * not have to wait for memory from the system when they are measured.
     */
    static final String JVM_OPTIONS = "-Xms512m -Xmx512m -XX:+AlwaysPreTouch -XX:MaxDirectMemorySize=3g";

    /** What one of the JVMs that measure takes at most, as a rule. */
    static final long JVM_BYTES = 3L << 28;

    private static final int DEFAULT_SLICES = 20;
    private static final int MAX_SLICES = 1000;
    private static final int DEFAULT_PAYLOAD_BYTES = 1200;
    private static final int DEFAULT_SUBSCRIBERS = 8;
    private static final int MAX_PAYLOAD_BYTES = 8 << 20;
    private static final int MAX_SUBSCRIBERS = 4096;
    private static final int MAX_ROUNDS = 1000;
    private static final int MAX_THREADS = 64;
    private static final double MAX_RATE = 1e8;
    /** So that a batch and what is being written fit, however unevenly the sizes fall. */
    private static final int BATCH_SHARE = 2;

    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final CompareOptions options;

    ComparePlanner(CompareOptions options) {
        this.options = options;
    }

    /**
     * The comparison.
     *
     * @throws IllegalArgumentException if an option cannot be as it is
     */
    CompareConfig config() {
        if (options.payload != null && options.trace != null) {
            throw new IllegalArgumentException("--payload and --trace exclude each other");
        }
        long payload = options.payload == null ? DEFAULT_PAYLOAD_BYTES : options.payload;
        inRange("--payload", payload, 1, MAX_PAYLOAD_BYTES);
        inRange("--threads", options.threads, 1, MAX_THREADS);
        inRange("--capacity-frames", options.capacityFrames, 4, StreamConfig.MAX_CAPACITY_FRAMES >> 4);
        int capacityFrames = powerOfTwo(options.capacityFrames);
        inRange("--batch", options.batch, 1, capacityFrames / BATCH_SHARE);
        if (!(options.rate >= 0 && options.rate <= MAX_RATE)) {
            throw new IllegalArgumentException(
                    "--rate must be between 0 and " + Units.count((long) MAX_RATE) + ", is " + options.rate);
        }
        int rounds = options.rounds == null ? (options.quick ? 3 : 5) : options.rounds;
        inRange("--rounds", rounds, 1, MAX_ROUNDS);
        Duration warmUp = time("--warmup", options.warmUp, Duration.ofMillis(options.quick ? 300 : 1000));
        Duration duration = time("--duration", options.duration, Duration.ofMillis(options.quick ? 200 : 1000));
        List<Case> cases = cases();
        List<Peer> peers = peers();
        Workload workload = options.trace == null ? Workload.fixed((int) payload) : Workload.ofTrace(options.trace);
        RunSpec base = new RunSpec(
                Peers.FRAMEBUS,
                Measure.COST,
                (int) payload,
                options.trace,
                options.rate,
                cases.get(0).subscribers(),
                options.threads,
                capacityFrames,
                capacityBytes(workload, capacityFrames),
                options.batch,
                options.look,
                options.idling,
                warmUp.toNanos(),
                duration.toNanos(),
                slices(peers.size(), Environment.memoryBytes()),
                0,
                options.seed);
        List<String> jvmOptions = Arrays.stream(options.jvmOptions.split("\\s+"))
                .filter(s -> !s.isEmpty())
                .toList();
        return new CompareConfig(base, workload, peers, cases, rounds, jvmOptions);
    }

    /** As many as asked for. One, if nothing is said and not all JVMs find room at the same time. */
    int slices(int peers, long memoryBytes) {
        if (options.slices != null) {
            inRange("--slices", options.slices, 1, MAX_SLICES);
            return options.slices;
        }
        return memoryBytes / JVM_BYTES >= peers ? DEFAULT_SLICES : 1;
    }

    private List<Case> cases() {
        List<Integer> subscribers = options.subscribers == null ? List.of(DEFAULT_SUBSCRIBERS) : options.subscribers;
        Set<Measure> measures =
                new LinkedHashSet<>(options.measures == null ? List.of(Measure.values()) : options.measures);
        List<Case> cases = new ArrayList<>();
        for (Measure measure : measures) {
            for (int count : new LinkedHashSet<>(subscribers)) {
                inRange("--subscribers", count, 1, MAX_SUBSCRIBERS);
                cases.add(new Case(measure, count));
            }
        }
        return cases;
    }

    /** framebus first, whether it was named or not: all ratios are to it. */
    private List<Peer> peers() {
        List<Peer> peers = new ArrayList<>();
        if (options.peers == null) {
            peers.addAll(Peers.all());
            peers.addAll(Peers.floors());
            return peers;
        }
        peers.add(Peers.named(Peers.FRAMEBUS));
        for (String name : new LinkedHashSet<>(options.peers)) {
            if (!name.strip().equals(Peers.FRAMEBUS)) {
                peers.add(Peers.named(name.strip()));
            }
        }
        return peers;
    }

    private int capacityBytes(Workload workload, int capacityFrames) {
        long least = Math.max(4L * workload.maxBytes(), BATCH_SHARE * heaviestBatch(workload));
        long wanted = options.capacityBytes == null
                ? Math.max(least, (long) (capacityFrames * workload.meanBytes()))
                : options.capacityBytes;
        if (wanted < least || wanted > StreamConfig.MAX_CAPACITY_BYTES) {
            throw new IllegalArgumentException("--capacity-bytes must be between " + least
                    + ", for four of the largest frames and two batches, and " + StreamConfig.MAX_CAPACITY_BYTES
                    + ", is " + wanted);
        }
        return (int) wanted;
    }

    private long heaviestBatch(Workload workload) {
        long bytes = 0;
        for (int i = 0; i < options.batch; i++) {
            bytes += workload.size(i % workload.count());
        }
        long heaviest = bytes;
        for (int i = 0; i < workload.count(); i++) {
            bytes += workload.size((i + options.batch) % workload.count()) - workload.size(i);
            heaviest = Math.max(heaviest, bytes);
        }
        return heaviest;
    }

    private static int powerOfTwo(int value) {
        return value <= 1 ? 1 : Integer.highestOneBit(value - 1) << 1;
    }

    private static void inRange(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be between " + min + " and " + max + ", is " + value);
        }
    }

    private static Duration time(String name, @Nullable Duration given, Duration standard) {
        Duration time = given == null ? standard : given;
        if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be between " + Units.time(SHORTEST) + " and "
                    + LONGEST.toHours() + "h, is " + Units.time(time));
        }
        return time;
    }
}
