package io.framebus.bench.media;

import io.framebus.bench.media.TraceFormat.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads {@linkplain TraceFormat traces}, strictly: what is wrong with a line is told with the line's number. */
final class TraceReader {
    private final LineReader lines;
    private final List<MediaTrack> tracks = new ArrayList<>();
    private final List<OptionalLong> endsUs = new ArrayList<>();
    private final UnitIndex units = new UnitIndex();
    private MediaOrigin origin;

    private TraceReader(String name, InputStream in) {
        this.lines = new LineReader(in);
        this.origin = MediaOrigin.named(name);
    }

    /** Reads a whole trace. It is called {@code name} unless its header has a name. Does not close {@code in}. */
    static MediaSource read(String name, InputStream in) throws IOException {
        TraceReader reader = new TraceReader(name, in);
        try {
            return reader.source();
        } catch (MalformedMedia e) {
            throw new MalformedMedia("line " + reader.lines.number() + ": " + e.getMessage());
        }
    }

    private MediaSource source() throws IOException {
        String line = lines.next();
        if (!TraceFormat.FIRST_LINE.equals(line)) {
            throw new MalformedMedia("'" + TraceFormat.FIRST_LINE + "' belongs here");
        }
        for (line = lines.next(); !TraceFormat.COLUMNS.equals(line); line = lines.next()) {
            header(line);
        }
        if (tracks.isEmpty()) {
            throw new MalformedMedia("no track was described before the units");
        }
        for (line = lines.next(); line != null; line = lines.next()) {
            unit(line);
        }
        if (units.count() == 0) {
            throw new MalformedMedia("the trace ends without units");
        }
        for (int track = 0; track < tracks.size(); track++) {
            if (endsUs.get(track).isPresent()) {
                units.endTrack(track, endsUs.get(track).getAsLong());
            }
        }
        return new IndexedSource(origin, tracks, units, null);
    }

    private void header(@Nullable String line) {
        if (line == null) {
            throw new MalformedMedia("the trace ends before '" + TraceFormat.COLUMNS + "'");
        }
        if (line.startsWith(TraceFormat.NAME)) {
            origin = new MediaOrigin(after(line, TraceFormat.NAME), origin.source(), origin.attribution());
        } else if (line.startsWith(TraceFormat.SOURCE)) {
            origin = new MediaOrigin(origin.name(), after(line, TraceFormat.SOURCE), origin.attribution());
        } else if (line.startsWith(TraceFormat.ATTRIBUTION)) {
            origin = new MediaOrigin(origin.name(), origin.source(), after(line, TraceFormat.ATTRIBUTION));
        } else if (line.startsWith(TraceFormat.TRACK)) {
            track(after(line, TraceFormat.TRACK));
        } else {
            throw new MalformedMedia("neither a header line nor '" + TraceFormat.COLUMNS + "'");
        }
    }

    private static String after(String line, String prefix) {
        return line.substring(prefix.length());
    }

    private void track(String text) {
        int colon = text.indexOf(": ");
        if (colon < 0 || !text.substring(0, colon).equals(Integer.toString(tracks.size()))) {
            throw new MalformedMedia(
                    "track " + tracks.size() + " belongs here: '" + TraceFormat.TRACK + tracks.size() + ": codec=...'");
        }
        if (tracks.size() == MediaLimits.MAX_TRACKS) {
            throw new MalformedMedia("more than " + MediaLimits.MAX_TRACKS + " tracks");
        }
        TraceTrackFields fields = new TraceTrackFields(text.substring(colon + 2));
        tracks.add(fields.track(tracks.size()));
        endsUs.add(fields.endUs());
    }

    private void unit(String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != 6) {
            throw new MalformedMedia("has " + fields.length + " fields, not the 6 of '" + TraceFormat.COLUMNS + "'");
        }
        int track = (int) number("track", fields[0], 0, tracks.size() - 1L);
        long ptsUs = number("pts_us", fields[1], -MediaLimits.MAX_TIME_US, MediaLimits.MAX_TIME_US);
        long dtsUs = number("dts_us", fields[2], -MediaLimits.MAX_TIME_US, MediaLimits.MAX_TIME_US);
        int size = (int) number("size", fields[3], 0, MediaLimits.MAX_UNIT_BYTES);
        Kind kind = Kind.parse(fields[4], tracks.get(track).codec());
        int layer = (int) number("layer", fields[5], 0, TraceFormat.MAX_LAYER);
        int before = units.count() - 1;
        if (before >= 0 && dtsUs < units.dtsUs(before)) {
            throw new MalformedMedia("dts_us " + dtsUs + " is less than the " + units.dtsUs(before)
                    + " before it; units must be in decode order");
        }
        units.add(track, ptsUs, dtsUs, UnitIndex.UNKNOWN, 0, size, kind.frameKind);
        units.describe(before + 1, kind.flags, layer);
    }

    static long number(String field, String text, long min, long max) {
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new MalformedMedia(field + " '" + LineReader.shorten(text) + "' is not a whole number");
        }
        if (value < min || value > max) {
            throw new MalformedMedia(field + " " + value + " is not between " + min + " and " + max);
        }
        return value;
    }
}
