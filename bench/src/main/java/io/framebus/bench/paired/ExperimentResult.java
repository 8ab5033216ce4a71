package io.framebus.bench.paired;

import io.framebus.bench.paired.ForkResult.ContrastFigure;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an experiment found.
 *
 * @param seed of the first fork; the next ones count up from it
 * @param overall the contrasts over all forks
 */
public record ExperimentResult(
        String schema,
        String experiment,
        String question,
        long seed,
        List<ForkResult> forks,
        List<ContrastFigure> overall) {
    /** Changes when a name or a meaning does. */
    public static final String SCHEMA = "framebus-paired/1";

    static ExperimentResult of(Experiment experiment, long seed, List<ForkResult> forks) {
        List<ContrastFigure> overall = IntStream.range(0, experiment.contrasts().size())
                .mapToObj(contrast -> AcrossForks.of(forks.stream()
                        .map(fork -> fork.contrasts().get(contrast))
                        .toList()))
                .toList();
        return new ExperimentResult(SCHEMA, experiment.name(), experiment.question(), seed, forks, overall);
    }
}
