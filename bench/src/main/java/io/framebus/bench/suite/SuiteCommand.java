package io.framebus.bench.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.framebus.bench.jmh.Require;
import io.framebus.bench.paired.PairedRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code framebus benchmarks}: runs the suite and writes the page. {@code bench/run-benchmarks} calls it. */
@Command(
        name = "benchmarks",
        hidden = true,
        description = "Runs all benchmarks and writes docs/benchmarks.md. For those who work on the bus.",
        footer = "Exit code 1: a part failed; the page says which, and shows the rest.")
public final class SuiteCommand implements Callable<Integer> {
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Option(names = "--quick", description = "A few minutes' run that shows whether everything works.")
    private boolean quick;

    @Option(
            names = "--results",
            paramLabel = "DIR",
            description = "Folder for the JSON files. Default: ${DEFAULT-VALUE}.")
    private Path results = Path.of("bench", "target", "benchmarks");

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "The page. Default: benchmarks.md in the results' folder.")
    private @Nullable Path page;

    @Option(names = "--page-only", description = "Make the page from results that are there.")
    private boolean pageOnly;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Run these parts of the plan only, and show the others as not measured.")
    private List<String> only = List.of();

    @Option(names = "--plan", description = "Only print what would be run.")
    private boolean planOnly;

    @Option(names = "--commit", paramLabel = "ID", description = "What the page says is measured.")
    private String commit = "unknown";

    @Option(
            names = "--sleepers-jdk",
            paramLabel = "DIR",
            description = "A JDK 21 or later for the part with 10,000 sleepers, which are virtual threads. Default: the"
                    + " one that runs this, if it is one; else that part is left out.")
    private @Nullable Path sleepersJdk;

    @Option(names = "--seed", paramLabel = "N", description = "Of the comparisons. Default: the time.")
    private long seed = System.currentTimeMillis();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (!pageOnly) {
            Path java = java(Path.of(System.getProperty("java.home")));
            Plan plan = quick ? Plan.quick(seed, java, sleepersJava(java)) : Plan.full(seed, java, sleepersJava(java));
            plan = only.isEmpty() ? plan : plan.only(only);
            tell(out, plan);
            if (planOnly) {
                return 0;
            }
            Require.noAssertions();
            run(out, plan);
        }
        Results found = Results.read(results);
        Path file = page == null ? results.resolve("benchmarks.md") : page;
        Files.writeString(file, Page.of(found, Notes.bundled()));
        found.info().problems().forEach(problem -> out.println("failed: " + problem));
        out.println("wrote " + file);
        return found.info().problems().isEmpty() ? 0 : 1;
    }

    private static Path java(Path home) {
        return home.resolve("bin").resolve("java");
    }

    private @Nullable Path sleepersJava(Path own) {
        if (sleepersJdk != null) {
            Path java = java(sleepersJdk);
            if (!Files.isExecutable(java)) {
                throw new IllegalArgumentException("--sleepers-jdk " + sleepersJdk + " is no JDK: there is no " + java);
            }
            return java;
        }
        return Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS ? own : null;
    }

    private static void tell(PrintWriter out, Plan plan) {
        plan.jmh()
                .forEach(run -> out.printf(
                        "jmh %-15s %3d configurations, %s%n",
                        run.name(), run.configurations(), seconds(run.expected())));
        plan.commands()
                .forEach(run -> out.printf(
                        "command %-12s %s, %s%n",
                        run.name(), String.join(" ", run.arguments()), seconds(run.expected())));
        plan.paired()
                .forEach(run -> out.printf(
                        "paired %-17s %2d forks, %s%n", run.experiment(), run.forks(), seconds(run.expected())));
        out.printf(
                "in all about %d minutes%n%n",
                Math.max(1, Math.round(plan.expected().toSeconds() / 60.0)));
        out.flush();
    }

    private static String seconds(Duration time) {
        return "about " + time.toSeconds() + " s";
    }

    private void run(PrintWriter out, Plan plan) throws IOException, InterruptedException {
        RunInfo info = RunInfo.now(commit, quick, seed);
        Files.createDirectories(results);
        deleteOld();
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        for (PairedRun run : plan.paired()) {
            out.println("paired " + run.experiment());
            out.flush();
            try {
                PairedRun.write(results.resolve("paired-" + run.experiment() + ".json"), run.run(fork -> {}));
            } catch (IllegalStateException e) {
                info.problems().add("paired " + run.experiment() + ": " + e.getMessage());
            }
        }
        for (CommandRun run : plan.commands()) {
            out.println("command " + run.name());
            out.flush();
            try {
                run.run(results);
            } catch (IllegalStateException e) {
                info.problems().add("command " + run.name() + ": " + e.getMessage());
            }
        }
        for (JmhRun run : plan.jmh()) {
            out.println("jmh " + run.name());
            out.flush();
            try {
                run.run(results);
            } catch (RunnerException e) {
                info.problems().add("jmh " + run.name() + ": see its log");
            }
        }
        mapper.writeValue(results.resolve(Results.INFO).toFile(), info);
    }

    /** What an earlier run left would pass for this one's. */
    private void deleteOld() throws IOException {
        try (Stream<Path> files = Files.list(results)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.equals(Results.INFO) || name.matches("(jmh|paired|command)-.*")) {
                    Files.delete(file);
                }
            }
        }
    }
}
