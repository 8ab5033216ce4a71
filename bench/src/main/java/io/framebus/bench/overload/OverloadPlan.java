package io.framebus.bench.overload;

import static io.framebus.bench.overload.OverloadSettings.require;

import io.framebus.Resync;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.peer.Peer;
import io.framebus.bench.peer.Peers;
import io.framebus.bench.peer.Traits;
import io.framebus.bench.rig.ChildJvm;
import io.framebus.bench.rig.Rounds;
import io.framebus.bench.text.Values;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What is measured: each system with each kind of subscriber, in a JVM of its own, in the order of {@link Rounds}. */
final class OverloadPlan {
    private static final int MAX_ROUNDS = 100;
    private static final double MIN_FACTOR = 0.01;
    private static final double MAX_FACTOR = 100;
    private static final int MAX_CAPACITY_FRAMES = 1 << 20;
    private static final int MAX_CAPACITY_BYTES = 1 << 30;

    private final OverloadOptions options;
    private final Rhythm rhythm;
    private final OverloadSettings settings;
    private final List<Double> factors;
    private final List<OverloadChild.Job> jobs = new ArrayList<>();

    /**
     * @param stepsPerNs how fast this machine computes
     * @throws IllegalArgumentException if an option is out of range
     * @throws io.framebus.bench.media.MediaException if the media cannot be used
     */
    OverloadPlan(OverloadOptions options, double stepsPerNs) {
        this.options = options;
        require(options.media == null || options.trace == null, "--media and --trace exclude each other");
        require(
                options.rounds >= 1 && options.rounds <= MAX_ROUNDS,
                "--rounds must be between 1 and " + MAX_ROUNDS + ", is " + options.rounds);
        factors = List.copyOf(new LinkedHashSet<>(options.factors));
        factors.forEach(factor -> require(
                factor >= MIN_FACTOR && factor <= MAX_FACTOR,
                "--factors must be between " + MIN_FACTOR + " and " + MAX_FACTOR + ", is " + factor));
        String media = options.media == null ? null : options.media.toString();
        rhythm = Rhythms.load(options.trace, media);
        int capacityFrames = capacityFrames();
        settings = new OverloadSettings(
                options.trace,
                media,
                options.work.toNanos(),
                options.blocking,
                stepsPerNs,
                capacityFrames,
                capacityBytes(capacityFrames),
                options.warmUp.toNanos(),
                options.duration.toNanos(),
                options.stallEvery.toNanos(),
                options.stall.toNanos(),
                options.seed);
        List<String> names = options.peers.isEmpty() ? defaultPeers() : options.peers;
        for (Behaviour behaviour : new LinkedHashSet<>(options.behaviours)) {
            new LinkedHashSet<>(names).forEach(name -> addJobs(Peers.named(name), behaviour));
        }
    }

    /** All transports but the second forms of those that have one: reading the ring's own memory, or several ways at once. */
    static List<String> defaultPeers() {
        return Peers.all().stream()
                .filter(peer -> peer.traits().reading() != Traits.Reading.IN_PLACE)
                .filter(peer ->
                        peer.name().equals(Peers.FRAMEBUS) || !peer.name().startsWith(Peers.FRAMEBUS))
                .map(Peer::name)
                .toList();
    }

    private void addJobs(Peer peer, Behaviour behaviour) {
        boolean chooses = peer.traits().abilities().contains(Traits.Ability.KEY_FRAMES);
        for (Resync resync : chooses ? new LinkedHashSet<>(options.resyncs) : List.of(Resync.OLDEST)) {
            jobs.add(new OverloadChild.Job(peer.name(), resync, chooses, behaviour, factors, 0, settings));
        }
    }

    private int capacityFrames() {
        int wanted = options.capacityFrames == 0 ? 2 * rhythm.longestKeyInterval() : options.capacityFrames;
        require(
                wanted >= 2 && wanted <= MAX_CAPACITY_FRAMES,
                "--capacity-frames must be between 2 and " + MAX_CAPACITY_FRAMES + ", is " + wanted);
        return (int) powerOfTwoFrom(wanted);
    }

    private int capacityBytes(int capacityFrames) {
        long wanted = options.capacityBytes == 0
                ? Math.max(rhythm.mostBytes(capacityFrames) * 5 / 4, rhythm.largestBytes())
                : options.capacityBytes;
        require(
                wanted >= rhythm.largestBytes() && wanted <= MAX_CAPACITY_BYTES,
                "--capacity-bytes must be between " + rhythm.largestBytes() + ", the largest frame, and "
                        + MAX_CAPACITY_BYTES + ", is " + wanted);
        return (int) powerOfTwoFrom(wanted);
    }

    private static long powerOfTwoFrom(long value) {
        return value == 1 ? 1 : Long.highestOneBit(value - 1) << 1;
    }

    Rhythm rhythm() {
        return rhythm;
    }

    OverloadSettings settings() {
        return settings;
    }

    List<Double> factors() {
        return factors;
    }

    int rounds() {
        return options.rounds;
    }

    List<OverloadChild.Job> jobs() {
        return List.copyOf(jobs);
    }

    /** What one JVM after the other measures in a round. */
    List<OverloadResults.Cell> cells() {
        return jobs.stream()
                .flatMap(job ->
                        factors.stream().map(factor -> new OverloadResults.Cell(job.behaviour(), job.system(), factor)))
                .toList();
    }

    /** How long it takes at least, in nanoseconds. */
    long durationNs() {
        return (settings.warmUpNs() + measuringNs()) * jobs.size() * options.rounds;
    }

    /** How long one JVM measures. */
    private long measuringNs() {
        return settings.durationNs() * (2L * factors.size() + 1);
    }

    /**
     * Measures all of it, or what comes before {@code interrupt} is given.
     *
     * @param progress told what is measured now
     */
    OverloadResults run(Consumer<String> progress, StopSignal interrupt) throws IOException, InterruptedException {
        OverloadResults results = new OverloadResults();
        Duration limit = ChildJvm.patience(settings.warmUpNs(), measuringNs());
        Rounds.run(jobs, options.rounds, (job, round) -> {
            progress.accept(
                    Rounds.name(round, options.rounds) + "  " + Values.name(job.behaviour()) + "  " + job.system());
            Optional<OverloadChild.Result> result = new ChildJvm(
                            OverloadChild.class,
                            ChildJvm.ownOptions(Peers.named(job.peer()).jvmOptions()))
                    .call(job.ordered(options.seed + round), OverloadChild.Result.class, limit, interrupt);
            result.ifPresent(measured -> measured.figures().forEach(results::add));
            return result.isPresent();
        });
        return results;
    }
}
