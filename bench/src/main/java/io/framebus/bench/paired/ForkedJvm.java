package io.framebus.bench.paired;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.framebus.bench.measure.WarmUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A fresh JVM that runs one fork of an experiment: this one's java, class path and nothing else of its options. */
final class ForkedJvm {
    private static final long PATIENCE_S = 300;

    private ForkedJvm() {}

    /** @throws IllegalStateException if it fails, or takes much longer than it should */
    static ForkResult run(String experiment, @Nullable String against, long seed, long warmupMs, long measuredMs)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("framebus-fork", ".json");
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    // Agrona's buffers need this; the bus does not.
                    "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                    // At its best.
                    "-Dagrona.disable.bounds.checks=true",
                    "-Xms512m",
                    "-Xmx512m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Fork.class.getName(),
                    experiment,
                    Long.toString(seed),
                    Long.toString(warmupMs),
                    Long.toString(measuredMs),
                    file.toString()));
            if (against != null) {
                command.add(against);
            }
            Process process = new ProcessBuilder(command).inheritIO().start();
            waitFor(
                    process,
                    TimeUnit.MILLISECONDS.toSeconds(4 * (WarmUp.PATIENCE * warmupMs + measuredMs)) + PATIENCE_S);
            return new ObjectMapper().readValue(file.toFile(), ForkResult.class);
        } finally {
            Files.delete(file);
        }
    }

    private static void waitFor(Process process, long seconds) throws InterruptedException {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the forked JVM has not ended after " + seconds + " s");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException("the forked JVM failed with exit code " + process.exitValue());
            }
        } finally {
            process.destroyForcibly(); // does nothing to one that has ended
        }
    }
}
