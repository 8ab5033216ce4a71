package io.framebus.bench.latency;

import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.peer.CheckingSink;
import io.framebus.bench.peer.Imprint;
import io.framebus.bench.peer.PeerFrame;
import io.framebus.bench.peer.PeerSink;
import io.framebus.bench.rig.Sender;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.NanoClock;

/**
 * The subscriber's handler: looks at the clock first, then has the frame checked, and records how long it was on its way. A
 * frame that did not arrive whole and in order is in no series. By the thread that polls; allocates nothing.
 */
final class Receiver implements PeerSink {
    private final NanoClock clock;
    private final CheckingSink checks;
    private final LatencySeries.Writer transit;
    private final LatencySeries.Writer endToEnd;
    private final AtomicLong next = new AtomicLong();

    Receiver(NanoClock clock, Imprint imprint, LatencySeries.Writer transit, LatencySeries.Writer endToEnd) {
        this.clock = clock;
        this.checks = new CheckingSink(imprint, CheckingSink.Look.ENDS, 0);
        this.transit = transit;
        this.endToEnd = endToEnd;
    }

    @Override
    public void onFrame(PeerFrame frame) {
        long nowNs = clock.nanoTime();
        long sentNs = Sender.sentNs(frame.payload());
        long dueNs = frame.sentNs();
        long before = checks.delivered();
        checks.onFrame(frame);
        if (checks.delivered() != before) {
            transit.record(nowNs - sentNs);
            endToEnd.record(nowNs - dueNs);
            next.setRelease(checks.next());
        }
    }

    /** One past the last frame that arrived. Any thread. */
    long next() {
        return next.getAcquire();
    }

    /** What arrived and what did not. Once the thread has ended. */
    CheckingSink checks() {
        return checks;
    }
}
