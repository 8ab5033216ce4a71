package io.framebus.disruptor;

import io.framebus.LatencyRecording;
import io.framebus.LatencySampling;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.agrona.concurrent.NanoClock;
import org.jspecify.annotations.Nullable;

/** Records one subscription's queue and handler times. The polling thread writes; one other thread at a time reads. */
final class Latencies implements LatencyRecording {
    private static final int DIGITS = 2;

    private final LatencySampling sampling;
    private final NanoClock clock;
    private final SingleWriterRecorder queueTime = new SingleWriterRecorder(1, MAX_NS, DIGITS);
    private final SingleWriterRecorder handlerTime = new SingleWriterRecorder(1, MAX_NS, DIGITS);
    private long enteredNs;

    Latencies(LatencySampling sampling, NanoClock clock) {
        this.sampling = sampling;
        this.clock = clock;
    }

    /** Whether the next delivery is measured; {@code handed} frames were handed over before it in this poll. */
    boolean samples(int handed) {
        return sampling == LatencySampling.EVERY_FRAME || handed == 0;
    }

    void enter(long publishTimeNs, boolean replayed) {
        enteredNs = clock.nanoTime();
        if (!replayed) {
            queueTime.recordValue(inRange(enteredNs - publishTimeNs));
        }
    }

    void exit() {
        handlerTime.recordValue(inRange(clock.nanoTime() - enteredNs));
    }

    private static long inRange(long ns) {
        return Math.max(0, Math.min(ns, MAX_NS));
    }

    @Override
    public LatencySampling sampling() {
        return sampling;
    }

    @Override
    public Histogram queueTimeNs(@Nullable Histogram recycle) {
        return queueTime.getIntervalHistogram(recycle);
    }

    @Override
    public Histogram handlerTimeNs(@Nullable Histogram recycle) {
        return handlerTime.getIntervalHistogram(recycle);
    }
}
