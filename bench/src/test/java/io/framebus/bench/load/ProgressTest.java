package io.framebus.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.text.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ProgressTest {
    private static final Lag SLOW = new Lag(0.129, "slow 100 ms 126", 1_814_000_000, 128);
    private static final Tick TICK = tick(3, 567.9, 80_000, 1234, SLOW);
    private static final String CLEAR = "\r\u001b[K";
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";

    private final StringWriter written = new StringWriter();

    private static Tick tick(int seconds, double sent, long p99Ns, long dropped, Lag lag) {
        return new Tick(
                seconds * 1_000_000_000L,
                10_000_000_000L,
                570.2,
                sent,
                5_990_000,
                p99Ns == 0 ? TestRuns.histogram() : TestRuns.histogram(p99Ns),
                dropped,
                2,
                lag);
    }

    private Progress progress(Screen screen, boolean quiet) {
        return new Progress(new PrintWriter(written), screen, quiet);
    }

    private static Screen terminal(int columns) {
        return new Screen(true, columns, false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                " 30 | measure  3/10 s  568/570 fps",
                " 60 | measure  3/10 s  568/570 fps  p99 80.4 us  room  12 %",
                " 70 | measure  3/10 s  568/570 fps  p99 80.4 us  room  12 %  drop 1,234",
                " 80 | measure  3/10 s  568/570 fps  p99 80.4 us  room  12 %  drop 1,234  lag  1.81 s",
                "100 | measure  3/10 s  568/570 fps  p99 80.4 us  room  12 %  drop 1,234  lag  1.81 s  128 frames",
                "120 | measure  3/10 s  568/570 fps  p99 80.4 us  room  12 %  drop 1,234  evicted 2  lag  1.81 s  128 frames"
                        + "  slow 100 ms 126",
                "999 | measure  3/10 s  568/570 fps  5.99 MB/s  p99 80.4 us  headroom  12 %  dropped 1,234  evicted 2"
                        + "  lag  1.81 s  128 frames  slow 100 ms 126",
            })
    void shouldFitTheTerminal(int columns, String line) {
        assertTrue(line.length() < columns, line);
        assertEquals(line, progress(terminal(columns), false).line("measure", TICK));
    }

    @Test
    void shouldCutWhatDoesNotFitAtAll() {
        assertEquals("measure  3/10 s  568", progress(terminal(21), false).line("measure", TICK));
    }

    @Test
    void shouldStayAlignedFromLineToLine() {
        Progress progress = progress(Screen.PLAIN, false);
        progress.tell("measure", tick(1, 98.2, 0, 0, Lag.NONE));
        progress.tell("measure", tick(9, 570.2, 999_000, 98_765, SLOW));
        progress.tell("measure", tick(10, 1_612.4, 10_400_000, 1_234_567, SLOW));
        progress.tell("measure", tick(10, 570.2, 7_000, 1_234_568, new Lag(0.7, "x", 5_000, 1)));
        assertEquals("""
                measure  1/10 s   98/570 fps  5.99 MB/s  p99       -  headroom 100 %  dropped     0  evicted 2  lag    0 ns    0 frames
                measure  9/10 s  570/570 fps  5.99 MB/s  p99  999 us  headroom  12 %  dropped 98,765  evicted 2  lag  1.81 s  128 frames  slow 100 ms 126
                measure 10/10 s  1,612/570 fps  5.99 MB/s  p99 10.4 ms  headroom  12 %  dropped 1,234,567  evicted 2  lag  1.81 s  128 frames  slow 100 ms 126
                measure 10/10 s    570/570 fps  5.99 MB/s  p99 7.01 us  headroom  70 %  dropped 1,234,568  evicted 2  lag    5 us     1 frame  x
                """, written.toString());
    }

    @Test
    void shouldSayHowLongItHasTakenWhereNobodyKnowsHowLongItWill() {
        String line = progress(Screen.PLAIN, false).line("warm-up", TICK.at(3_500_000_000L, Tick.UNKNOWN));
        assertTrue(line.startsWith("warm-up 4 s  568/570 fps"), line);
    }

    @Test
    void shouldForgetTheWidthsOfTheWarmUp() {
        Progress progress = progress(terminal(80), false);
        progress.line("warm-up", tick(1, 999_999_999, 80_000, 123_456_789, SLOW));
        assertEquals(progress(terminal(80), false).line("measure", TICK), progress.line("measure", TICK));
    }

    @Test
    void shouldShowLittleHeadroomAndALostRateInColours() {
        Progress progress = progress(new Screen(true, 80, true), false);
        String warned = progress.line("measure", tick(3, 560, 80_000, 0, new Lag(0.2, "x", 5_000, 1)));
        assertTrue(warned.contains("\u001b[33m560/570 fps\u001b[0m"), warned);
        assertTrue(warned.contains("room \u001b[33m 20 %\u001b[0m"), warned);
        String bad = progress.line("measure", tick(3, 500, 80_000, 0, new Lag(0.04, "x", 5_000, 1)));
        assertTrue(bad.contains("\u001b[31m500/570 fps\u001b[0m"), bad);
        assertTrue(bad.contains("room \u001b[31m  4 %\u001b[0m"), bad);
        assertEquals(
                progress(terminal(80), false).line("measure", tick(3, 500, 80_000, 0, new Lag(0.04, "x", 5_000, 1))),
                bad.replaceAll("\u001b\\[\\d*m", ""));
    }

    @Test
    void shouldRewriteOneLineOnATerminalAndRemoveItAtTheEnd() {
        Progress progress = progress(terminal(80), false);
        progress.tell("measure", TICK);
        progress.tell("measure", TICK);
        progress.finish();
        String line = CLEAR + NO_WRAP + progress.line("measure", TICK) + WRAP;
        assertEquals(line + line + CLEAR, written.toString());
    }

    @Test
    void shouldWritePlainLinesElsewhere() {
        Progress progress = progress(Screen.PLAIN, false);
        progress.tell("measure", TICK);
        progress.finish();
        assertEquals(progress.line("measure", TICK) + System.lineSeparator(), written.toString());
    }

    @Test
    void shouldSayNothingWhenQuiet() {
        Progress progress = progress(terminal(80), true);
        progress.tell("measure", TICK);
        progress.finish();
        assertEquals("", written.toString());
    }

    @Test
    void shouldFindTheLeastHeadroomAndWhoIsFurthestBehind() {
        Lag lag = Lag.NONE.and("a", 0.5, 10, 3).and("b", 0.9, 20, 1).and("c", 0.6, 5, 2);
        assertEquals(new Lag(0.5, "b", 20, 1), lag);
    }
}
