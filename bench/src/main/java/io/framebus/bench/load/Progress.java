package io.framebus.bench.load;

import io.framebus.bench.text.Units;
import java.io.PrintWriter;
import java.util.Locale;

/** Tells how a run stands: on a terminal one line that is rewritten, elsewhere a line each time. */
final class Progress {
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final boolean quiet;
    private boolean pending;

    Progress(PrintWriter out, boolean terminal, boolean quiet) {
        this.out = out;
        this.terminal = terminal;
        this.quiet = quiet;
    }

    /** Says how the phase of that name stands. */
    void tell(String phase, Tick tick) {
        if (quiet) {
            return;
        }
        String line = line(phase, tick);
        if (terminal) {
            out.print(CLEAR + line);
            pending = true;
        } else {
            out.println(line);
        }
        out.flush();
    }

    /** Removes the line from the terminal. */
    void finish() {
        if (pending) {
            out.print(CLEAR);
            out.flush();
            pending = false;
        }
    }

    /** Fits a terminal of 80 columns, but for very large numbers. */
    static String line(String phase, Tick tick) {
        String p99 = tick.latency().getTotalCount() == 0
                ? "-"
                : Units.time(tick.latency().getValueAtPercentile(99));
        return String.format(
                Locale.ROOT,
                "%-7s %2.0f/%.0f s  %s/%s fps  %s  p99 %s  dropped %s  evicted %d",
                phase,
                tick.elapsedNs() / 1e9,
                tick.durationNs() / 1e9,
                Units.rate(tick.sentPerSecond()),
                Units.rate(tick.offeredPerSecond()),
                Units.byteRate(tick.bytesPerSecond()),
                p99,
                Units.count(tick.dropped()),
                tick.evicted());
    }
}
