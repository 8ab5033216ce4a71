package io.framebus.contract;

import io.framebus.DeliveredFrame;
import io.framebus.FrameHandler;
import io.framebus.Gap;
import io.framebus.MediaFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a subscriber's books from the outside, in constant memory: what was handed over, in which order, with which bytes, and
 * what the gaps said, against what was published. What is wrong is written down, not thrown, so that it can be told from the
 * thread of the test. Written by the polling thread only.
 */
public class FrameLedger implements FrameHandler {
    private static final int MAX_VIOLATIONS = 20;

    private final Published published;
    private final @Nullable DecodabilityTracker decoder;
    private final Map<Integer, Long> configByTrack = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private long expected;
    private long frames;
    private long configsInForce;
    private long passedOver;
    private long gaps;
    private long gapFrames;
    private long overwritten;
    private long skipped;
    private long torn;

    public FrameLedger(Published published, long startSequence, @Nullable DecodabilityTracker decoder) {
        this.published = published;
        this.expected = startSequence;
        this.decoder = decoder;
    }

    @Override
    public void onFrame(DeliveredFrame frame) {
        long sequence = frame.sequence();
        boolean inForce = frame.isConfig() && frame.isReplayed() && sequence < expected;
        String difference = differenceOf(frame);
        if (!frame.isIntact()) {
            torn++;
            return;
        }
        check(difference == null, "frame %d differs from what was published: %s", sequence, difference);
        if (frame.isConfig()) {
            configByTrack.put(frame.trackId(), sequence);
        }
        if (inForce) {
            configsInForce++;
            inForce(frame);
            return;
        }
        check(sequence >= expected, "frame %d after %d: twice or out of order", sequence, expected - 1);
        long config = published.configInForce(frame.trackId(), sequence);
        long handedOver = configByTrack.getOrDefault(frame.trackId(), -1L);
        boolean upToDate = config == handedOver || sayTheSame(config, handedOver);
        check(upToDate, "frame %d needs configuration %d, was given %d", sequence, config, handedOver);
        boolean decodable = decoder == null || decoder.received(sequence);
        check(decodable, "frame %d cannot be decoded", sequence);
        passedOver += Math.max(0, sequence - expected);
        expected = sequence + 1;
        frames++;
        counted(frame);
    }

    @Override
    public void onGap(Gap gap) {
        long first = gap.firstSequence();
        long last = gap.lastSequence();
        check(first >= expected, "gap %d to %d begins before %d", first, last, expected);
        check(gap.frames() == last - first + 1, "gap %d to %d of %d frames", first, last, gap.frames());
        check(
                gap.frames() == gap.overwritten() + gap.skipped(),
                "gap %d to %d: %d overwritten, %d skipped",
                first,
                last,
                gap.overwritten(),
                gap.skipped());
        long bytes = 0;
        long syncPoints = 0;
        for (long sequence = first; sequence <= last; sequence++) {
            bytes += published.length(sequence);
            syncPoints += published.isSyncPoint(sequence) ? 1 : 0;
        }
        check(gap.bytes() == bytes, "gap %d to %d of %d bytes, really %d", first, last, gap.bytes(), bytes);
        check(
                gap.syncPoints() == syncPoints,
                "gap %d to %d with %d sync points, really %d",
                first,
                last,
                gap.syncPoints(),
                syncPoints);
        if (decoder != null) {
            decoder.lost(first, last);
        }
        passedOver += Math.max(0, first - expected);
        expected = last + 1;
        gaps++;
        gapFrames += gap.frames();
        overwritten += gap.overwritten();
        skipped += gap.skipped();
    }

    /** A configuration was handed over because it is in force. */
    protected void inForce(DeliveredFrame frame) {}

    /** A frame was handed over whole at its own place. */
    protected void counted(DeliveredFrame frame) {}

    /** How the frame differs from what was published at its sequence, or null. */
    protected @Nullable String differenceOf(DeliveredFrame frame) {
        long sequence = frame.sequence();
        if (frame.trackId() != published.trackId(sequence)) {
            return "track " + frame.trackId();
        }
        if (frame.kind() != published.kind(sequence) || frame.flags() != published.flags(sequence)) {
            return "kind " + frame.kind() + ", flags " + frame.flags();
        }
        if (frame.length() != published.length(sequence)
                || frame.payload().remaining() != frame.length()
                || !Payloads.isOf(frame.payload(), sequence)) {
            return "payload of " + frame.length() + " bytes";
        }
        return null;
    }

    /** Who has one configuration lacks nothing of another that says the same. */
    private boolean sayTheSame(long config, long handedOver) {
        if (config < 0 || handedOver < 0) {
            return false;
        }
        MediaFrame one = published.at(config);
        MediaFrame other = published.at(handedOver);
        return one.codec() == other.codec() && one.payload().equals(other.payload());
    }

    private void check(boolean holds, String message, @Nullable Object... values) {
        if (!holds && violations.size() < MAX_VIOLATIONS) {
            violations.add(String.format(message, values));
        }
    }

    /** What was wrong so far. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    /** The first sequence of which neither a frame nor a gap has told yet. */
    public long expected() {
        return expected;
    }

    /** Frames handed over whole, configurations in force not counted. */
    public long frames() {
        return frames;
    }

    /** Configurations handed over because they are in force. */
    public long configsInForce() {
        return configsInForce;
    }

    /** Sequences between frames and gaps of which nothing was told: what a filter passed over. */
    public long passedOver() {
        return passedOver;
    }

    public long gaps() {
        return gaps;
    }

    public long gapFrames() {
        return gapFrames;
    }

    public long overwritten() {
        return overwritten;
    }

    public long skipped() {
        return skipped;
    }

    /** Frames that were handed over and not found intact. */
    public long torn() {
        return torn;
    }
}
