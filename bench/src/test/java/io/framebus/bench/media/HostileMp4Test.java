package io.framebus.bench.media;

import static io.framebus.bench.media.Mp4Builder.box;
import static io.framebus.bench.media.Mp4Builder.claiming;
import static io.framebus.bench.media.Mp4Builder.ftyp;
import static io.framebus.bench.media.Mp4Builder.ints;
import static io.framebus.bench.media.Mp4Builder.join;
import static io.framebus.bench.media.Mp4Builder.movie;
import static io.framebus.bench.media.Mp4Builder.tables;
import static io.framebus.bench.media.Mp4Builder.track;
import static io.framebus.bench.media.Mp4Builder.vp8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** MP4 files made to break a reader. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileMp4Test {
    @TempDir
    Path directory;

    @Test
    void shouldReadTheTracksThatTheseTestsSpoil() throws IOException {
        assertNull(Opening.problem(Files.write(
                directory.resolve("good"), join(ftyp(), movie(track(1, tables(5, 2)))))));
    }

    @Test
    void shouldRefuseABoxOfTwoGigabytes() {
        assertRefused(
                "box 'moov' claims 2147483647 bytes where 24 are left", claiming("moov", 0x7FFF_FFFF, new byte[16]));
        assertRefused("box 'mdat' claims 4294967295 bytes where 24 are left", claiming("mdat", -1, new byte[16]));
        assertRefused("box 'trak' claims 2147483647 bytes where 8 are left", movie(claiming("trak", 0x7FFF_FFFF)));
        assertRefused(
                "box 'mdat' claims 18446744073709551615 bytes where 32 are left",
                claiming("mdat", 1, ints(-1, -1), new byte[16]));
    }

    @Test
    void shouldRefuseBoxesSmallerThanTheirHeader() {
        assertRefused("box 'free' claims 7 bytes where 8 are left", claiming("free", 7));
        assertRefused("box 'free' claims 15 bytes where 24 are left", claiming("free", 1, ints(0, 15), new byte[8]));
        assertRefused("box 'trak' claims 0 bytes where 8 are left", movie(claiming("trak", 0)));
        assertRefused("box 'trak' claims 1 bytes where 8 are left", movie(claiming("trak", 1)));
    }

    @Test
    void shouldTakeTenThousandNestedBoxesAsAny() {
        byte[] nested = new byte[0];
        for (int depth = 0; depth < 10_000; depth++) {
            nested = claiming("trak", nested.length + 8, nested);
        }
        assertRefused("box 'tkhd' is missing", movie(nested));
        assertRefused("has no moov box: cut short, or not finished by its writer", box("free", nested));
    }

    @Test
    void shouldRefuseMetadataOverTheLimit() throws IOException {
        Path file = directory.resolve("sparse");
        long moovBytes = MediaLimits.MAX_METADATA_BYTES + 9L;
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(join(ftyp(), claiming("moov", moovBytes)));
            sparse.setLength(ftyp().length + moovBytes);
        }
        assertEquals(
                "box 'moov' has " + (moovBytes - 8) + " bytes, more than the limit of "
                        + MediaLimits.MAX_METADATA_BYTES,
                Opening.refusal(file));
    }

    @Test
    void shouldRefuseMoreTracksThanTheLimit() {
        byte[][] tracks = new byte[MediaLimits.MAX_TRACKS + 1][];
        Arrays.fill(tracks, track(1, tables(1, 1)));
        assertRefused("has more than 64 tracks", movie(tracks));
        byte[] subtitles = box("trak", Mp4Builder.tkhd(1), Mp4Builder.media("subt"));
        byte[][] many = new byte[150_000][];
        Arrays.fill(many, subtitles);
        assertRefused("has more than 64 tracks", movie(many));
    }

    @Test
    void shouldRefuseTablesThatClaimMoreThanTheyHold() {
        int many = 0x8000_0000;
        assertRefused(
                "box 'stsz' claims 2147483648 entries, its size has room for 0",
                movie(track(1, vp8(), box("stsz", ints(0, 0, many)))));
        assertRefused("box 'stsz' claims 2147483648 samples", movie(track(1, vp8(), box("stsz", ints(0, 1, many)))));
        for (String table : new String[] {"stts", "stsc", "stco"}) {
            String room = Map.of("stts", "1", "stsc", "1", "stco", "3").get(table);
            assertRefused(
                    "box '" + table + "' claims 268435456 entries, its size has room for " + room,
                    movie(track(1, spoilt(table, ints(0, 0x1000_0000, 1, 1, 1)))));
        }
    }

    @Test
    void shouldRefuseMoreSamplesThanTheLimit() {
        String refusal = "has more than the 2000000 access units that are read at most";
        assertRefused(refusal, movie(track(1, emptySamples(3_000_000))));
        byte[] room = box("mdat", new byte[2_000_000]);
        assertRefused(refusal, join(room, movie(track(1, tables(Integer.MAX_VALUE, 1)))));
        byte[][] tracks = new byte[MediaLimits.MAX_TRACKS][];
        Arrays.fill(tracks, track(1, tables(1_999_999, 1)));
        assertRefused(refusal, join(room, movie(tracks)));
    }

    @Test
    void shouldRefuseTablesThatDisagree() {
        assertRefused(
                "box 'stts' covers fewer samples than box 'stsz'",
                movie(track(1, spoilt("stts", ints(0, 2, 1, 1, 0, 7)))));
        assertRefused(
                "the chunks hold fewer samples than box 'stsz' has",
                movie(track(1, spoilt("stsc", ints(0, 1, 1, 1, 1)))));
        assertRefused(
                "box 'stsc' claims 4294967295 samples in a chunk",
                movie(track(1, spoilt("stsc", ints(0, 1, 1, -1, 1)))));
        assertRefused("the chunks hold fewer samples than box 'stsz' has", movie(track(1, spoilt("stco", ints(0, 0)))));
    }

    @Test
    void shouldRefuseSamplesBeyondTheFile() {
        assertRefused(
                "sample 0 of track 1 claims 2 bytes at 2147483647, beyond the end of the file at 535",
                movie(track(1, spoilt("stco", ints(0, 1, 0x7FFF_FFFF)))));
        assertRefused(
                "sample 0 of track 1 claims 4294967295 bytes at 0, beyond the end of the file at 515",
                movie(track(1, tables(3, -1))));
    }

    @Test
    void shouldRefuseTimesThatDoNotFit() {
        byte[] edits = box("edts", box("elst", join(ints(0x0100_0000, 1), new byte[8], ints(0x7000_0000, 0, 0x10000))));
        byte[] tkhd = Mp4Builder.tkhd(1);
        assertRefused(
                "an edit list has a time out of range: 8070450532247928832 ticks",
                movie(box("trak", tkhd, edits, Mp4Builder.media("vide", tables(3, 2)))));
    }

    @Test
    void shouldRefuseAnEditListThatIsTooShort() {
        byte[] edits = box("edts", box("elst", new byte[2]));
        assertRefused(
                "is malformed: a structure ends before its fields do",
                movie(box("trak", Mp4Builder.tkhd(1), edits, Mp4Builder.media("vide", tables(3, 2)))));
    }

    @Test
    void shouldRefuseAFragmentThatClaimsTooMuch() {
        byte[] tfhd = box("tfhd", ints(0, 1));
        byte[] init = movie(track(1, vp8()));
        assertRefused(
                "box 'trun' claims 4294967295 samples in 0 bytes",
                join(init, box("moof", box("traf", tfhd, box("trun", ints(0x200, -1))))));
        assertRefused(
                "has more than the 2000000 access units that are read at most",
                join(
                        init,
                        box(
                                "moof",
                                box("traf", tfhd, box("trun", ints(0, 1_999_999)), box("trun", ints(0, 1_999_999))))));
        assertRefused(
                "a fragment of track 1 starts at a time out of range: 9223372036854775807 ticks",
                join(init, box("moof", box("traf", tfhd, box("tfdt", ints(0x0100_0000, 0x7FFF_FFFF, -1))))));
        assertRefused(
                "is malformed, says mp4parser: I don't know how to deal with UInt64! long is not sufficient and I don't want to use BigInt",
                join(init, box("moof", box("traf", tfhd, box("tfdt", ints(0x0100_0000, -1, -1))))));
        assertRefused(
                "has a fragment before its moov box: initialization is missing",
                join(box("moof", box("traf", tfhd)), init));
        assertRefused("has two moov boxes", join(init, init));
    }

    @Test
    void shouldRefuseEsdsDescriptorsThatClaimTooMuch() {
        byte[] esds = box("esds", ints(0, 0x03FF_FFFF, 0x7F00_0100));
        byte[] stsd = box("stsd", ints(0, 1), box("mp4a", new byte[28], esds));
        assertRefused(
                "box 'esds' has a descriptor that claims 268435455 bytes where 3 are left",
                movie(box("trak", Mp4Builder.tkhd(1), Mp4Builder.media("soun", stsd))));
    }

    @Test
    void shouldRefuseAFileWithoutMediaWeKnow() {
        assertRefused("has no video or audio samples of a known coding", movie());
        assertRefused("has no video or audio samples of a known coding", movie(track(1, vp8())));
        byte[] theora = box("stsd", ints(0, 1), box("theo", new byte[78]));
        assertRefused("has no video or audio samples of a known coding", movie(track(1, theora)));
    }

    @Test
    void shouldSayWhatMp4parserThrows() {
        assertRefused(
                "is malformed, says mp4parser: A cast to int has gone wrong. Please contact the mp4parser discussion group (4294967295)",
                movie(track(1, box("ctts", ints(0, 1, -1, 0)), tables(3, 2))));
        assertRefused(
                "is malformed: a structure ends before its fields do",
                movie(box("trak", box("tkhd", ints(0, 0, 0, 1)), Mp4Builder.media("vide", tables(3, 2)))));
    }

    @Test
    void shouldRefuseMoreTopLevelBoxesThanTheLimit() throws IOException {
        byte[][] boxes = new byte[MediaLimits.MAX_TOP_LEVEL_BOXES][];
        Arrays.fill(boxes, box("free"));
        Path file = Files.write(directory.resolve("boxes"), join(ftyp(), join(boxes)));
        assertEquals("has more than 1000000 boxes", Opening.refusal(file));
    }

    private void assertRefused(String problem, byte[] boxes) {
        assertEquals(problem, Opening.refusal(directory, join(ftyp(), boxes)));
    }

    /** Good tables for three samples, of which one is replaced. */
    private static byte[] spoilt(String table, byte[] content) {
        return join(
                box(table, content),
                vp8(),
                box("stts", ints(0, 1, 3, 1)),
                box("stsc", ints(0, 1, 1, 3, 1)),
                box("stsz", ints(0, 2, 3)),
                box("stco", ints(0, 1, 0)));
    }

    private static byte[] emptySamples(int samples) {
        return join(
                vp8(),
                box("stts", ints(0, 1, samples, 1)),
                box("stsc", ints(0, 1, 1, samples, 1)),
                box("stsz", join(ints(0, 0, samples), new byte[4 * samples])),
                box("stco", ints(0, 1, 0)));
    }
}
