package io.framebus.bench.suite;

import io.framebus.bench.Main;
import io.framebus.bench.jmh.Require;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A command of the command line that measures by itself what no benchmark can: run in a JVM of its own, its figures taken from
 * the JSON that it writes.
 *
 * @param name of its files
 * @param java the {@code java} to run it with
 */
record CommandRun(String name, Path java, List<String> jvmOptions, List<String> arguments, Duration expected) {
    /**
     * Blocks until it is done. What it says goes to a log beside the result.
     *
     * @throws IllegalStateException if it found its own figures to be worth nothing
     */
    void run(Path results) throws IOException, InterruptedException {
        Require.noAssertions();
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(arguments);
        command.addAll(
                List.of("--json", results.resolve("command-" + name + ".json").toString(), "--format=markdown"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(results.resolve("command-" + name + ".log").toFile());
        // Options for all JVMs would be in those it starts for what it measures as well.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        Process process = builder.start();
        try {
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new IllegalStateException("exit code " + exitCode + ", see its log");
            }
        } finally {
            process.destroy();
        }
    }
}
