package io.framebus.bench.load;

import io.framebus.DeliveredFrame;
import io.framebus.FrameHandler;
import io.framebus.Gap;
import io.framebus.bench.measure.DecodabilityTracker;
import io.framebus.bench.measure.FreezeMeter;
import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.measure.RunClock;
import io.framebus.bench.measure.StopSignal;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The handler of one subscriber: counts what it is given and told, and checks it against the playlist.
 *
 * <p>By the thread that polls; to be read once that has ended, unless a method says more.
 */
final class SubscriberTally implements FrameHandler {
    private final int stream;
    private final Playhead place;
    private final Playlist playlist;
    private final Payloads payloads;
    private final DecodabilityTracker tracker;
    private final RunClock clock;
    private final LatencySeries.Writer latency;
    private final Conduct conduct;
    private final StopSignal stop;
    private final FreezeMeter freezes;

    private long delivered;
    private long gaps;
    private long gapFrames;
    private final AtomicLong undecodable = new AtomicLong();
    private long latestNs;
    private long latestFrameNs;
    private long corrupt;
    private long misordered;
    private long configurations;

    /**
     * @param place where the subscription begins
     * @param conduct how long each frame is held
     * @param stop ends a hold early
     */
    SubscriberTally(
            int stream,
            Playhead place,
            Playlist playlist,
            Payloads payloads,
            RunClock clock,
            LatencySeries.Writer latency,
            Conduct conduct,
            StopSignal stop) {
        this.stream = stream;
        this.place = place;
        this.playlist = playlist;
        this.payloads = payloads;
        this.tracker = new DecodabilityTracker(playlist.clip().tracks());
        this.clock = clock;
        this.latency = latency;
        this.conduct = conduct;
        this.freezes = new FreezeMeter(playlist.clip().tracks());
        this.stop = stop;
    }

    @Override
    public void onFrame(DeliveredFrame frame) {
        long nowNs = System.nanoTime();
        if (frame.isConfig() && frame.sequence() < place.sequence()) {
            takeConfiguration(frame);
            return;
        }
        boolean expected = place.matches(frame) && payloads.matches(frame.payload(), stream, place);
        long holdNs = conduct.nextHoldNs();
        if (holdNs > 0) {
            stop.sleepUntil(nowNs + holdNs, holdNs);
        }
        if (conduct.recorder() != null) {
            conduct.recorder().handled(nowNs - clock.startNs(), System.nanoTime() - nowNs);
        }
        if (!frame.isIntact()) {
            return; // Torn: it comes again, as part of a gap.
        }
        delivered++;
        if (!expected) {
            takeUnexpected(frame);
            return;
        }
        long lateNs = nowNs - clock.startNs() - place.dueNs();
        latency.record(lateNs);
        latestNs = Math.max(latestNs, lateNs);
        latestFrameNs = nowNs - clock.startNs();
        freezes.due(place.trackId(), place.dueNs());
        if (tracker.delivered(place.trackId(), place.kind(), place.flags())) {
            freezes.shown(place.trackId(), latestFrameNs);
        } else {
            undecodable.lazySet(undecodable.getPlain() + 1);
        }
        place.advance();
    }

    /** A configuration that is handed over since it is in force. */
    private void takeConfiguration(DeliveredFrame frame) {
        configurations++;
        if (frame.payload().equals(playlist.configuration(frame.trackId()))) {
            tracker.configured(frame.trackId());
        } else {
            corrupt++;
        }
    }

    /** A frame out of its order, or not the one that was published at its sequence. */
    private void takeUnexpected(DeliveredFrame frame) {
        if (frame.sequence() != place.sequence()) {
            misordered++;
            loseUntil(frame.sequence());
        } else {
            corrupt++;
            loseUntil(frame.sequence() + 1);
        }
    }

    @Override
    public void onGap(Gap gap) {
        gaps++;
        gapFrames += gap.frames();
        if (gap.firstSequence() != place.sequence() || gap.lastSequence() - gap.firstSequence() + 1 != gap.frames()) {
            misordered++;
        }
        loseUntil(gap.lastSequence() + 1);
    }

    private void loseUntil(long sequence) {
        while (place.sequence() < sequence) {
            tracker.lost(place.trackId(), place.kind(), place.flags());
            freezes.due(place.trackId(), place.dueNs());
            place.advance();
        }
    }

    /** Frames handed over. */
    long delivered() {
        return delivered;
    }

    /** Gaps told. */
    long gaps() {
        return gaps;
    }

    /** Frames in them. */
    long gapFrames() {
        return gapFrames;
    }

    /** Delivered frames that no decoder could have used. From any thread. */
    long undecodable() {
        return undecodable.get();
    }

    /** The longest from when a frame was due to when it was handed over, in nanoseconds. */
    long latestNs() {
        return latestNs;
    }

    /** When it was handed a frame last, in nanoseconds since the start. */
    long latestFrameNs() {
        return latestFrameNs;
    }

    /** How long its pictures stood still. */
    FreezeMeter freezes() {
        return freezes;
    }

    /** Delivered frames whose header or payload is not what was published at their sequence. */
    long corrupt() {
        return corrupt;
    }

    /** Frames and gaps that did not begin where the one before them ended. */
    long misordered() {
        return misordered;
    }

    /** Configurations handed over since they were in force. */
    long configurations() {
        return configurations;
    }
}
