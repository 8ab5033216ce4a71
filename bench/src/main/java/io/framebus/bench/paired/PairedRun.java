package io.framebus.bench.paired;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.framebus.bench.measure.WarmUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An experiment in forked JVMs, one after the other.
 *
 * @param against class path of another build of the bus, which every lane is compared with; null for the experiment's own
 *     contrasts
 * @param seed of the first fork; the next ones count up from it
 */
public record PairedRun(
        String experiment, @Nullable String against, int forks, Duration warmup, Duration measured, long seed) {
    /** With fewer there is no telling what placement in memory does. */
    public static final int LEAST_FORKS = 3;

    /** Usually, of what is asked for: it goes on until the compiler has come to rest. */
    private static final int WARMUPS = 3;

    /** Starting and ending a JVM, and the bootstrap. */
    private static final Duration OVERHEAD = Duration.ofMillis(2500);

    /** @throws IllegalArgumentException naming the value that is impossible */
    public PairedRun {
        Experiments.named(experiment);
        if (against != null) {
            new OtherBuild(against);
        }
        if (forks < LEAST_FORKS || forks > AcrossForks.MOST_FORKS) {
            throw new IllegalArgumentException(
                    "forks must be " + LEAST_FORKS + " to " + AcrossForks.MOST_FORKS + ", are " + forks);
        }
        if (warmup.isNegative()) {
            throw new IllegalArgumentException("warm-up must not be negative, is " + warmup);
        }
        if (measured.isNegative() || measured.isZero()) {
            throw new IllegalArgumentException("measuring must take some time, is " + measured);
        }
    }

    /** An experiment with the contrasts of its own. */
    public PairedRun(String experiment, int forks, Duration warmup, Duration measured, long seed) {
        this(experiment, null, forks, warmup, measured, seed);
    }

    /** What is asked. */
    String question() {
        return Experiments.named(experiment, against).question();
    }

    /** About how long it takes. */
    public Duration expected() {
        Duration placement = Experiments.named(experiment, against).placement();
        Duration warming = longer(warmup.multipliedBy(WARMUPS), placement.multipliedBy(WarmUp.WINDOWS));
        Duration measuring = longer(measured, placement.multipliedBy(Fork.LEAST_PLACEMENTS));
        return warming.plus(measuring).plus(OVERHEAD).multipliedBy(forks);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /**
     * Blocks until all forks are done.
     *
     * @param told each fork's figures as they come
     * @throws IllegalStateException if a fork fails, or finds its measurement void
     */
    public ExperimentResult run(Consumer<ForkResult> told) throws IOException, InterruptedException {
        List<ForkResult> results = new ArrayList<>();
        for (int fork = 0; fork < forks; fork++) {
            ForkResult result = ForkedJvm.run(experiment, against, seed + fork, warmup.toMillis(), measured.toMillis());
            told.accept(result);
            results.add(result);
        }
        return ExperimentResult.of(Experiments.named(experiment, against), seed, results);
    }

    /** Writes a result as JSON. */
    public static void write(Path file, ExperimentResult result) throws IOException {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        Files.writeString(file, mapper.writeValueAsString(result) + '\n');
    }
}
