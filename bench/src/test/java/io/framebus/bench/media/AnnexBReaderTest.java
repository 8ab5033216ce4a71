package io.framebus.bench.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.framebus.FrameFlags;
import io.framebus.FrameKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnexBReaderTest {
    /** 64x64, 25 frames per second; made by x264. */
    private static final String SEQUENCE_SET = "00000001" + "6764000aacb621360220000003002000000641e244dc";

    /** 64x64, no timing. */
    private static final String TIMELESS_SET = "00000001" + "6742c00ada1099";

    private static final String PICTURE_SET = "00000001" + "68cb83cb20";
    private static final String IDR = "000001" + "65" + "88";
    private static final String REFERENCE = "000001" + "41" + "9a";
    private static final String UNREFERENCED = "000001" + "01" + "9a";
    private static final String LATER_SLICE = "000001" + "41" + "4a";
    private static final String DELIMITER = "00000001" + "09" + "f0";

    @TempDir
    Path directory;

    @Test
    void shouldBeginUnitsAtFirstSlicesAndKeepLaterSlicesWithThem() throws IOException {
        List<MediaUnit> units = units(SEQUENCE_SET + PICTURE_SET + IDR + REFERENCE + LATER_SLICE + UNREFERENCED);
        assertEquals(3, units.size());
        assertEquals(FrameKind.KEY, units.get(0).kind());
        assertEquals(FrameKind.DELTA, units.get(1).kind());
        assertEquals(10, units.get(1).size());
        assertEquals(0, units.get(1).flags());
        assertEquals(FrameFlags.DISCARDABLE, units.get(2).flags());
    }

    @Test
    void shouldBeginUnitsAtDelimitersAndParameterSets() throws IOException {
        List<MediaUnit> units = units(SEQUENCE_SET + IDR + DELIMITER + REFERENCE + SEQUENCE_SET + PICTURE_SET + IDR);
        assertEquals(
                List.of(26 + 5, 6 + 5, 26 + 9 + 5),
                units.stream().map(MediaUnit::size).toList());
    }

    @Test
    void shouldLeaveOutParameterSetsWithoutAPictureAtTheEnd() throws IOException {
        assertEquals(1, units(SEQUENCE_SET + IDR + SEQUENCE_SET + PICTURE_SET).size());
    }

    @Test
    void shouldFindStartCodesAcrossReads() throws IOException {
        byte[] head = HexFormat.of().parseHex(SEQUENCE_SET + IDR);
        byte[] next = HexFormat.of().parseHex(REFERENCE);
        for (int boundary = -6; boundary <= 6; boundary++) {
            byte[] file = new byte[(1 << 16) + boundary + next.length];
            Arrays.fill(file, (byte) 0x55);
            System.arraycopy(head, 0, file, 0, head.length);
            System.arraycopy(next, 0, file, file.length - next.length, next.length);
            try (MediaSource source = MediaFiles.open(Files.write(directory.resolve("split.h264"), file))) {
                assertEquals((1 << 16) + boundary, source.next().size());
                assertEquals(next.length, source.next().size());
            }
        }
    }

    @Test
    void shouldSpaceUnitsByTheAskedRateBeforeTheStreamsOwn() throws IOException {
        Path file = TestMedia.path("slices.h264");
        try (MediaSource own = MediaFiles.open(file);
                MediaSource asked = MediaFiles.open(file, 50)) {
            assertEquals(33_367, own.next().durationUs());
            assertEquals(20_000, asked.next().durationUs());
            assertEquals(30 * 20_000, asked.durationUs());
        }
    }

    @Test
    void shouldTakeTheDefaultRateWhereTheStreamHasNone() throws IOException {
        try (MediaSource source = MediaFiles.open(write(TIMELESS_SET + IDR + REFERENCE))) {
            assertEquals("64x64", source.tracks().get(0).format());
            assertEquals(40_000, source.next().durationUs());
        }
    }

    @Test
    void shouldReadPictureSizeAndParameterSets() {
        try (MediaSource source = MediaFiles.open(TestMedia.path("slices.h264"))) {
            MediaTrack track = source.tracks().get(0);
            assertEquals("64x64", track.format());
            assertEquals(0x67, track.configuration().get(4));
        }
    }

    @Test
    void shouldRefuseWhatIsNotH264() throws IOException {
        assertEquals("has start codes but no H.264 picture", Opening.refusal(write("00000001" + "09f0")));
        assertEquals("has start codes but no H.264 picture", Opening.refusal(write("00000106")));
        assertEquals(
                "has no sequence parameter set before its first H.264 picture",
                Opening.refusal(write(IDR + REFERENCE)));
        assertEquals(
                "is none of MP4, IVF, H.264 Annex B and framebus trace", Opening.refusal(write("6588".repeat(100))));
    }

    @Test
    void shouldRefuseBrokenParameterSets() throws IOException {
        assertEquals(
                "is malformed: a structure ends before its fields do",
                Opening.refusal(write("00000001" + "6742c00a" + IDR)));
        assertEquals(
                "a parameter set has a number that is too large",
                Opening.refusal(write("00000001" + "6742c00a" + "0000030000ff" + IDR)));
    }

    @Test
    void shouldRefuseRatesThatMakeNoSense() {
        Path file = TestMedia.path("slices.h264");
        for (double rate : new double[] {-1, 1001, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> MediaFiles.open(file, rate));
        }
    }

    private List<MediaUnit> units(String hex) throws IOException {
        List<MediaUnit> units = new ArrayList<>();
        try (MediaSource source = MediaFiles.open(write(hex))) {
            for (MediaUnit unit = source.next(); unit != null; unit = source.next()) {
                units.add(unit);
            }
        }
        return units;
    }

    private Path write(String hex) throws IOException {
        return Files.write(directory.resolve("made.h264"), HexFormat.of().parseHex(hex));
    }
}
