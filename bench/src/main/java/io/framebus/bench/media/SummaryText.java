package io.framebus.bench.media;

import io.framebus.bench.text.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** A {@link MediaSummary} as text. */
final class SummaryText {
    private SummaryText() {}

    static String of(MediaSummary summary) {
        return heading(summary) + '\n' + tracks(summary) + '\n' + sizes(summary);
    }

    private static String heading(MediaSummary summary) {
        long bytes =
                summary.tracks().stream().mapToLong(MediaSummary.Track::bytes).sum();
        TextTable lines = new TextTable();
        lines.row("name", summary.origin().name());
        if (!summary.origin().source().isEmpty()) {
            lines.row("source", summary.origin().source());
        }
        if (!summary.origin().attribution().isEmpty()) {
            lines.row("attribution", summary.origin().attribution());
        }
        lines.row("duration", seconds(summary.durationUs()));
        lines.row("payload", bytes + " bytes" + (summary.hasPayload() ? "" : ", made up when played"));
        return lines.toString();
    }

    private static String tracks(MediaSummary summary) {
        TextTable table = new TextTable(0, 3, 4, 5);
        table.row("track", "codec", "format", "units", "per second", "kbit/s", "key interval: min, median, max");
        for (MediaSummary.Track track : summary.tracks()) {
            table.row(
                    Integer.toString(track.track().id()),
                    track.track().codec().name(),
                    track.track().format(),
                    Integer.toString(track.units()),
                    String.format(Locale.ROOT, "%.2f", track.unitsPerSecond()),
                    String.format(Locale.ROOT, "%.0f", track.bitsPerSecond() / 1000),
                    keyIntervals(track));
        }
        return table.toString();
    }

    private static String keyIntervals(MediaSummary.Track track) {
        if (!track.track().isVideo()) {
            return "-";
        }
        List<Long> intervals = track.keyIntervalsUs();
        if (intervals.isEmpty()) {
            return track.keyUnits() == 0 ? "no key unit" : "one key unit";
        }
        long[] sorted = intervals.stream().mapToLong(Long::longValue).sorted().toArray();
        return String.join(
                ", ",
                LongStream.of(sorted[0], sorted[(sorted.length - 1) / 2], sorted[sorted.length - 1])
                        .mapToObj(SummaryText::seconds)
                        .toList());
    }

    private static String sizes(MediaSummary summary) {
        TextTable table = new TextTable(0, 2, 3, 4, 5, 6);
        table.row("track", "kind", "units", "p50 bytes", "p99 bytes", "max bytes", "sum bytes");
        for (MediaSummary.Track track : summary.tracks()) {
            for (MediaSummary.Sizes sizes : track.sizes()) {
                table.row(
                        Integer.toString(track.track().id()),
                        sizes.kind(),
                        Integer.toString(sizes.units()),
                        Integer.toString(sizes.p50()),
                        Integer.toString(sizes.p99()),
                        Integer.toString(sizes.max()),
                        Long.toString(sizes.bytes()));
            }
        }
        return table.toString();
    }

    static String seconds(long us) {
        return String.format(Locale.ROOT, "%.3f s", us / 1e6);
    }
}
