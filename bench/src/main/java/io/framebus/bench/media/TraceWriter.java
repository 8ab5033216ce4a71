package io.framebus.bench.media;

import io.framebus.bench.media.TraceFormat.Kind;
import java.io.IOException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Writes the trace of a source: sizes, times and kinds of its units, and nothing of what is in them. */
public final class TraceWriter {
    private TraceWriter() {}

    /**
     * Writes all units of {@code source}, from its beginning, under the name, source and attribution of {@code origin}.
     *
     * @throws MediaException if the source cannot be read
     * @throws IOException if {@code out} fails
     */
    public static void write(MediaSource source, MediaOrigin origin, Appendable out) throws IOException {
        line(out, TraceFormat.FIRST_LINE);
        line(out, TraceFormat.NAME + origin.name());
        if (!origin.source().isEmpty()) {
            line(out, TraceFormat.SOURCE + origin.source());
        }
        if (!origin.attribution().isEmpty()) {
            line(out, TraceFormat.ATTRIBUTION + origin.attribution());
        }
        @Nullable MediaUnit[] last = lastUnits(source);
        for (MediaTrack track : source.tracks()) {
            line(out, TraceFormat.TRACK + track.id() + ": " + describe(track, last[track.id()]));
        }
        line(out, TraceFormat.COLUMNS);
        source.rewind();
        StringBuilder row = new StringBuilder();
        for (MediaUnit unit = source.next(); unit != null; unit = source.next()) {
            row.setLength(0);
            row.append(unit.trackId())
                    .append(',')
                    .append(unit.ptsUs())
                    .append(',')
                    .append(unit.dtsUs())
                    .append(',');
            row.append(unit.size())
                    .append(',')
                    .append(Kind.of(unit.kind(), unit.flags()).word)
                    .append(',');
            line(out, row.append(unit.temporalLayer()));
        }
    }

    private static @Nullable MediaUnit[] lastUnits(MediaSource source) {
        @Nullable MediaUnit[] last = new MediaUnit[source.tracks().size()];
        source.rewind();
        for (MediaUnit unit = source.next(); unit != null; unit = source.next()) {
            last[unit.trackId()] = unit;
        }
        return last;
    }

    private static String describe(MediaTrack track, @Nullable MediaUnit last) {
        StringBuilder text = new StringBuilder();
        text.append("codec=").append(track.codec()).append(" timescale=").append(track.timescale());
        if (track.isVideo()) {
            text.append(" width=").append(track.width()).append(" height=").append(track.height());
        } else {
            text.append(" rate=")
                    .append(track.sampleRateHz())
                    .append(" channels=")
                    .append(track.channels());
        }
        if (last != null && last.durationUs() >= 0) {
            text.append(" end_us=").append(last.dtsUs() + last.durationUs());
        }
        byte[] configuration = new byte[track.configuration().remaining()];
        track.configuration().get(configuration);
        if (configuration.length > 0) {
            text.append(" configuration=").append(HexFormat.of().formatHex(configuration));
        }
        return text.toString();
    }

    private static void line(Appendable out, CharSequence text) throws IOException {
        out.append(text).append('\n');
    }
}
