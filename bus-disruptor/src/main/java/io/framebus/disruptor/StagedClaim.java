package io.framebus.disruptor;

import io.framebus.FrameClaim;
import io.framebus.FrameHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A claim in memory of the claiming thread's own, copied into the ring at commit: for a stream with several publishers, where a
 * thread that writes slowly or dies must not hold up the others; and for one that is closed.
 */
final class StagedClaim implements FrameClaim {
    private static final int MIN_BYTES = 2048;

    private final Publication publication;
    private final FrameHeader header = new FrameHeader();
    private ByteBuffer buffer = ByteBuffer.allocateDirect(MIN_BYTES);
    private int length;
    private boolean open;

    StagedClaim(Publication publication) {
        this.publication = publication;
    }

    StagedClaim begin(FrameHeader header, int length) {
        if (open) {
            throw new IllegalStateException("this thread has a claim open already; only one at a time is possible");
        }
        if (length > buffer.capacity()) {
            buffer = ByteBuffer.allocateDirect(Integer.highestOneBit(length - 1) << 1);
        }
        buffer.clear();
        buffer.limit(length).order(ByteOrder.BIG_ENDIAN);
        this.header.copyFrom(header);
        this.length = length;
        open = true;
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
        if (open && (length < 0 || length > this.length)) {
            throw new IllegalArgumentException("length must be between 0 and " + this.length + ", is " + length);
        }
        end();
        buffer.limit(length).position(0);
        return publication.publish(header, buffer);
    }

    @Override
    public void abort() {
        end();
    }

    @Override
    public void close() {
        if (open) {
            abort();
        }
    }

    private void end() {
        if (!open) {
            throw new IllegalStateException("the claim has ended already");
        }
        open = false;
    }
}
