package io.framebus.bench.measure;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Times of one kind, in nanoseconds: recorded by any number of threads, each with a {@link Writer} of its own, and gathered by
 * one other. Two significant digits, up to ten minutes; longer ones count as ten minutes.
 */
public final class LatencySeries {
    public static final long MAX_NS = 600_000_000_000L;
    private static final int DIGITS = 2;

    private final String label;
    private final List<Writer> writers = new ArrayList<>();
    private final Histogram ofWriter = newHistogram();
    private final Histogram interval = newHistogram();
    private final Histogram total = newHistogram();
    private long collectedAtMs = System.currentTimeMillis();

    public LatencySeries(String label) {
        this.label = label;
    }

    public static Histogram newHistogram() {
        return new Histogram(1, MAX_NS, DIGITS);
    }

    public String label() {
        return label;
    }

    /** A writer for one thread. To be asked for before the threads start. */
    public Writer writer() {
        Writer writer = new Writer();
        writers.add(writer);
        return writer;
    }

    /** Gathers what was recorded since this was last called. By one thread. */
    public void collect() {
        interval.reset();
        long now = System.currentTimeMillis();
        for (Writer writer : writers) {
            writer.recorder.getIntervalHistogramInto(ofWriter);
            interval.add(ofWriter);
        }
        interval.setStartTimeStamp(collectedAtMs);
        interval.setEndTimeStamp(now);
        collectedAtMs = now;
        total.add(interval);
    }

    /** Begins anew: what was recorded so far, as while warming up, is in no histogram. By the thread that collects. */
    public void forget() {
        collect();
        interval.reset();
        total.reset();
    }

    /** What the last {@link #collect} gathered. Valid until the next. */
    public Histogram latest() {
        return interval;
    }

    /** All that was collected. */
    public Histogram total() {
        return total;
    }

    /** Records for one thread. Wait-free, and allocates nothing. */
    public static final class Writer {
        private final SingleWriterRecorder recorder = new SingleWriterRecorder(1, MAX_NS, DIGITS);

        private Writer() {}

        public void record(long ns) {
            recorder.recordValue(Math.min(Math.max(ns, 0), MAX_NS));
        }
    }
}
