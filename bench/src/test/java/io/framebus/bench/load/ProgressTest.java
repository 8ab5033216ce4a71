package io.framebus.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final String LINE = "measure  3/10 s  568/570 fps  5.99 MB/s  p99 80.4 us  dropped 1,234  evicted 2";

    private final StringWriter written = new StringWriter();
    private final Tick tick =
            new Tick(3_000_000_000L, 10_000_000_000L, 570.2, 567.9, 5_990_000, TestRuns.histogram(80_000), 1234, 2);

    private Progress progress(boolean terminal, boolean quiet) {
        return new Progress(new PrintWriter(written), terminal, quiet);
    }

    @Test
    void shouldRewriteOneLineOnATerminalAndRemoveItAtTheEnd() {
        Progress progress = progress(true, false);
        progress.tell("measure", tick);
        progress.tell("measure", tick);
        progress.finish();
        String clear = "\r\u001b[K";
        assertEquals(clear + LINE + clear + LINE + clear, written.toString());
    }

    @Test
    void shouldWritePlainLinesElsewhere() {
        Progress progress = progress(false, false);
        progress.tell("measure", tick);
        progress.finish();
        assertEquals(LINE + System.lineSeparator(), written.toString());
    }

    @Test
    void shouldSayNothingWhenQuiet() {
        Progress progress = progress(true, true);
        progress.tell("measure", tick);
        progress.finish();
        assertEquals("", written.toString());
    }

    @Test
    void shouldDoWithoutLatency() {
        Tick empty = new Tick(1, 2, 0, 0, 0, TestRuns.histogram(), 0, 0);
        assertEquals("warm-up  0/0 s  0/0 fps  0 kB/s  p99 -  dropped 0  evicted 0", Progress.line("warm-up", empty));
    }
}
