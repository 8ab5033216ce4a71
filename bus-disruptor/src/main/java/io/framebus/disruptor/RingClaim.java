package io.framebus.disruptor;

import io.framebus.FrameClaim;
import io.framebus.FrameHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A claim in the ring's own memory, for a stream with one publisher. While it is open its publisher is inside the gate. */
final class RingClaim implements FrameClaim {
    private final Publication publication;
    private final FrameWriter writer;
    private final FrameHeader header = new FrameHeader();
    private final ByteBuffer buffer;
    private int length;
    private boolean open;

    RingClaim(Publication publication, FrameWriter writer) {
        this.publication = publication;
        this.writer = writer;
        this.buffer = writer.memory().duplicate();
        buffer.limit(0);
    }

    void begin(FrameHeader header, int length) {
        int offset = writer.place(length);
        buffer.clear();
        buffer.limit(offset + length).position(offset);
        buffer.order(ByteOrder.BIG_ENDIAN);
        this.header.copyFrom(header);
        this.length = length;
        open = true;
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
        return publication.commitInRing(header, length);
    }

    @Override
    public void abort() {
        end();
        publication.abortInRing();
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
        buffer.position(0).limit(0); // whoever kept it can no longer write into what follows
    }
}
