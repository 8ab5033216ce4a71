package io.framebus.bench.measure;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * A histogram log as text, of bounded length: of a long run it has fewer and longer intervals. Nothing that was recorded is
 * missing from them. Memory is bounded as well, since histograms are kept as they are written: packed. One thread.
 */
public final class IntervalLog {
    private final BoundedHistory<List<PackedHistogram>> intervals;
    private final long startMs = System.currentTimeMillis();

    /**
     * An empty log.
     *
     * @param maxBytes about what its text may have
     */
    public IntervalLog(long maxBytes) {
        intervals = new BoundedHistory<>(
                maxBytes,
                entries ->
                        entries.stream().mapToLong(PackedHistogram::textBytes).sum(),
                IntervalLog::merge);
    }

    /** Logs what the series gathered last. The same series in the same order each time. */
    public void append(List<LatencySeries> series) {
        intervals.add(series.stream()
                .map(kind -> PackedHistogram.of(HdrFiles.tag(kind), kind.latest()))
                .toList());
    }

    private static List<PackedHistogram> merge(List<PackedHistogram> earlier, List<PackedHistogram> later) {
        List<PackedHistogram> merged = new ArrayList<>(earlier.size());
        for (int i = 0; i < earlier.size(); i++) {
            Histogram sum = earlier.get(i).histogram();
            sum.add(later.get(i).histogram());
            sum.setStartTimeStamp(earlier.get(i).startMs());
            sum.setEndTimeStamp(later.get(i).endMs());
            merged.add(PackedHistogram.of(earlier.get(i).tag(), sum));
        }
        return merged;
    }

    /** The log so far, as the tools of HdrHistogram read it. */
    public String text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            HistogramLogWriter log = HdrFiles.begin(out, startMs);
            intervals
                    .entries()
                    .forEach(entries -> entries.forEach(entry -> log.outputIntervalHistogram(entry.histogram())));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
