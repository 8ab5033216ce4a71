package io.framebus.bench.latency;

import io.framebus.bench.measure.HistogramLog;
import io.framebus.bench.measure.ScheduleCheck;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What came out of one cell in one round.
 *
 * @param schedule how well the generator kept its schedule while measuring
 * @param sent frames sent in all, warm-up included
 * @param received frames that arrived whole and in order
 * @param missing frames that did not arrive
 * @param compilationMs how long the compiler worked while measuring
 * @param problems what must not be, one line each
 * @param log the four series by the second, of the measured part
 */
record CellFigures(
        LatencyCell cell,
        ScheduleCheck schedule,
        long sent,
        long received,
        long missing,
        long compilationMs,
        List<String> problems,
        HistogramLog log) {
    static final String SEND_DELAY = "send-delay";
    static final String TRANSIT = "transit";
    static final String END_TO_END = "end-to-end";
    static final String HICCUP = "hiccup";
    static final List<String> SERIES = List.of(SEND_DELAY, TRANSIT, END_TO_END, HICCUP);

    CellFigures {
        problems = List.copyOf(problems);
    }

    /** Frames of the measured part that did not arrive. */
    long missingMeasured() {
        return schedule.sent() - endToEnd().getTotalCount();
    }

    Histogram endToEnd() {
        return log.total(END_TO_END);
    }
}
