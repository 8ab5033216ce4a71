package io.framebus.bench.media;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mp4parser.boxes.iso14496.part12.MovieBox;
import org.mp4parser.boxes.iso14496.part12.MovieFragmentBox;
import org.mp4parser.boxes.iso14496.part12.MovieHeaderBox;
import org.mp4parser.boxes.iso14496.part12.TrackBox;

/**
 * Reads MP4 files, fragmented or not (ISO/IEC 14496-12), with mp4parser behind {@link Mp4Guard}. Only the metadata boxes are
 * read into memory. Tracks that are neither video nor audio, and codings we have no name for, are left out.
 */
final class Mp4Reader {
    private static final int MOOV = BoxCursor.type("moov");
    private static final int MOOF = BoxCursor.type("moof");

    /** What a file may begin with. */
    private static final Set<String> FIRST_BOXES =
            Set.of("ftyp", "styp", "moov", "moof", "mdat", "free", "skip", "wide", "sidx", "pdin", "uuid", "emsg");

    private static final int MAX_REASON_CHARS = 120;

    private final MediaFile file;
    private final Mp4Boxes boxes = new Mp4Boxes();
    private final List<Mp4Track> tracks = new ArrayList<>();
    private @Nullable Mp4Fragments fragments;

    private Mp4Reader(MediaFile file) {
        this.file = file;
    }

    /** Whether an MP4 file may begin with a box of that type. */
    static boolean isFirstBox(int type) {
        return FIRST_BOXES.contains(BoxCursor.name(type));
    }

    static MediaSource read(MediaFile file) {
        try {
            return new Mp4Reader(file).source();
        } catch (MalformedMedia | MediaException | BufferUnderflowException | IndexOutOfBoundsException e) {
            throw e;
        } catch (RuntimeException e) {
            // What mp4parser throws where a field has a value that it did not expect.
            MalformedMedia malformed = new MalformedMedia("is malformed, says mp4parser: " + reason(e));
            malformed.initCause(e);
            throw malformed;
        }
    }

    private static String reason(RuntimeException e) {
        String reason = String.valueOf(e.getMessage());
        return reason.substring(0, Math.min(reason.length(), MAX_REASON_CHARS));
    }

    private MediaSource source() {
        readBoxes();
        if (fragments == null) {
            throw new MalformedMedia("has no moov box: cut short, or not finished by its writer");
        }
        tracks.removeIf(track -> track.units().count() == 0);
        if (tracks.isEmpty()) {
            throw new MalformedMedia("has no video or audio samples of a known coding");
        }
        tracks.sort((a, b) -> Boolean.compare(b.isVideo(), a.isVideo()));
        List<MediaTrack> descriptions = new ArrayList<>();
        List<UnitIndex> indexes = new ArrayList<>();
        for (Mp4Track track : tracks) {
            track.finish();
            if (track.hasNals()) {
                LengthPrefixedNals.describe(track.units(), track.description(), file);
            }
            descriptions.add(track.description().withId(descriptions.size()));
            indexes.add(track.units());
        }
        return new IndexedSource(MediaOrigin.named(file.name()), descriptions, UnitIndex.merge(indexes), file);
    }

    /** Goes through the boxes of the file itself: skips over media, reads metadata. */
    private void readBoxes() {
        long at = 0;
        ByteBuffer header = ByteBuffer.allocate(16);
        for (int count = 0; file.size() - at >= 8; count++) {
            if (count == MediaLimits.MAX_TOP_LEVEL_BOXES) {
                throw new MalformedMedia("has more than " + MediaLimits.MAX_TOP_LEVEL_BOXES + " boxes");
            }
            long left = file.size() - at;
            file.read(at, header.clear().limit((int) Math.min(left, 16)));
            long size = header.getInt(0) & 0xFFFF_FFFFL;
            int type = header.getInt(4);
            int headerBytes = 8;
            if (size == 0) {
                size = left;
            } else if (size == 1 && left >= 16) {
                size = header.getLong(8);
                headerBytes = 16;
            }
            BoxCursor.checkSize(type, size, headerBytes, left);
            if (type == MOOV) {
                readMovie(boxes.parse(new MovieBox(), metadata(type, at + headerBytes, size - headerBytes)));
            } else if (type == MOOF && fragments != null) {
                fragments.add(
                        boxes.parse(new MovieFragmentBox(), metadata(type, at + headerBytes, size - headerBytes)), at);
            } else if (type == MOOF) {
                throw new MalformedMedia("has a fragment before its moov box: initialization is missing");
            }
            at += size;
        }
    }

    private ByteBuffer metadata(int type, long at, long size) {
        if (size > MediaLimits.MAX_METADATA_BYTES) {
            throw new MalformedMedia("box '" + BoxCursor.name(type) + "' has " + size
                    + " bytes, more than the limit of " + MediaLimits.MAX_METADATA_BYTES);
        }
        return file.readUpTo(at, (int) size);
    }

    private void readMovie(MovieBox moov) {
        if (fragments != null) {
            throw new MalformedMedia("has two moov boxes");
        }
        MovieHeaderBox mvhd = Mp4Boxes.require(moov.getMovieHeaderBox(), "mvhd");
        long movieTimescale = Math.max(1, mvhd.getTimescale());
        UnitBudget budget = new UnitBudget();
        for (TrackBox trak : moov.getBoxes(TrackBox.class)) {
            Mp4Track track = Mp4Track.read(trak, movieTimescale, file.size(), budget);
            if (track != null) {
                tracks.add(track);
            }
            trak.getBoxes().clear(); // what its tables took is free for those of the next
        }
        fragments = new Mp4Fragments(moov, tracks, file.size());
    }
}
