package io.framebus.bench.soak;

import io.framebus.bench.measure.StopSignal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Stops a whole process now and then, as a debugger, a virtual machine that is moved, or Ctrl-Z does, and lets it go on. By a
 * shell, since who is stopped cannot let himself go on.
 */
final class ProcessStopper implements Runnable {
    private static final long FIRST_NS = 2_000_000_000;
    private static final long EVERY_NS = 12_000_000_000L;
    private static final long SLICE_NS = 100_000_000;
    private static final int MOST_MS = 1_500;

    private final long pid;
    private final StopSignal stop;
    private final Ledger ledger;
    private final SplittableRandom random;

    ProcessStopper(long pid, StopSignal stop, Ledger ledger, long seed) {
        this.pid = pid;
        this.stop = stop;
        this.ledger = ledger;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public void run() {
        long dueNs = System.nanoTime() + FIRST_NS;
        while (true) {
            stop.sleepUntil(dueNs, SLICE_NS);
            if (stop.isStopped()) {
                return;
            }
            try {
                stopFor(Duration.ofMillis(1 + random.nextInt(MOST_MS)));
                ledger.injected(Fault.STOPPED_PROCESS);
            } catch (IOException | InterruptedException e) {
                ledger.found(Trouble.UNEXPECTED, "the process could not be stopped: " + e);
                return;
            }
            dueNs = System.nanoTime() + EVERY_NS;
        }
    }

    /** Stops the process, and returns once it goes on. */
    void stopFor(Duration time) throws IOException, InterruptedException {
        String seconds = String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
        Process shell = new ProcessBuilder(
                        List.of("sh", "-c", "kill -STOP " + pid + " && sleep " + seconds + "; kill -CONT " + pid))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!shell.waitFor(1, TimeUnit.MINUTES) || shell.exitValue() != 0) {
            throw new IOException("the shell that stops processes failed");
        }
    }
}
