package io.framebus.bench.measure;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * A histogram log as text, of bounded length: of a long run it has fewer and longer intervals. Nothing that was recorded is
 * missing from them. Memory is bounded as well, since histograms are kept as they are written: packed. One thread.
 */
public final class IntervalLog {
    /** What a line of the log has besides the packed histogram, about. */
    private static final int LINE_BYTES = 60;

    /** One series in one interval. */
    private record Entry(String tag, long startMs, long endMs, ByteBuffer packed) {
        static Entry of(String tag, Histogram histogram) {
            ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
            int length = histogram.encodeIntoCompressedByteBuffer(buffer);
            ByteBuffer packed = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), length));
            return new Entry(tag, histogram.getStartTimeStamp(), histogram.getEndTimeStamp(), packed);
        }

        Histogram histogram() {
            try {
                Histogram histogram = Histogram.decodeFromCompressedByteBuffer(packed.duplicate(), 0);
                histogram.setTag(tag);
                histogram.setStartTimeStamp(startMs);
                histogram.setEndTimeStamp(endMs);
                return histogram;
            } catch (DataFormatException e) {
                throw new IllegalStateException(
                        "a histogram that was packed here cannot be read: " + e.getMessage(), e);
            }
        }

        /** In base64, four characters stand for three bytes. */
        long textBytes() {
            return tag.length() + LINE_BYTES + packed.remaining() * 4L / 3;
        }
    }

    private final BoundedHistory<List<Entry>> intervals;
    private final long startMs = System.currentTimeMillis();

    /**
     * An empty log.
     *
     * @param maxBytes about what its text may have
     */
    public IntervalLog(long maxBytes) {
        intervals = new BoundedHistory<>(
                maxBytes,
                entries -> entries.stream().mapToLong(Entry::textBytes).sum(),
                IntervalLog::merge);
    }

    /** Logs what the series gathered last. The same series in the same order each time. */
    public void append(List<LatencySeries> series) {
        intervals.add(series.stream()
                .map(kind -> Entry.of(HdrFiles.tag(kind), kind.latest()))
                .toList());
    }

    private static List<Entry> merge(List<Entry> earlier, List<Entry> later) {
        List<Entry> merged = new ArrayList<>(earlier.size());
        for (int i = 0; i < earlier.size(); i++) {
            Histogram sum = earlier.get(i).histogram();
            sum.add(later.get(i).histogram());
            sum.setStartTimeStamp(earlier.get(i).startMs());
            sum.setEndTimeStamp(later.get(i).endMs());
            merged.add(Entry.of(earlier.get(i).tag(), sum));
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
