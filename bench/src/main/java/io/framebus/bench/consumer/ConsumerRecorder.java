package io.framebus.bench.consumer;

import io.framebus.bench.measure.LatencySeries;
import org.HdrHistogram.Histogram;

/**
 * Records how one subscriber behaves: how long it is busy with each frame, and when it read nothing for a while. Bounded memory:
 * handling times are counted in a histogram; stalls are kept with their times, and when there is no room left the threshold from
 * which on something counts as a stall is doubled and the shorter ones are forgotten.
 *
 * <p>A handler that was busy for longer than the threshold counts as a stall, not as a handling time, so that what comes in bursts
 * is played back in bursts. One that is always busy for that long is not stalled but slow: its times fill the list, raise the
 * threshold, and stay handling times.
 *
 * <p>By the thread that polls; does not allocate. To be read once that has ended.
 */
public final class ConsumerRecorder {
    /** The first threshold: what is shorter is told from the jitter of threads only with difficulty. */
    public static final long MIN_STALL_NS = 5_000_000;
    /** The most stalls kept of one subscriber. */
    public static final int MAX_STALLS = 4096;

    private final long[] startNs = new long[MAX_STALLS];
    private final long[] lengthNs = new long[MAX_STALLS];
    private final boolean[] handling = new boolean[MAX_STALLS];
    private final Histogram holds = LatencySeries.newHistogram();
    private int stalls;
    private long thresholdNs = MIN_STALL_NS;
    private long readUntilNs;
    private boolean reading;

    /** It begins to ask for frames. */
    public void readBegins(long elapsedNs) {
        if (reading) {
            keep(readUntilNs, elapsedNs - readUntilNs, false);
        }
        reading = true;
    }

    /** It has asked, and is done with the frames that it got. */
    public void readEnds(long elapsedNs) {
        readUntilNs = elapsedNs;
    }

    /** It was busy with a frame. */
    public void handled(long fromNs, long busyNs) {
        holds.recordValue(Math.min(Math.max(0, busyNs), LatencySeries.MAX_NS));
        keep(fromNs, busyNs, true);
    }

    /** What began before the run did counts from its beginning. */
    private void keep(long beganNs, long lastedNs, boolean wasHandling) {
        long fromNs = Math.max(0, beganNs);
        long ns = beganNs + lastedNs - fromNs;
        if (ns < thresholdNs) {
            return;
        }
        while (stalls == MAX_STALLS) {
            raiseThreshold();
        }
        if (ns >= thresholdNs) {
            startNs[stalls] = fromNs;
            lengthNs[stalls] = Math.min(ns, LatencySeries.MAX_NS);
            handling[stalls++] = wasHandling;
        }
    }

    private void raiseThreshold() {
        thresholdNs *= 2;
        int kept = 0;
        for (int i = 0; i < stalls; i++) {
            if (lengthNs[i] >= thresholdNs) {
                startNs[kept] = startNs[i];
                lengthNs[kept] = lengthNs[i];
                handling[kept++] = handling[i];
            }
        }
        stalls = kept;
    }

    /**
     * What was recorded.
     *
     * @param label what the subscriber is called
     * @param durationNs how long was recorded, from the beginning of the run
     */
    public Recording.Subscriber finish(String label, long durationNs) {
        forgetHabits();
        Histogram ordinary = holds.copy();
        int inTime = 0;
        while (inTime < stalls && startNs[inTime] + lengthNs[inTime] <= durationNs) {
            inTime++;
        }
        long[] starts = new long[inTime];
        long[] lengths = new long[inTime];
        Histogram rare = LatencySeries.newHistogram();
        for (int i = 0; i < inTime; i++) {
            starts[i] = startNs[i];
            lengths[i] = lengthNs[i];
            if (handling[i]) {
                rare.recordValue(lengthNs[i]);
            }
        }
        ordinary.subtract(rare);
        return new Recording.Subscriber(label, durationNs, thresholdNs, ordinary, starts, lengths);
    }

    /** What more than one handling time in ten exceeds is a habit: no stall, whether or not there was room for it. */
    private void forgetHabits() {
        while (stalls > 0 && holds.getTotalCount() > 0 && isHabit()) {
            raiseThreshold();
        }
    }

    private boolean isHabit() {
        int busy = 0;
        for (int i = 0; i < stalls; i++) {
            busy += handling[i] ? 1 : 0;
        }
        return busy * 10L > holds.getTotalCount();
    }
}
