package io.framebus.bench.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The folder that a run of the suite leaves its results in. */
final class ResultsFolder {
    /** What fills it. */
    interface Parts {
        /** Blocks until they have been run; says what failed. */
        List<String> run(Plan plan) throws IOException, InterruptedException;
    }

    private final Path folder;
    private final Parts parts;
    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    ResultsFolder(Path folder, Parts parts) {
        this.folder = folder;
        this.parts = parts;
    }

    /** Blocks until all is done. Of what an earlier run left nothing stays: it would pass for this one's. */
    void fill(Plan plan, RunInfo info) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        delete(name -> name.equals(Results.INFO) || name.matches("(jmh|paired|command)-.*"));
        write(info.with(parts.run(plan), List.of()));
    }

    /**
     * Blocks until these parts have been run once more. What else there is stays.
     *
     * @param now what {@link #fill} would be given now
     * @throws IllegalArgumentException if there are no results, or those of something else
     */
    void renew(Plan some, RunInfo now) throws IOException, InterruptedException {
        Results before = Results.read(folder);
        RunInfo info = before.info();
        if (!info.measured().equals(now.measured())) {
            throw new IllegalArgumentException("results in " + folder + " are of " + info.measured()
                    + "; these parts would be of " + now.measured());
        }
        List<String> names = some.names();
        delete(name -> names.stream().anyMatch(part -> name.startsWith(part.replace(' ', '-') + ".")));
        List<String> problems = new ArrayList<>(info.problems());
        problems.removeIf(problem -> names.stream().anyMatch(part -> problem.startsWith(part + ":")));
        problems.addAll(parts.run(some));
        RunAgain again = new RunAgain(names, now.date(), now.loadBefore(), changed(before, Results.read(folder)));
        write(info.with(
                problems, Stream.concat(info.again().stream(), Stream.of(again)).toList()));
    }

    private static List<String> changed(Results before, Results after) {
        List<String> changed = new ArrayList<>();
        for (Goal goal : Goals.ALL) {
            Finding was = goal.finding().apply(before);
            if (!Objects.equals(was, goal.finding().apply(after))) {
                changed.add(goal.id() + " " + was.outcome().word() + ": " + was.figure());
            }
        }
        return changed;
    }

    private void write(RunInfo info) throws IOException {
        mapper.writeValue(folder.resolve(Results.INFO).toFile(), info);
    }

    private void delete(Predicate<String> names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (names.test(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }
}
