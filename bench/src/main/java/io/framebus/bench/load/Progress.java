package io.framebus.bench.load;

import io.framebus.bench.text.Screen;
import io.framebus.bench.text.StatusLine;
import io.framebus.bench.text.Style;
import io.framebus.bench.text.Units;
import java.io.PrintWriter;
import java.util.Locale;

/** Tells how a run stands: on a terminal one line that is rewritten and fits it, elsewhere a line each time. */
final class Progress {
    private static final String CLEAR = "\r\u001b[K";
    /** The terminal may have become narrower since its width was asked for: then the line is cut rather than wrapped. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private static final double LITTLE_HEADROOM = 0.25;
    private static final double NO_HEADROOM = 0.05;
    private static final double KEPT_RATE = 0.99;
    private static final double LOST_RATE = 0.9;

    private final PrintWriter out;
    private final Screen screen;
    private final boolean quiet;
    private StatusLine status = new StatusLine();
    private String lastPhase = "";
    private boolean pending;

    Progress(PrintWriter out, Screen screen, boolean quiet) {
        this.out = out;
        this.screen = screen;
        this.quiet = quiet;
    }

    /** Says how the phase of that name stands. */
    void tell(String phase, Tick tick) {
        if (quiet) {
            return;
        }
        String line = line(phase, tick);
        if (screen.interactive()) {
            out.print(CLEAR + NO_WRAP + line + WRAP);
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

    String line(String phase, Tick tick) {
        String p99 = tick.latency().getTotalCount() == 0
                ? "-"
                : Units.time(tick.latency().getValueAtPercentile(99));
        Lag lag = tick.lag();
        if (!phase.equals(lastPhase)) {
            lastPhase = phase;
            status = new StatusLine(); // The warm-up's numbers are of another size.
        }
        return status.begin()
                .add("phase", "", 0, elapsed(phase, tick), 0, Style.PLAIN)
                .add("fps", "", 0, rates(tick), 0, kept(tick.sentPerSecond() / tick.offeredPerSecond()))
                .add("bytes", "", 9, Units.byteRate(tick.bytesPerSecond()), 9, Style.PLAIN)
                .add("p99", "p99", 7, p99, 1, Style.PLAIN)
                .add("headroom", "headroom/room", 5, headroom(lag), 2, left(lag.headroomShare()))
                .add("dropped", "dropped/drop", 5, Units.count(tick.dropped()), 3, Style.PLAIN)
                .add("evicted", "evicted", 1, Units.count(tick.evicted()), 8, Style.PLAIN)
                .add("lag", "lag", 7, Units.time(lag.worstNs()), 4, Style.PLAIN)
                .add("frames", "", 10, Units.count(lag.worstFrames(), "frame"), 6, Style.PLAIN)
                .add("who", "", -1, lag.worst(), 7, Style.PLAIN)
                .toString(screen);
    }

    private static String elapsed(String phase, Tick tick) {
        if (tick.durationNs() == Tick.UNKNOWN) {
            return String.format(Locale.ROOT, "%-7s %.0f s", phase, tick.elapsedNs() / 1e9);
        }
        String total = String.format(Locale.ROOT, "%.0f", tick.durationNs() / 1e9);
        return String.format(Locale.ROOT, "%-7s %" + total.length() + ".0f/%s s", phase, tick.elapsedNs() / 1e9, total);
    }

    private static String rates(Tick tick) {
        String offered = Units.rate(tick.offeredPerSecond());
        return String.format("%" + offered.length() + "s/%s fps", Units.rate(tick.sentPerSecond()), offered);
    }

    /** Whole percent, down: 100 only where nobody is behind. */
    private static String headroom(Lag lag) {
        return (int) Math.floor(100 * lag.headroomShare()) + " %";
    }

    private static Style left(double headroomShare) {
        return headroomShare < NO_HEADROOM ? Style.BAD : headroomShare < LITTLE_HEADROOM ? Style.WARNING : Style.PLAIN;
    }

    /** By the second, one frame more or less says nothing. */
    private static Style kept(double rate) {
        return rate < LOST_RATE ? Style.BAD : rate < KEPT_RATE ? Style.WARNING : Style.PLAIN;
    }
}
