package io.framebus.bench.overload;

import io.framebus.Codec;
import io.framebus.FrameKind;
import io.framebus.bench.measure.DecodabilityTracker;
import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.media.MediaTrack;
import io.framebus.bench.peer.CheckingSink;
import io.framebus.bench.peer.Imprint;
import io.framebus.bench.peer.PeerFrame;
import io.framebus.bench.peer.PeerSink;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.NanoClock;

/**
 * The subscriber: works for each frame it is given, has it checked, and follows what a decoder could do with it. Counts what
 * falls into the window, by the time at which the work was done. By the thread that polls; allocates nothing.
 */
final class Consumer implements PeerSink {
    private static final List<MediaTrack> ONE_VIDEO_TRACK =
            List.of(new MediaTrack(0, Codec.H264, 90_000, ByteBuffer.allocate(0), 0, 0, 0, 0));

    private final NanoClock clock;
    private final Rhythm rhythm;
    private final CheckingSink checks;
    private final DecodabilityTracker decoder = new DecodabilityTracker(ONE_VIDEO_TRACK);
    private final Handling handling;
    private final Freezes freezes;
    private final Histogram endToEnd = LatencySeries.newHistogram();
    private final AtomicLong next = new AtomicLong();
    private Window window = Window.NONE;
    private boolean watching;
    private boolean draining;
    private long undecodableEver;
    private long handedOver;
    private long decodable;
    private long gaps;

    /**
     * How each frame is handled.
     *
     * @param work what it costs
     * @param behaviour how evenly
     * @param stalls when the subscriber stands still; of that behaviour only
     */
    record Handling(Work work, Behaviour behaviour, Stalls stalls) {}

    /** @param expectedNs mean distance of two frames where nothing is lost */
    Consumer(NanoClock clock, Rhythm rhythm, Imprint imprint, Handling handling, long expectedNs) {
        this.clock = clock;
        this.rhythm = rhythm;
        this.checks = new CheckingSink(imprint, CheckingSink.Look.ENDS, 0);
        this.handling = handling;
        this.freezes = new Freezes(expectedNs);
    }

    /** What falls into {@code window} counts. Before the first frame. */
    void watch(Window toWatch) {
        window = toWatch;
    }

    @Override
    public void onFrame(PeerFrame frame) {
        long enteredNs = clock.nanoTime();
        long sequence = frame.sequence();
        long dueNs = frame.sentNs();
        if (!draining) {
            handle(enteredNs);
        }
        long expected = checks.next();
        long before = checks.delivered();
        checks.onFrame(frame);
        if (checks.delivered() == before) {
            return;
        }
        boolean usable = decode(expected, sequence);
        next.setRelease(checks.next());
        if (!draining) {
            count(enteredNs, clock.nanoTime(), dueNs, usable, sequence != expected);
        }
    }

    private void handle(long nowNs) {
        if (handling.behaviour() == Behaviour.STALLS) {
            long stallNs = handling.stalls().dueNs(nowNs);
            if (stallNs > 0) {
                stall(nowNs + stallNs);
            }
        }
        handling.work().perform(handling.behaviour().cost(checks.delivered()));
    }

    private void stall(long untilNs) {
        for (long leftNs = untilNs - clock.nanoTime(); leftNs > 0; leftNs = untilNs - clock.nanoTime()) {
            LockSupport.parkNanos(leftNs);
        }
    }

    /** Tells the decoder what was lost before a frame, and the frame; whether it can use it. */
    private boolean decode(long expected, long sequence) {
        for (long lost = expected; lost < sequence; lost++) {
            decoder.lost(0, kind(lost), 0);
        }
        boolean usable = decoder.delivered(0, kind(sequence), 0);
        undecodableEver += usable ? 0 : 1;
        return usable;
    }

    private FrameKind kind(long sequence) {
        return rhythm.isKey(sequence) ? FrameKind.KEY : FrameKind.DELTA;
    }

    private void count(long enteredNs, long doneNs, long dueNs, boolean usable, boolean afterGap) {
        if (!window.contains(doneNs)) {
            return;
        }
        if (!watching) {
            watching = true;
            freezes.begin(window.fromNs());
        }
        handedOver++;
        gaps += afterGap ? 1 : 0;
        endToEnd.recordValue(Math.min(Math.max(0, enteredNs - dueNs), LatencySeries.MAX_NS));
        if (usable) {
            decodable++;
            freezes.shown(doneNs);
        }
    }

    /** The window is over: what is frozen counts, and what comes now is only accounted for, without working for it. */
    void drain() {
        draining = true;
        if (!watching) {
            freezes.begin(window.fromNs());
        }
        freezes.end(window.toNs());
    }

    /** One past the last frame that arrived. Any thread. */
    long next() {
        return next.getAcquire();
    }

    /** Frames handed over in the window. */
    long handedOver() {
        return handedOver;
    }

    /** Those of them that a decoder could use. */
    long decodable() {
        return decodable;
    }

    /** Frames of the window that came after a gap: runs of frames that did not arrive. */
    long gaps() {
        return gaps;
    }

    /** Frames that a decoder could not use, in the whole run. */
    long undecodableEver() {
        return undecodableEver;
    }

    Freezes freezes() {
        return freezes;
    }

    /** From when a frame of the window was due to its handler. */
    Histogram endToEnd() {
        return endToEnd;
    }

    /** What arrived in the whole run. */
    CheckingSink checks() {
        return checks;
    }
}
