package io.framebus.disruptor;

import io.framebus.Frame;
import io.framebus.FrameBatch;
import io.framebus.FrameHeader;
import io.framebus.StreamHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A batch in the ring's own memory, for a stream with one publisher. While a frame of it waits to be seen, its publisher is inside the gate. */
final class RingBatch implements FrameBatch {
    /**
     * What waits takes at most this share of the ring, of slots and of bytes, or is one frame. The rest holds frames that can be seen; and
     * whatever the end of the arena leaves unused, no frame that waits is ever in the way of the next.
     */
    private static final int SHARE = 4;

    private final Publication publication;
    private final PublisherGate gate;
    private final FrameWriter writer;
    private final FrameHeader header = new FrameHeader();
    private final int mostFrames;
    private final int mostBytes;

    /** Since the batch was last published. */
    private int added;

    /** Of the frames that wait in the writer; those of earlier ones once these were shown. */
    private int waitingBytes;

    /** Whether this batch's publisher is inside the gate: from its first frame that waits on. */
    private boolean inside;

    /** What those that wait are stamped with. */
    private long nowNs;

    RingBatch(Publication publication, PublisherGate gate, FrameWriter writer) {
        this.publication = publication;
        this.gate = gate;
        this.writer = writer;
        this.mostFrames = Math.max(1, publication.config().effectiveCapacityFrames() / SHARE);
        this.mostBytes = publication.config().effectiveCapacityBytes() / SHARE;
    }

    @Override
    public int add(FrameHeader header, ByteBuffer payload) {
        if (header == null || payload == null) {
            throw RingHandle.missing(header == null ? "header" : "payload");
        }
        if (!enter()) {
            return StreamHandle.CLOSED;
        }
        int waited = writer.waiting();
        try {
            int length = payload.remaining();
            Track track = writer.check(header, length);
            int offset = place(length);
            writer.memory().put(offset, payload, payload.position(), length);
            return complete(header, length, track);
        } finally {
            afterwards(waited);
        }
    }

    @Override
    public int add(Frame frame) {
        if (frame == null) {
            throw RingHandle.missing("frame");
        }
        if (!enter()) {
            return StreamHandle.CLOSED;
        }
        int waited = writer.waiting();
        try {
            int length = frame.length();
            Track track = writer.check(header.copyFrom(frame), length);
            frame.copyPayload(0, writer.memory(), place(length), length);
            return complete(header, length, track);
        } finally {
            afterwards(waited);
        }
    }

    /** Is inside the gate, unless the publication is closed. */
    private boolean enter() {
        if (!inside) {
            if (!publication.isOpen()) {
                return false; // one that was replaced must not get in its successor's way
            }
            gate.enter();
            inside = true;
        }
        if (publication.isOpen()) {
            return true;
        }
        end();
        return false;
    }

    private int place(int length) {
        int waiting = writer.waiting();
        if (waiting == mostFrames || (waiting > 0 && waitingBytes + length > mostBytes)) {
            writer.show();
            waiting = 0;
        }
        if (waiting == 0) {
            waitingBytes = 0;
            nowNs = writer.nowNs();
        }
        return writer.place(length);
    }

    private int complete(FrameHeader header, int length, @Nullable Track track) {
        writer.add(header, length, track, nowNs);
        waitingBytes += length;
        return ++added;
    }

    /**
     * Of {@code waited} frames that waited before, all may have been shown, whether the one added was written or not. That is told at once, though
     * the publisher is inside the gate: a batch may go on for long.
     */
    private void afterwards(int waited) {
        int waiting = writer.waiting();
        if (waiting == 0) {
            leave();
        }
        if (waited > 0 && waiting <= waited) {
            publication.tellPublished();
        }
    }

    private void leave() {
        inside = false;
        gate.exit();
    }

    @Override
    public int publish() {
        if (inside) {
            end();
        }
        added = 0;
        return publication.isOpen() ? publication.subscriberCount() : StreamHandle.CLOSED;
    }

    /** What waits is seen, but where the stream has ended: subscribers may have read all of it. Leaves the gate. */
    private void end() {
        boolean goesOn = publication.isOpen() || !publication.isClosed();
        if (goesOn) {
            writer.showWaiting();
        }
        added = 0;
        leave();
        if (goesOn) {
            publication.tellPublished();
        }
    }

    @Override
    public void close() {
        publish();
    }
}
