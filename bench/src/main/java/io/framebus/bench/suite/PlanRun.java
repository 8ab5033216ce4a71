package io.framebus.bench.suite;

import io.framebus.bench.paired.PairedRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** Runs the parts of a plan one after the other; what they find is in a folder then. */
final class PlanRun implements ResultsFolder.Parts {
    private final Path folder;
    private final PrintWriter out;

    PlanRun(Path folder, PrintWriter out) {
        this.folder = folder;
        this.out = out;
    }

    @Override
    public List<String> run(Plan plan) throws IOException, InterruptedException {
        List<String> problems = new ArrayList<>();
        for (PairedRun run : plan.paired()) {
            tell("paired " + run.experiment());
            try {
                PairedRun.write(folder.resolve("paired-" + run.experiment() + ".json"), run.run(fork -> {}));
            } catch (IllegalStateException e) {
                problems.add("paired " + run.experiment() + ": " + e.getMessage());
            }
        }
        for (CommandRun run : plan.commands()) {
            tell("command " + run.name());
            try {
                run.run(folder);
            } catch (IllegalStateException e) {
                problems.add("command " + run.name() + ": " + e.getMessage());
            }
        }
        for (JmhRun run : plan.jmh()) {
            tell("jmh " + run.name());
            try {
                run.run(folder);
            } catch (RunnerException e) {
                problems.add("jmh " + run.name() + ": see its log");
            }
        }
        return problems;
    }

    private void tell(String part) {
        out.println(part);
        out.flush();
    }
}
