package io.framebus.bench.measure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Histograms of intervals, each with the name of what it shows as its tag, in the order in which they were taken. As text it is
 * a histogram log, so that one process can hand its series to another, and both to the tools of HdrHistogram. Kept packed. For
 * one thread.
 */
public final class HistogramLog {
    private final List<PackedHistogram> intervals = new ArrayList<>();

    /** Appends a copy of what the last {@link LatencySeries#collect} of {@code series} gathered, tagged with its label. */
    public void append(LatencySeries series) {
        append(series.label(), series.latest());
    }

    /** Appends a copy of {@code interval}. The tag must have no comma, blank or line break. */
    public void append(String tag, Histogram interval) {
        if (tag.isEmpty() || !tag.matches("[^,\\s]+")) {
            throw new IllegalArgumentException("tag must have no comma and no blank, is '" + tag + "'");
        }
        intervals.add(PackedHistogram.of(tag, interval));
    }

    /** Appends all of {@code other}, with {@code prefix} before each tag. */
    public void appendAll(String prefix, HistogramLog other) {
        other.intervals().forEach(interval -> append(prefix + interval.getTag(), interval));
    }

    /** The intervals. */
    public List<Histogram> intervals() {
        return intervals.stream().map(PackedHistogram::histogram).toList();
    }

    /** The sum of the intervals of each tag, in the order in which the tags came up. */
    public Map<String, Histogram> totals() {
        Map<String, Histogram> totals = new LinkedHashMap<>();
        for (PackedHistogram interval : intervals) {
            totals.computeIfAbsent(interval.tag(), tag -> LatencySeries.newHistogram())
                    .add(interval.histogram());
        }
        return totals;
    }

    /** The sum of the intervals with that tag; empty if there are none. */
    public Histogram total(String tag) {
        return totals().getOrDefault(tag, LatencySeries.newHistogram());
    }

    /** As a histogram log. */
    @JsonValue
    public String toText() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            long startMs =
                    intervals.stream().mapToLong(PackedHistogram::startMs).min().orElse(0);
            HistogramLogWriter writer = HdrFiles.begin(out, startMs);
            intervals().forEach(writer::outputIntervalHistogram);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Reads what {@link #toText} wrote. */
    @JsonCreator
    public static HistogramLog parse(String text) {
        HistogramLog log = new HistogramLog();
        HistogramLogReader reader =
                new HistogramLogReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        for (EncodableHistogram next = reader.nextIntervalHistogram();
                next != null;
                next = reader.nextIntervalHistogram()) {
            if (!(next instanceof Histogram interval)) {
                throw new IllegalArgumentException("the log has a histogram of another kind: " + next.getClass());
            }
            log.append(interval.getTag(), interval);
        }
        return log;
    }
}
