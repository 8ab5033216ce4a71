package io.framebus.disruptor;

import io.framebus.EndReason;
import io.framebus.Frame;
import io.framebus.FrameClaim;
import io.framebus.FrameHeader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/**
 * The handle that is the same for all subscriptions of a stream, and cannot publish. Small: who serves thousands of streams asks each one's
 * for its activity, and waits for each object's memory.
 */
final class SharedHandle extends RingHandle {
    private static final VarHandle CONTROL_CHANGES;

    static {
        try {
            CONTROL_CHANGES = MethodHandles.lookup().findVarHandle(SharedHandle.class, "controlChanges", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /**
     * How often there was something for subscribers to notice beside frames. Grows only. Volatile, after what it tells of; partner: the load
     * in {@link #activity}, before the polls that it may spare.
     */
    @SuppressWarnings("unused") // written through CONTROL_CHANGES
    private volatile long controlChanges;

    SharedHandle(Stream stream) {
        super(stream);
    }

    @Override
    public long activity() {
        return cursor.get() + controlChanges;
    }

    /** Subscribers have something to notice beside frames. Outside of every lock. */
    void noteControlChange() {
        CONTROL_CHANGES.getAndAdd(this, 1L);
        tellActivity(stream.ring.signal);
    }

    @Override
    public int publish(Frame frame) {
        if (frame == null) {
            throw missing("frame");
        }
        return CLOSED;
    }

    @Override
    public int publish(FrameHeader header, ByteBuffer payload) {
        if (header == null || payload == null) {
            throw missing(header == null ? "header" : "payload");
        }
        return CLOSED;
    }

    @Override
    public FrameClaim claim(FrameHeader header, int length) {
        return claimStaged(header, length);
    }

    @Override
    public void close() {
        stream.end(new EndReason.StreamEnded());
    }
}
