package io.framebus.bench.soak;

import io.framebus.bench.text.Units;
import java.util.ArrayList;
import java.util.List;

/** The 99th percentile of the delay from publish to handler, window by window: must not be much worse in the end. One thread. */
final class DelayWatch {
    /** With fewer windows in a third there is nothing to compare. */
    static final int MIN_WINDOWS = 5;

    private static final double FACTOR = 3;
    private static final double FLOOR_NS = 250e6;

    private final List<Long> p99Ns = new ArrayList<>();

    void add(long windowP99Ns) {
        p99Ns.add(windowP99Ns);
    }

    boolean isJudged() {
        return p99Ns.size() / 3 >= MIN_WINDOWS;
    }

    /** The median of the first third of the windows; 0 if there are too few. */
    double firstNs() {
        return isJudged() ? median(p99Ns.subList(0, p99Ns.size() / 3)) : 0;
    }

    /** The median of the last third of the windows; 0 if there are too few. */
    double lastNs() {
        return isJudged() ? median(p99Ns.subList(p99Ns.size() - p99Ns.size() / 3, p99Ns.size())) : 0;
    }

    private static double median(List<Long> values) {
        return Trend.median(values.stream().mapToDouble(Long::doubleValue).toArray());
    }

    void judge(Ledger ledger) {
        double bound = FACTOR * firstNs() + FLOOR_NS;
        if (lastNs() > bound) {
            ledger.found(
                    Trouble.LATENCY,
                    "p99 from publish to handler was " + Units.time(firstNs()) + " in the first third and "
                            + Units.time(lastNs()) + " in the last; at most " + Units.time(bound) + " is no drift");
        }
    }
}
