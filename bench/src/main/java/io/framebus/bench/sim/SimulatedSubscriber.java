package io.framebus.bench.sim;

import io.framebus.bench.consumer.StallSchedule;
import io.framebus.bench.consumer.ViewerFigures;
import io.framebus.bench.measure.DecodabilityTracker;
import io.framebus.bench.measure.FreezeMeter;
import io.framebus.bench.media.MediaClip;

/**
 * One subscriber in virtual time. It asks for a frame when it is done with the one before and is not stalled; between two frames
 * nothing happens that matters, so time goes from poll to poll. Where it keeps up, time goes at once to the next stall.
 */
class SimulatedSubscriber implements ReaderModel.Listener {
    private final Timeline timeline;
    private final MediaClip clip;
    private final HoldTable holds;
    private final KeepingUp keepingUp;
    private final int[] distances;
    private final LatencyTally latencies;
    private final StallSchedule stalls;
    private final int shift;
    private final boolean maySkip;
    private final ReaderModel reader;
    private final LagModel lag;
    private final DecodabilityTracker decoder;
    private final FreezeMeter freezes;

    private long nowNs;
    private long readyNs;
    private long cursor;
    private long delivered;
    private long undecodable;
    private boolean evicted;

    /**
     * @param shift the place of its period at which it begins: of the first unit of a pass
     */
    SimulatedSubscriber(
            Population population, RingModel ring, StallSchedule stalls, int shift, LatencyTally latencies) {
        this.timeline = population.timeline();
        this.clip = timeline.clip();
        this.holds = population.holds();
        this.keepingUp = population.keepingUp();
        this.distances = population.distances();
        this.maySkip = population.maySkip();
        this.stalls = stalls;
        this.shift = shift;
        this.latencies = latencies;
        this.reader = new ReaderModel(timeline, ring, population.rules().resync(), this);
        this.lag = new LagModel(timeline, ring, population.rules().maxLag(), SimulationRules.HOUSEKEEPING_NS);
        this.decoder = new DecodabilityTracker(clip.tracks());
        this.freezes = new FreezeMeter(clip.tracks());
        clip.tracks().forEach(track -> decoder.configured(track.id()));
    }

    /** Lives until the end of the timeline or until it is evicted. */
    ViewerFigures run() {
        while (!evicted) {
            long next = reader.next();
            long dueNs = timeline.dueNs(next);
            if (maySkip && readyNs <= dueNs && keepingUp.isIdleAt(place(next)) && skip(next)) {
                continue;
            }
            long pollNs = Math.min(timeline.endNs(), stalls.firstReadFrom(Math.max(readyNs, dueNs)));
            long untilNs = lag.evictedBefore(pollNs, reader);
            if (untilNs < pollNs) {
                evictAt(untilNs);
            } else if (pollNs >= timeline.endNs()) {
                break;
            } else {
                poll(pollNs);
            }
        }
        return figures();
    }

    /** The place in the period of the frame at {@code sequence}. */
    private int place(long sequence) {
        return (int) ((sequence - timeline.firstSequence() + shift) % holds.period());
    }

    /** Idle where everyone who keeps up is idle: goes to the frame that is the first to meet a stall. False if there is no way. */
    private boolean skip(long from) {
        if (!reader.isInSync() || !decoder.isWhole() || freezes.isAwaiting()) {
            return false;
        }
        int distance = distances[place(from)];
        long stallNs = Math.min(stalls.startNs(), timeline.endNs());
        long to = firstStartingFrom(from, stallNs);
        if (distance != KeepingUp.NEVER) {
            to = Math.min(to, from + distance);
        }
        if (to <= from) {
            return false;
        }
        latencies.recordKeptUp(place(from), to - from);
        delivered += to - from;
        for (int track = 0; track < clip.tracks().size(); track++) {
            long newest = timeline.newestOf(track, to - 1);
            if (newest >= from) {
                freezes.keptUp(track, startNs(newest));
            }
        }
        long lastStartNs = startNs(to - 1);
        readyNs = lastStartNs + holds.holdNs(place(to - 1));
        lag.keptUpUntil(lastStartNs);
        reader.skipTo(to);
        return true;
    }

    /** When one that keeps up is given the frame at {@code sequence}. */
    private long startNs(long sequence) {
        return timeline.dueNs(sequence) + keepingUp.waitNs(place(sequence));
    }

    /** The first sequence from {@code from} on that one who keeps up is given at {@code atNs} or later. */
    private long firstStartingFrom(long from, long atNs) {
        // What is due later starts later; what waits, waits no longer than the longest wait.
        long low = Math.max(from, timeline.cursorAt(atNs - 1 - keepingUp.longestWaitNs()));
        long high = Math.max(low, timeline.cursorAt(atNs - 1) + 1);
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (startNs(middle) < atNs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void poll(long atNs) {
        nowNs = atNs;
        cursor = timeline.cursorAt(atNs);
        readyNs = atNs;
        if (lag.evictsBeforeRead(atNs, cursor, reader)) {
            evictAt(atNs);
            return;
        }
        long sequence = reader.poll(cursor);
        if (sequence != ReaderModel.NOTHING) {
            show(sequence);
        }
    }

    /** Hands the frame over, now. */
    void show(long sequence) {
        int unit = timeline.unit(sequence);
        int track = clip.trackId(unit);
        long dueNs = timeline.dueNs(sequence);
        delivered++;
        latencies.record(nowNs - dueNs);
        freezes.due(track, dueNs);
        if (decoder.delivered(track, clip.kind(unit), clip.flags(unit))) {
            freezes.shown(track, nowNs);
        } else {
            undecodable++;
        }
        readyNs = nowNs + holds.holdNs(place(sequence));
    }

    @Override
    public void lost(long first, long last) {
        for (long sequence = first; sequence <= last; sequence++) {
            int unit = timeline.unit(sequence);
            decoder.lost(clip.trackId(unit), clip.kind(unit), clip.flags(unit));
            freezes.due(clip.trackId(unit), timeline.dueNs(sequence));
        }
    }

    @Override
    public boolean gapTold() {
        if (lag.evictsAfterGap(nowNs, cursor, reader)) {
            evictAt(nowNs);
        }
        return !evicted;
    }

    private void evictAt(long atNs) {
        evicted = true;
        nowNs = atNs;
        reader.stop();
    }

    /** The time. */
    final long nowNs() {
        return nowNs;
    }

    private ViewerFigures figures() {
        long endNs = evicted ? nowNs : timeline.endNs();
        long last = Math.min(timeline.lastSequence(), timeline.cursorAt(endNs));
        freezes.end(endNs);
        return new ViewerFigures(
                last - timeline.firstSequence() + 1,
                delivered,
                reader.dropped(),
                last - reader.next() + 1,
                undecodable,
                reader.gaps(),
                reader.overruns(),
                evicted ? 1 : 0,
                endNs * freezes.watchedTracks(),
                freezes.freezes(),
                freezes.frozenNs(),
                freezes.longestNs());
    }
}
