package io.framebus.bench.rig;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.measure.WarmUp;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Work done in a JVM of its own, so that what was loaded and compiled for one thing that is measured has no part in the figures
 * of another. Job and result travel as JSON through files.
 *
 * <p>For any thread; a call blocks until its child has ended.
 */
public final class ChildJvm {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final Duration STARTING = Duration.ofMinutes(2);
    private static final long POLL_MS = 50;
    private static final long TIDY_SECONDS = 2;
    private static final int MAX_ERROR_LINES = 12;
    private static final String RESULT = "result";
    private static final String REFUSED = "refused";
    private static final String FAILED = "failed";

    private final Class<?> main;
    private final List<String> jvmOptions;

    /** What a child does. */
    @FunctionalInterface
    public interface Work<J, R> {
        /** Does the job. An {@link IllegalArgumentException} means that it cannot be done, and is told to who asked for it. */
        R run(J job) throws Exception;
    }

    /** A child came to no result; says why, with what it wrote to standard error. */
    public static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        /** @param message what happened, after "its JVM" or the like */
        public Failure(String message) {
            super(message);
        }
    }

    /**
     * @param main whose main method has to call {@link #serve}
     * @param jvmOptions all of the child's, but for the class path, which is this JVM's
     */
    public ChildJvm(Class<?> main, List<String> jvmOptions) {
        this.main = main;
        this.jvmOptions = List.copyOf(jvmOptions);
    }

    /** The options of this JVM, without assertions and debuggers, and {@code more}. */
    public static List<String> ownOptions(List<String> more) {
        List<String> options = new ArrayList<>();
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!option.matches("-(ea|enableassertions|esa|enablesystemassertions|agent|javaagent|Xrunjdwp).*")) {
                options.add(option);
            }
        }
        options.addAll(more);
        return options;
    }

    /**
     * The limit of {@link #call}: beyond it, a child counts as hung.
     *
     * @param warmUpNs how long it warms up at least, see {@link WarmUp}
     * @param leastNs how long it takes for the rest if all goes well
     */
    public static Duration patience(long warmUpNs, long leastNs) {
        return Duration.ofNanos(4 * (WarmUp.PATIENCE * warmUpNs + leastNs)).plus(STARTING);
    }

    /**
     * Has {@code job} done.
     *
     * @param limit how long the child may take; generous, for it is there for one that hangs
     * @return empty if {@code interrupt} was given before it was done
     * @throws IllegalArgumentException if the child said that it cannot be done
     * @throws Failure if there is no result
     */
    public <R> Optional<R> call(Object job, Class<R> resultType, Duration limit, StopSignal interrupt)
            throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("framebus-child-");
        try {
            Path jobFile = directory.resolve("job.json");
            Path resultFile = directory.resolve("result.json");
            Path errorFile = directory.resolve("stderr");
            MAPPER.writeValue(jobFile.toFile(), job);
            Process process = new ProcessBuilder(command(jobFile, resultFile))
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(errorFile.toFile())
                    .start();
            try {
                if (!await(process, limit, interrupt, errorFile)) {
                    return Optional.empty();
                }
            } finally {
                end(process);
            }
            return Optional.of(result(process, resultFile, resultType, errorFile));
        } finally {
            delete(directory);
        }
    }

    private List<String> command(Path jobFile, Path resultFile) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.add(jobFile.toString());
        command.add(resultFile.toString());
        return command;
    }

    /** Whether it ended by itself. */
    private static boolean await(Process process, Duration limit, StopSignal interrupt, Path errorFile)
            throws IOException, InterruptedException {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        while (!process.waitFor(POLL_MS, TimeUnit.MILLISECONDS)) {
            if (interrupt.isStopped()) {
                return false;
            }
            if (System.nanoTime() - deadlineNs > 0) {
                throw new Failure("did not end within " + limit.toSeconds() + " s" + quote(errorFile));
            }
        }
        return !interrupt.isStopped();
    }

    /** Lets it tidy up, for a moment. */
    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(TIDY_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private static <R> R result(Process process, Path file, Class<R> type, Path errorFile) throws IOException {
        if (process.exitValue() != 0) {
            throw new Failure("its JVM ended with exit code " + process.exitValue() + quote(errorFile));
        }
        if (!Files.exists(file)) {
            throw new Failure("its JVM ended without figures" + quote(errorFile));
        }
        ObjectNode answer = MAPPER.readValue(file.toFile(), ObjectNode.class);
        if (answer.hasNonNull(REFUSED)) {
            throw new IllegalArgumentException(answer.get(REFUSED).asText());
        }
        if (answer.hasNonNull(FAILED)) {
            throw new Failure("its JVM failed" + quote(errorFile));
        }
        return MAPPER.treeToValue(answer.get(RESULT), type);
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

    /** For the main method of a child: does the job and leaves the result. Ends the JVM when this one's parent has gone. */
    public static <J, R> void serve(String[] args, Class<J> jobType, Work<J, R> work) throws IOException {
        endWithParent();
        ObjectNode answer = MAPPER.createObjectNode();
        try {
            J job = MAPPER.readValue(Path.of(args[0]).toFile(), jobType);
            answer.set(RESULT, MAPPER.valueToTree(work.run(job)));
        } catch (IllegalArgumentException e) {
            answer.put(REFUSED, String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            e.printStackTrace(); // for the parent, which quotes it
            answer.put(FAILED, String.valueOf(e));
        }
        MAPPER.writeValue(Path.of(args[1]).toFile(), answer);
        if (answer.hasNonNull(RESULT)) {
            System.exit(0);
        }
        // Threads of a failed run may still be there, and hold up whoever tidies up.
        Runtime.getRuntime().halt(0);
    }

    /** The parent's end of standard input closes when it ends, however that happens. */
    private static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // The same as its end.
                    }
                    Runtime.getRuntime().halt(1);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }
}
