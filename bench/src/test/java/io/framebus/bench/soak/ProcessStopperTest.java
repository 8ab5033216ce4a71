package io.framebus.bench.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.measure.StopSignal;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
@EnabledOnOs(OS.LINUX) // for the look at its state
class ProcessStopperTest {
    private static ProcessStopper stopper(long pid) {
        return new ProcessStopper(pid, new StopSignal(), new Ledger(), 1);
    }

    /** It answers each line; while it is stopped it does not, and then it goes on as if nothing had been. */
    @Test
    void shouldStopAProcessAndLetItGoOn() throws Exception {
        Process cat = new ProcessBuilder("cat").start();
        try (BufferedReader answers = cat.inputReader()) {
            ask(cat);
            assertEquals("?", answers.readLine());
            CompletableFuture<Void> stopping = CompletableFuture.runAsync(() -> {
                try {
                    stopper(cat.pid()).stopFor(Duration.ofMillis(1500));
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            while (!stopped(cat)) {
                assertTrue(!stopping.isDone(), "it was not stopped");
                Thread.onSpinWait();
            }
            ask(cat);
            assertEquals("?", answers.readLine(), "after it went on");
            stopping.join();
        } finally {
            cat.destroy();
        }
    }

    private static void ask(Process cat) throws IOException {
        cat.getOutputStream().write("?\n".getBytes(StandardCharsets.US_ASCII));
        cat.getOutputStream().flush();
    }

    private static boolean stopped(Process process) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
    }

    @Test
    void shouldSayThatAProcessCannotBeStopped() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        assertThrows(IOException.class, () -> stopper(gone.pid()).stopFor(Duration.ofMillis(1)));
    }
}
