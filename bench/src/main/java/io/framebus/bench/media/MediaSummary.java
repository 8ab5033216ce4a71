package io.framebus.bench.media;

import io.framebus.bench.media.TraceFormat.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a source is made of, in figures. Rates are over each track's own span, from its first decoding time to the end of its
 * last unit.
 *
 * @param durationUs of one pass over all tracks
 */
public record MediaSummary(MediaOrigin origin, boolean hasPayload, long durationUs, List<Track> tracks) {

    /**
     * One track.
     *
     * @param keyIntervalsUs from each key unit to the next, in order of time; empty for audio and where there is only one
     * @param sizes by kind, kinds without units left out
     */
    public record Track(
            MediaTrack track,
            int units,
            long bytes,
            double unitsPerSecond,
            double bitsPerSecond,
            int keyUnits,
            List<Long> keyIntervalsUs,
            List<Sizes> sizes) {}

    /**
     * Sizes in bytes of the units of one kind: key, delta, discardable or audio.
     *
     * @param p50 half of the units are at most this large
     * @param p99 99 of 100 units are at most this large
     */
    public record Sizes(String kind, int units, long bytes, int p50, int p99, int max) {}

    /**
     * Reads all units of {@code source}, from its beginning, and rewinds it.
     *
     * @throws MediaException if the source cannot be read
     */
    public static MediaSummary of(MediaSource source) {
        List<UnitIndex> byTrack = new ArrayList<>();
        source.tracks().forEach(track -> byTrack.add(new UnitIndex()));
        source.rewind();
        for (MediaUnit unit = source.next(); unit != null; unit = source.next()) {
            UnitIndex units = byTrack.get(unit.trackId());
            units.add(unit.trackId(), unit.ptsUs(), unit.dtsUs(), unit.durationUs(), 0, unit.size(), unit.kind());
            units.describe(units.count() - 1, unit.flags(), unit.temporalLayer());
        }
        source.rewind();
        List<Track> tracks = new ArrayList<>();
        for (MediaTrack track : source.tracks()) {
            tracks.add(summarize(track, byTrack.get(track.id())));
        }
        return new MediaSummary(source.origin(), source.hasPayload(), source.durationUs(), tracks);
    }

    private static Track summarize(MediaTrack track, UnitIndex units) {
        List<Sizes> sizes = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            int[] ofKind = IntStream.range(0, units.count())
                    .filter(i -> Kind.of(units.kind(i), units.flags(i)) == kind)
                    .map(units::size)
                    .sorted()
                    .toArray();
            if (ofKind.length > 0) {
                sizes.add(sizes(kind.word, ofKind));
            }
        }
        long[] keysUs = IntStream.range(0, units.count())
                .filter(i -> Kind.of(units.kind(i), 0) == Kind.KEY)
                .mapToLong(units::dtsUs)
                .toArray();
        List<Long> intervals = new ArrayList<>();
        for (int i = 1; i < keysUs.length; i++) {
            intervals.add(keysUs[i] - keysUs[i - 1]);
        }
        long bytes = sizes.stream().mapToLong(Sizes::bytes).sum();
        double seconds = units.spanUs() / 1e6;
        double unitsPerSecond = seconds == 0 ? 0 : units.count() / seconds;
        double bitsPerSecond = seconds == 0 ? 0 : 8 * bytes / seconds;
        return new Track(track, units.count(), bytes, unitsPerSecond, bitsPerSecond, keysUs.length, intervals, sizes);
    }

    private static Sizes sizes(String kind, int[] sorted) {
        long bytes = Arrays.stream(sorted).asLongStream().sum();
        return new Sizes(kind, sorted.length, bytes, atMost(sorted, 50), atMost(sorted, 99), sorted[sorted.length - 1]);
    }

    /** The smallest value that at least {@code percent} of 100 values do not exceed. */
    private static int atMost(int[] sorted, int percent) {
        long rank = (sorted.length * (long) percent + 99) / 100;
        return sorted[(int) rank - 1];
    }

    /** For people: a few lines, then a table of tracks and one of sizes. Ends with a line feed. */
    public String text() {
        return SummaryText.of(this);
    }
}
