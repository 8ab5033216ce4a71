package io.framebus.bench.rig;

import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.measure.ScheduleCheck;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.peer.Imprint;
import io.framebus.bench.peer.PeerPublisher;
import java.nio.ByteBuffer;

/**
 * The generator: publishes each frame as soon as it is due. Open loop: a frame that could not be sent in time is sent as soon as
 * possible, still with the time at which it was due, and the ones after it keep theirs.
 *
 * <p>A frame carries when it was due, as the peer carries it, and in its payload when publish was called. One thread at a time;
 * allocates nothing per frame.
 */
public final class Sender {
    /** Room for what a payload carries. */
    public static final int MIN_PAYLOAD_BYTES = 3 * Long.BYTES;

    /** Where in a payload the time stands at which publish was called, between the two words of the {@link Imprint}. */
    private static final int SENT_NS = Long.BYTES;

    private final PeerPublisher publisher;
    private final Imprint.Writer payloads;
    private final Pacer pacer;
    private final StopSignal stop;
    private long next;
    private long refused;

    /** @param stop ends a timetable early */
    public Sender(PeerPublisher publisher, Imprint imprint, Pacer pacer, StopSignal stop) {
        this.publisher = publisher;
        this.payloads = imprint.writer();
        this.pacer = pacer;
        this.stop = stop;
    }

    /** When the generator called publish, on its clock: from the payload of a frame. */
    public static long sentNs(ByteBuffer payload) {
        return payload.getLong(payload.position() + SENT_NS);
    }

    /**
     * Sends what {@code timetable} has due in {@code durationNs} from {@code startNs} on.
     *
     * @return how well it was kept; where it was ended early, as far as it went
     */
    public ScheduleCheck send(Timetable timetable, long startNs, long durationNs, LatencySeries.Writer sendDelay) {
        long frames = timetable.framesDue(durationNs);
        long lastNs = startNs + durationNs + ScheduleCheck.GRACE_NS;
        long late = 0;
        for (long frame = 0; frame < frames; frame++) {
            long dueNs = startNs + timetable.dueNs(frame);
            ByteBuffer payload = payloads.payload(next, timetable.bytes(frame));
            long sentNs = pacer.awaitDue(dueNs);
            if (sentNs - lastNs > 0) {
                return new ScheduleCheck(frames, frame, late);
            }
            if (stop.isStopped()) {
                return new ScheduleCheck(Math.max(frame, timetable.framesDue(sentNs - startNs)), frame, late);
            }
            publish(payload, dueNs, sentNs, timetable.isKey(frame));
            sendDelay.record(sentNs - dueNs);
            if (sentNs - dueNs > ScheduleCheck.LATE_NS) {
                late++;
            }
        }
        return new ScheduleCheck(frames, frames, late);
    }

    /**
     * Sends the next frame of {@code timetable} at once, whatever it has due when: for a generator that follows its subscriber.
     * The number of the frame is that of all that was sent.
     */
    public void sendNow(Timetable timetable) {
        long nowNs = pacer.nanoTime();
        publish(payloads.payload(next, timetable.bytes(next)), nowNs, nowNs, timetable.isKey(next));
    }

    private void publish(ByteBuffer payload, long dueNs, long sentNs, boolean key) {
        payload.putLong(payload.position() + SENT_NS, sentNs);
        if (!publisher.publish(next, dueNs, key, payload)) {
            refused++;
        }
        next++;
    }

    /** Frames sent so far, and the number of the next. While nobody sends. */
    public long sent() {
        return next;
    }

    /** Frames that the peer refused so far. While nobody sends. */
    public long refused() {
        return refused;
    }
}
