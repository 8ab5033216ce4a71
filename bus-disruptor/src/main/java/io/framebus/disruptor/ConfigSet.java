package io.framebus.disruptor;

import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.MediaFrame;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The decoder configurations in force at some frame, one for each track that has one. Immutable, final fields all the way down:
 * a reader may meet it through a plain field.
 */
final class ConfigSet {
    static final ConfigSet EMPTY = new ConfigSet(new Entry[0]);

    /** Video first, as a receiver wants it, then by track. */
    private static final Comparator<Entry> ORDER = Comparator.<Entry>comparingInt(e -> isVideo(e.frame()) ? 0 : 1)
            .thenComparingInt(e -> e.frame().trackId());

    /**
     * @param track the track's index in its stream
     * @param frame the configuration
     * @param sequence where it was published
     * @param publishTimeNs when it was published
     * @param packed its header, as {@link PackedHeader} packs it
     */
    record Entry(int track, MediaFrame frame, long sequence, long publishTimeNs, long packed) {
        static Entry of(int track, MediaFrame frame, long sequence, long publishTimeNs) {
            FrameHeader header = new FrameHeader().copyFrom(frame);
            long packed = PackedHeader.of(header) | PackedHeader.ofTrack(track);
            return new Entry(track, frame, sequence, publishTimeNs, packed);
        }

        boolean saysTheSameAs(MediaFrame other) {
            return frame.codec() == other.codec() && frame.payload().equals(other.payload());
        }
    }

    private final Entry[] entries;

    private ConfigSet(Entry[] entries) {
        this.entries = entries;
    }

    int size() {
        return entries.length;
    }

    Entry entry(int i) {
        return entries[i];
    }

    /** The set with {@code entry} in the place of its track's former one; this very set if that says the same. */
    ConfigSet with(Entry entry) {
        for (Entry former : entries) {
            if (former.track() == entry.track() && former.saysTheSameAs(entry.frame())) {
                return this;
            }
        }
        Entry[] others =
                Arrays.stream(entries).filter(e -> e.track() != entry.track()).toArray(Entry[]::new);
        Entry[] all = Arrays.copyOf(others, others.length + 1);
        all[others.length] = entry;
        Arrays.sort(all, ORDER);
        return new ConfigSet(all);
    }

    /** Another set of the same: for a frame at which readers have to look closer, and compare sets by identity. */
    ConfigSet renewed() {
        return new ConfigSet(entries);
    }

    List<MediaFrame> frames() {
        return Arrays.stream(entries).map(Entry::frame).toList();
    }

    private static boolean isVideo(MediaFrame frame) {
        return frame.kind() == FrameKind.KEY || frame.kind() == FrameKind.DELTA;
    }
}
