package io.framebus.bench.rig;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.bench.measure.StopSignal;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Work done in a JVM of its own, so that what was loaded and compiled for one thing that is measured has no part in the figures
 * of another. Job and result travel as JSON through files.
 */
public final class ChildJvm {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final long POLL_MS = 50;
    private static final String RESULT = "result";
    private static final String REFUSED = "refused";
    private static final String FAILED = "failed";

    private ChildJvm() {}

    /** What a child does. */
    @FunctionalInterface
    public interface Work<J, R> {
        /** Does the job. An {@link IllegalArgumentException} means that it cannot be done, and is told to who asked for it. */
        R run(J job) throws Exception;
    }

    /**
     * Has {@code job} done by the main method of {@code main}, which has to call {@link #serve}. The child has the class path
     * and the options of this JVM, and {@code jvmOptions}; assertions are off in it, and nobody debugs it.
     *
     * @return empty if {@code interrupt} was given before it was done
     * @throws IllegalArgumentException if the child said that it cannot be done
     */
    public static <J, R> Optional<R> call(
            Class<?> main, List<String> jvmOptions, J job, Class<R> resultType, StopSignal interrupt)
            throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("framebus-child-");
        Path jobFile = directory.resolve("job.json");
        Path resultFile = directory.resolve("result.json");
        try {
            MAPPER.writeValue(jobFile.toFile(), job);
            List<String> command = command(main, jvmOptions);
            command.add(jobFile.toString());
            command.add(resultFile.toString());
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return await(process, interrupt) ? Optional.of(result(process, resultFile, resultType)) : Optional.empty();
        } finally {
            Files.deleteIfExists(jobFile);
            Files.deleteIfExists(resultFile);
            Files.deleteIfExists(directory);
        }
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
        } catch (Exception | OutOfMemoryError e) {
            e.printStackTrace();
            answer.put(FAILED, String.valueOf(e));
        }
        MAPPER.writeValue(Path.of(args[1]).toFile(), answer);
        System.exit(0);
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

    private static List<String> command(Class<?> main, List<String> jvmOptions) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!option.matches("-(ea|enableassertions|esa|enablesystemassertions|agent|javaagent|Xrunjdwp).*")) {
                command.add(option);
            }
        }
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return command;
    }

    /** Whether it ended by itself. */
    private static boolean await(Process process, StopSignal interrupt) throws InterruptedException {
        try {
            while (!process.waitFor(POLL_MS, TimeUnit.MILLISECONDS)) {
                if (interrupt.isStopped()) {
                    return false;
                }
            }
            return !interrupt.isStopped();
        } finally {
            process.destroyForcibly();
        }
    }

    private static <R> R result(Process process, Path file, Class<R> type) throws IOException {
        if (process.exitValue() != 0 || !Files.exists(file)) {
            throw new IllegalStateException("a measuring JVM ended with exit code " + process.exitValue());
        }
        ObjectNode answer = MAPPER.readValue(file.toFile(), ObjectNode.class);
        if (answer.hasNonNull(REFUSED)) {
            throw new IllegalArgumentException(answer.get(REFUSED).asText());
        }
        if (answer.hasNonNull(FAILED)) {
            throw new IllegalStateException(
                    "a measuring JVM failed: " + answer.get(FAILED).asText());
        }
        return MAPPER.treeToValue(answer.get(RESULT), type);
    }
}
