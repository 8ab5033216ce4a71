package io.framebus.contract;

import io.framebus.DeliveredFrame;
import io.framebus.Gap;
import io.framebus.MediaFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A ledger that also keeps copies of what it was handed, and the order of it in words. */
public final class RecordingHandler extends FrameLedger {
    /** A frame as it was handed over. */
    public record Received(long sequence, boolean replayed, long publishTimeNs, MediaFrame frame) {}

    private final Published published;
    private final List<String> events = new ArrayList<>();
    private final List<Received> received = new ArrayList<>();
    private final List<Gap> gapsTold = new ArrayList<>();

    public RecordingHandler(Published published, long startSequence, @Nullable DecodabilityTracker decoder) {
        super(published, startSequence, decoder);
        this.published = published;
    }

    @Override
    protected void inForce(DeliveredFrame frame) {
        events.add("config " + frame.sequence());
    }

    @Override
    protected void counted(DeliveredFrame frame) {
        events.add("frame " + frame.sequence());
        received.add(new Received(frame.sequence(), frame.isReplayed(), frame.publishTimeNs(), frame.copy()));
    }

    @Override
    public void onGap(Gap gap) {
        events.add("gap " + gap.firstSequence() + ".." + gap.lastSequence());
        gapsTold.add(gap.copy());
        super.onGap(gap);
    }

    /** As the ledger, but every field and byte is compared. */
    @Override
    protected @Nullable String differenceOf(DeliveredFrame frame) {
        MediaFrame copy = frame.copy();
        return Objects.equals(copy, published.at(frame.sequence())) ? super.differenceOf(frame) : copy.toString();
    }

    /** In order: {@code frame 7}, {@code gap 8..10}, and {@code config 3} for a configuration that is in force. */
    public List<String> events() {
        return List.copyOf(events);
    }

    /** The frames, configurations in force left out. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** Sequences of the frames, configurations in force left out. */
    public List<Long> sequences() {
        return received.stream().map(Received::sequence).toList();
    }

    public List<Gap> gapsTold() {
        return List.copyOf(gapsTold);
    }

    /** The numbers from {@code first} to {@code last}, to compare {@link #sequences()} with. */
    public static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
