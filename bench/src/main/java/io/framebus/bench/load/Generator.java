package io.framebus.bench.load;

import io.framebus.FrameBatch;
import io.framebus.FrameHeader;
import io.framebus.StreamHandle;
import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.measure.RunClock;
import io.framebus.bench.measure.ScheduleCheck;
import io.framebus.bench.measure.ThreadUsage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the frames of some streams, each when it is due. Open loop: a frame that could not be sent in time is sent as soon
 * as possible, still with the time at which it was due, and the ones after it keep theirs.
 *
 * <p>One thread; allocates nothing per frame.
 */
final class Generator implements Runnable {
    /** Parking takes about this much longer than asked for, so the rest of the way to a frame's time is spun. */
    private static final long SPIN_NS = 100_000;

    private static final long PARK_SLICE_NS = 10_000_000;

    private final StreamHandle[] handles;

    /** Of each stream, if frames that are due together are published together. */
    private final FrameBatch @Nullable [] batches;

    private final Playhead[] places;
    private final Payloads.Writer payloads;
    private final RunClock clock;
    private final LatencySeries.Writer sendDelay;
    private final LatencySeries.Writer publishCost;

    private final FrameHeader header = new FrameHeader();
    private final DueHeap heap;
    private final ThreadUsage usage = new ThreadUsage();
    private final AtomicLong sentFrames = new AtomicLong();
    private final AtomicLong sentBytes = new AtomicLong();
    private long late;

    /** For the streams with index {@code first}, {@code first + step} and so on. */
    Generator(
            StreamHandle[] handles,
            Playhead[] places,
            int first,
            int step,
            Publishing publishing,
            Payloads.Writer payloads,
            RunClock clock,
            LatencySeries.Writer sendDelay,
            LatencySeries.Writer publishCost) {
        this.handles = handles;
        this.batches = publishing == Publishing.BATCH
                ? Arrays.stream(handles).map(StreamHandle::batch).toArray(FrameBatch[]::new)
                : null;
        this.places = places;
        this.payloads = payloads;
        this.clock = clock;
        this.sendDelay = sendDelay;
        this.publishCost = publishCost;
        this.heap = new DueHeap(handles.length / step + 1);
        for (int stream = first; stream < handles.length; stream += step) {
            heap.add(stream, places[stream].dueNs());
        }
    }

    @Override
    public void run() {
        usage.begin();
        while (!heap.isEmpty() && sendNext()) {
            heap.reschedule(places[heap.stream()].dueNs());
        }
        usage.end();
    }

    /** Sends what is due next, and moves its stream on; false when there is nothing before the end. */
    private boolean sendNext() {
        int stream = heap.stream();
        FrameBatch[] ofEach = batches;
        return ofEach == null ? sendOne(stream) : sendTogether(stream, ofEach[stream]);
    }

    private boolean sendOne(int stream) {
        Playhead place = places[stream];
        place.describe(header);
        ByteBuffer payload = payloads.payload(stream, place);
        if (!awaitDue(heap.dueNs())) {
            return false;
        }
        long startedNs = System.nanoTime();
        int subscribers = handles[stream].publish(header, payload);
        publishCost.record(System.nanoTime() - startedNs);
        requireOpen(stream, subscribers);
        sent(startedNs, place.size());
        place.advance();
        return true;
    }

    /** All frames of the stream that are due at the same time. Each payload is made between two: there is one place to make it in. */
    private boolean sendTogether(int stream, FrameBatch batch) {
        long dueNs = heap.dueNs();
        if (!awaitDue(dueNs)) {
            return false;
        }
        Playhead place = places[stream];
        long startedNs = System.nanoTime();
        do {
            place.describe(header);
            requireOpen(stream, batch.add(header, payloads.payload(stream, place)));
            sent(startedNs, place.size());
            place.advance();
        } while (place.dueNs() == dueNs);
        requireOpen(stream, batch.publish());
        publishCost.record(System.nanoTime() - startedNs);
        return true;
    }

    private void requireOpen(int stream, int result) {
        if (result == StreamHandle.CLOSED) {
            throw new IllegalStateException(handles[stream].key() + " was closed while it was published");
        }
    }

    /** A frame of the stream that was due first was sent by a call that began then. */
    private void sent(long startedNs, int bytes) {
        long delayNs = startedNs - clock.startNs() - heap.dueNs();
        sendDelay.record(delayNs);
        if (delayNs > ScheduleCheck.LATE_NS) {
            late++;
        }
        sentFrames.lazySet(sentFrames.getPlain() + 1);
        sentBytes.lazySet(sentBytes.getPlain() + bytes);
    }

    /** Waits until a frame is due; false if it is not to be sent, since it is due after the end or the grace is over. */
    private boolean awaitDue(long dueNs) {
        while (true) {
            long endNs = clock.endNs();
            long elapsedNs = clock.elapsedNs();
            if (dueNs >= endNs || elapsedNs > endNs + ScheduleCheck.GRACE_NS) {
                return false;
            }
            long leftNs = dueNs - elapsedNs;
            if (leftNs <= 0) {
                return true;
            }
            if (leftNs > SPIN_NS) {
                LockSupport.parkNanos(Math.min(leftNs - SPIN_NS, PARK_SLICE_NS));
            } else {
                Thread.onSpinWait();
            }
        }
    }

    /** Frames sent so far. From any thread. */
    long sentFrames() {
        return sentFrames.get();
    }

    /** Payload bytes sent so far. From any thread. */
    long sentBytes() {
        return sentBytes.get();
    }

    /** Frames sent late. Once the thread has ended. */
    long late() {
        return late;
    }

    /** What the thread used. Once it has ended. */
    ThreadUsage usage() {
        return usage;
    }
}
