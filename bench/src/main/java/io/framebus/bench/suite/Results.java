package io.framebus.bench.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.framebus.bench.paired.ExperimentResult;
import io.framebus.bench.paired.ForkResult.ContrastFigure;
import io.framebus.bench.paired.ForkResult.LaneFigure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** All that a run of the suite left in its folder. */
record Results(RunInfo info, JmhResults jmh, List<ExperimentResult> paired, CommandResults commands) {
    static final String INFO = "run.json";

    /** @throws IllegalArgumentException if it is no folder of results */
    static Results read(Path folder) throws IOException {
        Path info = folder.resolve(INFO);
        if (!Files.isRegularFile(info)) {
            throw new IllegalArgumentException(folder + " has no " + INFO + ": no results of a run");
        }
        ObjectMapper mapper = new ObjectMapper();
        List<ExperimentResult> paired = new ArrayList<>();
        for (Path file : files(folder, "paired-")) {
            ExperimentResult result = mapper.readValue(file.toFile(), ExperimentResult.class);
            if (!result.schema().equals(ExperimentResult.SCHEMA)) {
                throw new IllegalArgumentException(
                        file.getFileName() + " is " + result.schema() + ", not " + ExperimentResult.SCHEMA);
            }
            paired.add(result);
        }
        return new Results(
                mapper.readValue(info.toFile(), RunInfo.class),
                JmhResults.read(files(folder, "jmh-")),
                paired,
                CommandResults.read(files(folder, "command-")));
    }

    private static List<Path> files(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(prefix) && name.endsWith(".json");
                    })
                    .sorted()
                    .toList();
        }
    }

    Optional<ExperimentResult> experiment(String name) {
        return paired.stream()
                .filter(result -> result.experiment().equals(name))
                .findFirst();
    }

    Optional<ContrastFigure> contrast(String experiment, String contrast) {
        return experiment(experiment).stream()
                .flatMap(result -> result.overall().stream())
                .filter(figure -> figure.name().equals(contrast))
                .findFirst();
    }

    /** What a lane took by itself, in nanoseconds: the mean of the forks. Empty if there is none of that name. */
    OptionalDouble laneNs(String experiment, String lane) {
        return experiment(experiment).stream()
                .flatMap(result -> result.forks().stream())
                .flatMap(fork -> fork.lanes().stream())
                .filter(figure -> figure.name().equals(lane))
                .mapToDouble(LaneFigure::medianNs)
                .average();
    }
}
