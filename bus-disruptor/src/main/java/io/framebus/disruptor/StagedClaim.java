package io.framebus.disruptor;

import io.framebus.FrameClaim;
import io.framebus.FrameHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A claim in memory of the claiming thread's own, copied into the ring at commit: for a stream with several publishers, where a
 * thread that writes slowly or dies must not hold up the others; and for one that is closed.
 */
final class StagedClaim implements FrameClaim {
    private static final int MIN_BYTES = 2048;

    /** One per thread, and one below for each claim on another stream that is open meanwhile; refers to a stream only while open. */
    private static final ThreadLocal<StagedClaim> OF_THREAD = ThreadLocal.withInitial(StagedClaim::new);

    private final FrameHeader header = new FrameHeader();
    private ByteBuffer buffer = ByteBuffer.allocateDirect(MIN_BYTES);
    private int length;
    private @Nullable RingHandle publisher;
    private @Nullable StagedClaim below;

    private StagedClaim() {}

    /**
     * @throws IllegalStateException if the calling thread has a claim open on the same publication
     */
    @SuppressWarnings("ReferenceEquality") // a publication is itself only
    static StagedClaim begin(RingHandle publisher, FrameHeader header, int length) {
        StagedClaim claim = OF_THREAD.get();
        while (claim.publisher != null) {
            if (claim.publisher == publisher) {
                throw new IllegalStateException("this thread has a claim open already; only one at a time is possible");
            }
            if (claim.below == null) {
                claim.below = new StagedClaim();
            }
            claim = claim.below;
        }
        return claim.open(publisher, header, length);
    }

    private StagedClaim open(RingHandle publisher, FrameHeader header, int length) {
        if (length > buffer.capacity()) {
            buffer = ByteBuffer.allocateDirect(Integer.highestOneBit(length - 1) << 1);
        }
        buffer.clear();
        buffer.limit(length).order(ByteOrder.BIG_ENDIAN);
        this.header.copyFrom(header);
        this.length = length;
        this.publisher = publisher;
        return this;
    }

    @Override
    public ByteBuffer buffer() {
        return buffer;
    }

    @Override
    public int commit() {
        return commit(length);
    }

    @Override
    public int commit(int length) {
        if (publisher != null && (length < 0 || length > this.length)) {
            throw new IllegalArgumentException("length must be between 0 and " + this.length + ", is " + length);
        }
        RingHandle target = end();
        buffer.limit(length).position(0);
        return target.publish(header, buffer);
    }

    @Override
    public void abort() {
        end();
    }

    @Override
    public void close() {
        if (publisher != null) {
            abort();
        }
    }

    private RingHandle end() {
        RingHandle target = publisher;
        if (target == null) {
            throw new IllegalStateException("the claim has ended already");
        }
        publisher = null;
        return target;
    }
}
