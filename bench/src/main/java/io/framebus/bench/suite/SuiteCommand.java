package io.framebus.bench.suite;

import io.framebus.bench.jmh.Require;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--again",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Run these parts once more and keep the others' results of the same commit; the page says which,"
                            + " and what had been found before.")
    private List<String> again = List.of();

    @Option(names = "--plan", description = "Only print what would be run.")
    private boolean planOnly;

    @Option(names = "--commit", paramLabel = "ID", description = "What the page says is measured.")
    private String commit = "unknown";

    @Option(
            names = "--load-before",
            paramLabel = "LOAD",
            description =
                    "The machine's load average before any of this, what was built included. Default: what it is now.")
    private @Nullable Double loadBefore;

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
        if (!only.isEmpty() && !again.isEmpty()) {
            throw new IllegalArgumentException("--only leaves out what --again keeps: give one of them");
        }
        if (pageOnly && !parts().isEmpty()) {
            throw new IllegalArgumentException("--page-only runs nothing: leave out --only and --again");
        }
        if (!pageOnly) {
            Path java = java(Path.of(System.getProperty("java.home")));
            Plan plan = quick ? Plan.quick(seed, java, sleepersJava(java)) : Plan.full(seed, java, sleepersJava(java));
            plan = parts().isEmpty() ? plan : plan.only(parts());
            tell(out, plan);
            if (planOnly) {
                return 0;
            }
            Require.noAssertions();
            RunInfo info = RunInfo.now(commit, quick, seed, loadBefore);
            ResultsFolder folder = new ResultsFolder(results, new PlanRun(results, out));
            if (again.isEmpty()) {
                folder.fill(plan, info);
            } else {
                folder.renew(plan, info);
            }
        }
        Results found = Results.read(results);
        Path file = page == null ? results.resolve("benchmarks.md") : page;
        Files.writeString(file, Page.of(found, Notes.bundled()));
        found.info().problems().forEach(problem -> out.println("failed: " + problem));
        out.println("wrote " + file);
        return found.info().problems().isEmpty() ? 0 : 1;
    }

    private List<String> parts() {
        return again.isEmpty() ? only : again;
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
}
