package io.framebus.bench.paired;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.framebus.bench.jmh.Require;
import io.framebus.bench.measure.Environment;
import io.framebus.bench.measure.WarmUp;
import io.framebus.bench.paired.ForkResult.ContrastFigure;
import io.framebus.bench.paired.ForkResult.LaneFigure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One experiment in one JVM. The lanes are made anew again and again, in a shuffled order: where a stream's memory happens to
 * lie changes what publishing costs by several per cent, and only many placements average that out.
 *
 * <p>Its {@code main} is what a forked JVM runs.
 */
final class Fork {
    /** Below this there is no interval to speak of. */
    static final int LEAST_PLACEMENTS = 8;

    /** See {@link WarmUp}. Lanes are made anew all the time, and something about that is always being compiled. */
    private static final double REST_SHARE = 0.04;

    private Fork() {}

    /** Experiment, seed, milliseconds of warm-up and of measuring, the file for the result, and the other build if any. */
    public static void main(String[] args) throws IOException {
        Require.noAssertions();
        long seed = Long.parseLong(args[1]);
        long warmupNs = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[2]));
        long measuredNs = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[3]));
        ForkResult result = run(
                Experiments.named(args[0], args.length > 5 ? args[5] : null),
                seed,
                warmupNs,
                measuredNs,
                System::nanoTime,
                WarmUp.compilationMs());
        new ObjectMapper().writeValue(Path.of(args[4]).toFile(), result);
    }

    /** Blocks until it is done. {@code compilationMs}: how long the compiler has worked. */
    static ForkResult run(
            Experiment experiment,
            long seed,
            long warmupNs,
            long measuredNs,
            LongSupplier nanoTime,
            LongSupplier compilationMs) {
        SplittableRandom random = new SplittableRandom(seed);
        new WarmUp(compilationMs, REST_SHARE)
                .run(warmupNs, windowNs -> placements(experiment, 1, windowNs, random, nanoTime));
        List<Slices> placements = placements(experiment, LEAST_PLACEMENTS, measuredNs, random, nanoTime);
        Bootstrap bootstrap = new Bootstrap(random);
        return new ForkResult(
                seed,
                Environment.describe(),
                placements.size(),
                experiment.rounds(),
                experiment.operations(),
                experiment.lanes().stream().map(lane -> lane(lane, placements)).toList(),
                experiment.contrasts().stream()
                        .map(contrast -> contrast(contrast, placements, bootstrap))
                        .toList());
    }

    private static List<Slices> placements(
            Experiment experiment, int least, long durationNs, SplittableRandom random, LongSupplier nanoTime) {
        List<Slices> placements = new ArrayList<>();
        long startNs = nanoTime.getAsLong();
        while (placements.size() < least || nanoTime.getAsLong() - startNs < durationNs) {
            placements.add(place(experiment, random));
        }
        return placements;
    }

    private static Slices place(Experiment experiment, SplittableRandom random) {
        List<String> names = experiment.lanes();
        int[] order = new int[names.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        Slices.shuffle(order, random);
        List<Lane> lanes = new ArrayList<>();
        for (int lane : order) {
            lanes.add(experiment.open(names.get(lane)));
        }
        Slices slices = Slices.take(lanes, experiment.operations(), experiment.settling(), experiment.rounds(), random);
        lanes.forEach(Lane::close);
        return slices;
    }

    private static LaneFigure lane(String name, List<Slices> placements) {
        double[] ns =
                placements.stream().mapToDouble(slices -> slices.medianNs(name)).toArray();
        return new LaneFigure(name, Quantiles.median(ns), Quantiles.of(ns, 0.25), Quantiles.of(ns, 0.75));
    }

    private static ContrastFigure contrast(Contrast contrast, List<Slices> placements, Bootstrap bootstrap) {
        Contrast.@Nullable Limit limit = contrast.limit();
        return new ContrastFigure(
                contrast.name(),
                contrast.lane(),
                contrast.base(),
                bootstrap.midmeanRatio(byPlacement(contrast, placements, (lane, base) -> lane / base)),
                bootstrap.midmean(byPlacement(contrast, placements, (lane, base) -> lane - base)),
                limit == null ? null : bootstrap.midmean(byPlacement(contrast, placements, limit::excessNs)));
    }

    private static double[] byPlacement(Contrast contrast, List<Slices> placements, DoubleBinaryOperator ofRound) {
        return placements.stream()
                .mapToDouble(slices -> slices.median(contrast.lane(), contrast.base(), ofRound))
                .toArray();
    }
}
