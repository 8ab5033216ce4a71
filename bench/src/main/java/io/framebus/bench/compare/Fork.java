package io.framebus.bench.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.peer.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Measures in a JVM of its own, with this one's class path. What goes wrong there is told: an exit code, a time that ran out,
 * and what was written to standard error.
 */
final class Fork {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long SLICE_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long TIDY_SECONDS = 2;
    private static final int MAX_ERROR_LINES = 12;

    private final List<String> jvmOptions;
    private final Class<?> main;
    private final long graceNs;

    /**
     * @param jvmOptions of every fork
     * @param main what is run there
     * @param graceNs how much longer than measuring and warming up may take at most
     */
    Fork(List<String> jvmOptions, Class<?> main, long graceNs) {
        this.jvmOptions = jvmOptions;
        this.main = main;
        this.graceNs = graceNs;
    }

    /** Says why there are no figures. */
    static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        Failure(String message) {
            super(message);
        }
    }

    /**
     * Runs it to its end.
     *
     * @throws Failure if there are no figures
     */
    PeerFigures run(RunSpec spec, StopSignal interrupt) throws Failure, IOException, InterruptedException {
        Path directory = Files.createTempDirectory("framebus-compare");
        try {
            Path specFile = directory.resolve("spec.json");
            Path resultFile = directory.resolve("figures.json");
            Path errorFile = directory.resolve("stderr");
            MAPPER.writeValue(specFile.toFile(), spec);
            Process process = new ProcessBuilder(command(spec, specFile, resultFile))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(errorFile.toFile())
                    .start();
            try {
                await(process, spec, interrupt, errorFile);
            } finally {
                end(process);
            }
            return figures(process, resultFile, errorFile);
        } finally {
            delete(directory);
        }
    }

    private List<String> command(RunSpec spec, Path specFile, Path resultFile) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(Peers.named(spec.peer()).jvmOptions());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.add(specFile.toString());
        command.add(resultFile.toString());
        return command;
    }

    private void await(Process process, RunSpec spec, StopSignal interrupt, Path errorFile)
            throws Failure, IOException, InterruptedException {
        long limitNs = 2 * (CostRun.PATIENCE * spec.warmUpNs() + spec.durationNs()) + graceNs;
        long deadlineNs = System.nanoTime() + limitNs;
        while (!process.waitFor(SLICE_NS, TimeUnit.NANOSECONDS)) {
            if (interrupt.isStopped()) {
                throw new Failure("interrupted");
            }
            if (System.nanoTime() - deadlineNs > 0) {
                throw new Failure(
                        "did not end within " + TimeUnit.NANOSECONDS.toSeconds(limitNs) + " s" + quote(errorFile));
            }
        }
    }

    /** Lets it tidy up, for a moment. */
    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(TIDY_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private static PeerFigures figures(Process process, Path resultFile, Path errorFile) throws Failure, IOException {
        if (process.exitValue() != 0) {
            throw new Failure("its JVM ended with exit code " + process.exitValue() + quote(errorFile));
        }
        if (!Files.exists(resultFile)) {
            throw new Failure("its JVM ended without figures" + quote(errorFile));
        }
        return MAPPER.readValue(resultFile.toFile(), PeerFigures.class);
    }

    private static String quote(Path errorFile) throws IOException {
        List<String> lines = Files.readAllLines(errorFile);
        if (lines.isEmpty()) {
            return ", and wrote nothing to standard error";
        }
        List<String> shown = lines.subList(0, Math.min(lines.size(), MAX_ERROR_LINES));
        String more = lines.size() > shown.size() ? "\n... " + (lines.size() - shown.size()) + " more lines" : "";
        return ":\n" + String.join("\n", shown) + more;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.delete(directory);
    }
}
