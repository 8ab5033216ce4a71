package io.framebus.bench.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The command in a JVM of its own that is asked to end, as by Ctrl-C. */
@Timeout(120)
@EnabledOnOs({OS.LINUX, OS.MAC})
class SoakInterruptedTest {
    @Test
    void shouldFindNothingWhenItIsInterrupted() throws IOException, InterruptedException {
        Process soak = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "soak",
                        "--minutes=5",
                        "--streams=4",
                        "--subscribers=12",
                        "--receivers=4",
                        "--seed=4711")
                .start();
        try (BufferedReader progress = soak.errorReader();
                BufferedReader report = soak.inputReader()) {
            progress.readLine(); // what it is about to do
            progress.readLine(); // the first second is over
            assertTrue(soak.toHandle().destroy(), "it cannot be asked to end"); // leaves its streams open
            String text = String.join("\n", report.lines().toList());
            assertTrue(soak.waitFor(60, TimeUnit.SECONDS), "it does not end");
            assertTrue(text.contains("INTERRUPTED: ended early; nothing found so far, seed 4711"), text);
            assertEquals(128 + 15, soak.exitValue(), "the exit code of a JVM that is asked to end");
        } finally {
            soak.destroyForcibly();
        }
    }
}
