package io.framebus.bench.peer;

import io.framebus.DeliveredFrame;
import io.framebus.FrameHandler;
import java.nio.ByteBuffer;

/**
 * What one subscriber got, by its own count: nothing here believes the peer. It looks at each frame's sequence and payload, so
 * that whoever reads pays for reading, and asks whether the frame was intact before it counts.
 *
 * <p>For one thread at a time. Allocates nothing. Frames that were refused have used up their sequences, and count as missing
 * here; whoever publishes knows how many they were.
 */
public final class CheckingSink implements PeerSink, FrameHandler {
    /** How much of each payload is read. */
    public enum Look {
        /** The first and the last word. */
        ENDS,
        /** Every byte. */
        ALL
    }

    private final Imprint imprint;
    private final boolean all;
    private long next;
    private long delivered;
    private long bytes;
    private long missing;
    private long gaps;
    private long misordered;
    private long corrupt;
    private long torn;

    /** Counts frames with payloads of {@code imprint}, the first of which has the sequence {@code first}. */
    public CheckingSink(Imprint imprint, Look look, long first) {
        this.imprint = imprint;
        this.all = look == Look.ALL;
        this.next = first;
    }

    @Override
    public void onFrame(PeerFrame frame) {
        long sequence = frame.sequence();
        ByteBuffer payload = frame.payload();
        int size = payload.limit() - payload.position();
        boolean matches = matches(sequence, payload);
        count(sequence, size, matches, frame.isIntact());
    }

    // Step by step as above, for frames that are no PeerFrames.
    @Override
    public void onFrame(DeliveredFrame frame) {
        long sequence = FramebusView.sequence(frame);
        ByteBuffer payload = frame.payload();
        int size = payload.limit() - payload.position();
        boolean matches = matches(sequence, payload);
        count(sequence, size, matches, frame.isIntact());
    }

    @Override
    public FrameHandler handler() {
        return this;
    }

    private boolean matches(long sequence, ByteBuffer payload) {
        return all ? imprint.allMatches(sequence, payload) : imprint.endsMatch(sequence, payload);
    }

    private void count(long sequence, int size, boolean matches, boolean intact) {
        if (!intact) {
            torn++;
            return;
        }
        if (matches && sequence == next) {
            next = sequence + 1;
            delivered++;
            bytes += size;
            return;
        }
        unexpected(sequence, matches, size);
    }

    private void unexpected(long sequence, boolean matches, int size) {
        if (!matches) {
            // Its sequence is not to be believed either.
            corrupt++;
            return;
        }
        if (sequence < next) {
            misordered++;
            return;
        }
        gaps++;
        missing += sequence - next;
        next = sequence + 1;
        delivered++;
        bytes += size;
    }

    /** Frames that arrived whole, once and in order. */
    public long delivered() {
        return delivered;
    }

    /** Payload bytes of those. */
    public long bytes() {
        return bytes;
    }

    /** Sequences that were passed over before the newest frame that arrived. */
    public long missing() {
        return missing;
    }

    /** Runs of such sequences. */
    public long gaps() {
        return gaps;
    }

    /** Frames with a sequence that had been there, or had been passed over. */
    public long misordered() {
        return misordered;
    }

    /** Frames with a payload that is not theirs, though the peer had them for intact. */
    public long corrupt() {
        return corrupt;
    }

    /** Frames that the peer said were not intact after they were read. */
    public long torn() {
        return torn;
    }

    /** The sequence after that of the newest frame that arrived. */
    public long next() {
        return next;
    }
}
