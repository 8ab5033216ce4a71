package io.framebus.bench.soak;

import io.framebus.FrameBatch;
import io.framebus.FrameClaim;
import io.framebus.FrameHeader;
import io.framebus.StreamHandle;
import io.framebus.bench.peer.Imprint;
import java.nio.ByteBuffer;

/**
 * What is published in one life of a stream, in each of the ways in which it can be, and how many frames of each publisher were. Calls for one
 * publisher come one after the other; nothing else is done to the stream meanwhile.
 */
final class Sending {
    /** Of how many frames a batch is at most. */
    static final int MAX_BATCH = 8;

    private final Incarnation incarnation;
    private final Ledger ledger;
    private final String name;
    /** By publisher. */
    private final long[] counts;

    /** {@code name}: the stream's, for what is found. */
    Sending(Incarnation incarnation, int publishers, String name, Ledger ledger) {
        this.incarnation = incarnation;
        this.counts = new long[publishers];
        this.name = name;
        this.ledger = ledger;
    }

    /** How a frame is published; with {@link #BATCH}, a few of them. */
    enum Way {
        PUBLISH,
        CLAIM,
        ABORT,
        BATCH
    }

    Incarnation incarnation() {
        return incarnation;
    }

    /** The next frame of a publisher, or the next few. Returns what the call returned: {@link StreamHandle#CLOSED} if the stream has ended. */
    int publish(int publisher, Way way, FrameHeader header, Imprint.Writer payloads) {
        if (way == Way.BATCH) {
            return publishBatch(publisher, header, payloads);
        }
        StreamHandle handle = incarnation.handle();
        ByteBuffer payload = prepare(publisher, counts[publisher], header, payloads);
        int result;
        if (way == Way.PUBLISH) {
            result = handle.publish(header, payload);
            ledger.did(Operation.PUBLISH);
        } else {
            try (FrameClaim claim = handle.claim(header, payload.remaining())) {
                ByteBuffer place = claim.buffer();
                place.put(place.position(), payload, payload.position(), payload.remaining());
                if (way == Way.ABORT) {
                    ledger.did(Operation.CLAIM_AND_ABORT);
                    return 0;
                }
                result = claim.commit();
                ledger.did(Operation.CLAIM_AND_COMMIT);
            }
        }
        if (result != StreamHandle.CLOSED) {
            count(publisher, 1);
        }
        return result;
    }

    /** Makes {@code header} that of a publisher's frame, and its payload. It is about to be sent. */
    private ByteBuffer prepare(int publisher, long count, FrameHeader header, Imprint.Writer payloads) {
        long identity = describe(publisher, count, header);
        ByteBuffer payload = payloads.payload(identity, Pattern.bytes(identity));
        incarnation.sending(publisher, count, System.nanoTime());
        return payload;
    }

    private long describe(int publisher, long count, FrameHeader header) {
        long identity = Identity.of(incarnation.id(), publisher, count);
        Pattern.describe(identity, header);
        return identity;
    }

    /** Makes {@code header} that of the next frame of the first publisher. */
    void describeNext(FrameHeader header) {
        describe(0, counts[0], header);
    }

    private int publishBatch(int publisher, FrameHeader header, Imprint.Writer payloads) {
        FrameBatch batch = incarnation.handle().batch();
        int frames = 1 + (int) (counts[publisher] % MAX_BATCH);
        int added = add(batch, frames, publisher, header, payloads);
        int result = added < frames ? StreamHandle.CLOSED : batch.publish();
        count(publisher, result == StreamHandle.CLOSED ? seenOf(added) : added);
        return result;
    }

    /** Adds the next frames of a publisher, which are not counted by that. Returns how many: fewer if the stream has ended. */
    int add(FrameBatch batch, int frames, int publisher, FrameHeader header, Imprint.Writer payloads) {
        for (int added = 0; added < frames; added++) {
            ByteBuffer payload = prepare(publisher, counts[publisher] + added, header, payloads);
            if (batch.add(header, payload) == StreamHandle.CLOSED) {
                return added;
            }
            ledger.did(Operation.ADD_TO_BATCH);
        }
        return frames;
    }

    /**
     * Of so many frames that were added to a batch and not published by it, how many can be seen. Several publishers' are seen at once. Of one
     * publisher's some may have been, before others had room or at a sync point: that the cursor alone says, which nobody else moves.
     */
    long seenOf(int added) {
        if (counts.length > 1) {
            return added;
        }
        long seen = incarnation.handle().cursor() + 1 - incarnation.published();
        if (seen < 0 || seen > added) {
            ledger.found(Trouble.LOST, name + ": of " + added + " frames added to a batch " + seen + " can be seen");
        }
        return seen;
    }

    void count(int publisher, long frames) {
        counts[publisher] += frames;
        incarnation.countPublished(frames);
    }
}
