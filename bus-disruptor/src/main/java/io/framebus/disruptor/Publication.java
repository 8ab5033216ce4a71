package io.framebus.disruptor;

import io.framebus.EndReason;
import io.framebus.Frame;
import io.framebus.FrameBatch;
import io.framebus.FrameClaim;
import io.framebus.FrameHeader;
import io.framebus.Publishers;
import io.framebus.StreamState;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One publisher's time with a stream. Another one follows if a publisher returns within the reconnect grace. */
final class Publication extends RingHandle {
    private final PublisherGate gate;
    private final FrameWriter writer;
    private final RingSignal signal;
    private final FrameHeader header = new FrameHeader();
    private final @Nullable RingClaim claim;
    private final @Nullable RingBatch batch;
    private final StreamState stateBefore;
    private final boolean showedBefore;
    private final long startedNs;

    /** Volatile: cleared by any thread, with a full fence before {@link PublisherGate#isVacant}. */
    private volatile boolean open;

    /**
     * {@code stateBefore}: the stream's state when this publisher came; {@code showedBefore}: whether frames were shown then that its predecessor's
     * thread, which died, had left waiting.
     */
    Publication(Stream stream, StreamState stateBefore, boolean showedBefore) {
        super(stream);
        this.gate = stream.gate;
        this.writer = stream.writer;
        this.signal = stream.ring.signal;
        this.stateBefore = stateBefore;
        this.showedBefore = showedBefore;
        this.startedNs = stream.clock.nanoTime();
        this.open = true;
        boolean alone = stream.config.publishers() == Publishers.ONE;
        this.claim = alone ? new RingClaim(this, writer) : null;
        this.batch = alone ? new RingBatch(this, gate, writer) : null;
    }

    boolean isOpen() {
        return open;
    }

    /** Outside of every lock, for observers are told. */
    void announce() {
        if (showedBefore) {
            tellPublished();
        }
        stream.info.tellChange(stateBefore, StreamState.PUBLISHING);
        stream.events.publishStarted(stream.key);
    }

    long startedNs() {
        return startedNs;
    }

    /** Nothing more is published by this one; a frame that is just being published may still come. */
    void shut() {
        open = false;
    }

    @Override
    public int publish(FrameHeader header, ByteBuffer payload) {
        if (header == null || payload == null) {
            throw missing(header == null ? "header" : "payload");
        }
        if (!open) {
            return CLOSED; // one that was replaced must not get in its successor's way
        }
        gate.enter();
        try {
            if (!open) {
                return CLOSED;
            }
            int length = payload.remaining();
            Track track = writer.check(header, length);
            int offset = writer.place(length);
            writer.memory().put(offset, payload, payload.position(), length);
            writer.publish(header, length, track);
        } finally {
            gate.exit();
        }
        return published();
    }

    @Override
    public int publish(Frame frame) {
        if (frame == null) {
            throw missing("frame");
        }
        if (!open) {
            return CLOSED;
        }
        gate.enter();
        try {
            if (!open) {
                return CLOSED;
            }
            int length = frame.length();
            Track track = writer.check(header.copyFrom(frame), length);
            frame.copyPayload(0, writer.memory(), writer.place(length), length);
            writer.publish(header, length, track);
        } finally {
            gate.exit();
        }
        return published();
    }

    @Override
    public FrameClaim claim(FrameHeader header, int length) {
        RingClaim inRing = claim;
        return inRing == null || !open || header == null
                ? claimStaged(header, length)
                : claimInRing(inRing, header, length);
    }

    @Override
    public FrameBatch batch() {
        RingBatch inRing = batch;
        return inRing != null ? inRing : super.batch();
    }

    /** Stays inside the gate until the claim is ended. */
    private FrameClaim claimInRing(RingClaim inRing, FrameHeader header, int length) {
        gate.enter();
        boolean begun = false;
        try {
            if (!open) { // after entering: the memory may be another stream's by now
                return claimStaged(header, length);
            }
            writer.check(header, length);
            inRing.begin(header, length);
            begun = true;
            return inRing;
        } finally {
            if (!begun) {
                gate.exit();
            }
        }
    }

    /** Publishes the frame that was written into the ring at the place found last; leaves the gate. */
    int commitInRing(FrameHeader header, int length) {
        try {
            if (!open) {
                return CLOSED;
            }
            writer.publish(header, length);
        } finally {
            gate.exit();
        }
        return published();
    }

    /** There is a new frame. Outside of the gate: whoever is told may take its time, or publish to another stream. */
    private int published() {
        tellPublished();
        return signal.subscribers();
    }

    void tellPublished() {
        tellActivity(signal);
    }

    /** Gives the place found last up; leaves the gate. */
    void abortInRing() {
        gate.exit();
    }

    @Override
    public long activity() {
        return stream.handle().activity();
    }

    /** Ends the stream, unless another publisher has taken it over. */
    @Override
    @SuppressWarnings("ReferenceEquality") // a publication is itself only
    public void close() {
        if (stream.publication() == this) {
            stream.end(new EndReason.StreamEnded());
        }
    }
}
