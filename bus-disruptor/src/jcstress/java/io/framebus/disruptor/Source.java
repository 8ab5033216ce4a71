package io.framebus.disruptor;

import io.framebus.FrameClaim;
import io.framebus.FrameHeader;
import java.nio.ByteBuffer;

/** What one publishing thread publishes from. */
final class Source {
    private static final int LONGEST = 256;

    private final Publication publication;
    private final FrameHeader header = new FrameHeader();
    private final ByteBuffer payload = ByteBuffer.allocate(LONGEST);

    Source(Publication publication) {
        this.publication = publication;
    }

    void publish(long key, int length) {
        makeFrame(key, length);
        publication.publish(header, payload);
    }

    private void makeFrame(long key, int length) {
        Frames.header(header, key, length);
        payload.clear();
        Frames.fill(payload, 0, length, key);
        payload.limit(length);
    }

    /** Adds to the batch. */
    void add(long key, int length) {
        makeFrame(key, length);
        publication.batch().add(header, payload);
    }

    void publishBatch() {
        publication.batch().publish();
    }

    /** Claims {@code spare} bytes more than the frame has, writes the payload in place, and commits. */
    void claimAndCommit(long key, int length, int spare) {
        Frames.header(header, key, length);
        FrameClaim claim = publication.claim(header, length + spare);
        ByteBuffer buffer = claim.buffer();
        Frames.fill(buffer, buffer.position(), length, key);
        claim.commit(length);
    }

    /** Claims, writes what nobody must ever see, and gives up. */
    void claimAndAbort(long key, int length) {
        Frames.header(header, key, length);
        FrameClaim claim = publication.claim(header, length);
        ByteBuffer buffer = claim.buffer();
        Frames.fill(buffer, buffer.position(), length, ~key);
        claim.abort();
    }
}
