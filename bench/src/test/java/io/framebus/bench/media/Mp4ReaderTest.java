package io.framebus.bench.media;

import static io.framebus.bench.media.Mp4Builder.box;
import static io.framebus.bench.media.Mp4Builder.claiming;
import static io.framebus.bench.media.Mp4Builder.ints;
import static io.framebus.bench.media.Mp4Builder.join;
import static io.framebus.bench.media.Mp4Builder.movie;
import static io.framebus.bench.media.Mp4Builder.tables;
import static io.framebus.bench.media.Mp4Builder.track;
import static io.framebus.bench.media.Mp4Builder.vp8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.framebus.FrameFlags;
import io.framebus.FrameKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways of writing MP4 that the files made by ffmpeg do not have. */
class Mp4ReaderTest {
    /** Begins the file; its payload is at 8. */
    private static final byte[] LETTERS = box("mdat", "abcdefghijklmnop".getBytes(StandardCharsets.US_ASCII));

    private static final byte[] FRAGMENTED = movie(track(1, vp8()), track(2, vp8()));

    @TempDir
    Path directory;

    @Test
    void shouldPutTheFirstTrackFirstWhereTimesAreEqual() throws IOException {
        byte[] two = join(LETTERS, movie(track(7, tables(3, 2)), track(3, tables(3, 1))));
        assertEquals(List.of(0, 1, 0, 1, 0, 1), read(two, MediaUnit::trackId));
    }

    @Test
    void shouldFindSamplesInSeveralChunks() throws IOException {
        byte[] chunks = join(
                vp8(),
                box("stts", ints(0, 2, 1, 10, 4, 20)),
                box("stsc", ints(0, 2, 1, 1, 1, 3, 2, 1)),
                box("stsz", ints(0, 0, 5, 1, 2, 1, 2, 1)),
                box("co64", ints(0, 4, 0, 20, 0, 8, 0, 12, 0, 16)),
                box("stss", ints(0, 2, 1, 4)));
        byte[] file = join(LETTERS, movie(track(1, chunks)));
        // the third chunk has two samples, and so has the fourth; of that, one is left
        assertEquals(List.of("m", "ab", "e", "fg", "i"), payloads(file));
        assertEquals(List.of(0L, 10_000L, 30_000L, 50_000L, 70_000L), read(file, MediaUnit::dtsUs));
        assertEquals(
                List.of(FrameKind.KEY, FrameKind.DELTA, FrameKind.DELTA, FrameKind.KEY, FrameKind.DELTA),
                read(file, MediaUnit::kind));
    }

    @Test
    void shouldReadBoxesWithLargeSizesAndOneToTheEnd() throws IOException {
        byte[] moov = movie(track(1, tables(3, 2)));
        byte[] content = Arrays.copyOfRange(moov, 8, moov.length);
        byte[] large = claiming("moov", 1, ints(0, content.length + 16), content);
        assertEquals(
                3,
                read(join(LETTERS, large, claiming("mdat", 0, new byte[5])), MediaUnit::size)
                        .size());
    }

    @Test
    void shouldFindDataOfFragmentsBehindThatOfTheTrackBefore() throws IOException {
        int back = 12 - LETTERS.length - FRAGMENTED.length;
        byte[] first = box("traf", box("tfhd", ints(0x10, 1, 2)), box("trun", ints(0x101, 2, back, 5, 5)));
        byte[] behind = box("traf", box("tfhd", ints(0x10, 2, 3)), box("trun", ints(0x100, 1, 5)));
        assertEquals(List.of("ef", "ijk", "gh"), payloads(join(LETTERS, FRAGMENTED, box("moof", first, behind))));
    }

    @Test
    void shouldFindDataOfFragmentsFromTheMoofBoxWhereThatIsTheBase() throws IOException {
        int back = 8 - LETTERS.length - FRAGMENTED.length;
        byte[] first = box("traf", box("tfhd", ints(0x2_0010, 1, 2)), box("trun", ints(0x101, 1, back, 5)));
        byte[] second = box("traf", box("tfhd", ints(0x2_0010, 2, 3)), box("trun", ints(0x101, 1, back + 4, 5)));
        assertEquals(List.of("ab", "efg"), payloads(join(LETTERS, FRAGMENTED, box("moof", first, second))));
    }

    @Test
    void shouldNotDecodeBackwardsWhereFragmentsOverlap() throws IOException {
        byte[] file = join(LETTERS, FRAGMENTED, fragmentAt(0, 10), fragmentAt(9, 10), fragmentAt(30, 10));
        assertEquals(List.of(0L, 10_000L, 10_000L, 19_000L, 30_000L, 40_000L), read(file, MediaUnit::dtsUs));
        assertEquals(List.of(0L, 10_000L, 9_000L, 19_000L, 30_000L, 40_000L), read(file, MediaUnit::ptsUs));
    }

    @Test
    void shouldNotCallUnitsDiscardableThatAHigherLayerMayReferTo() throws IOException {
        byte[] unreferencedInLayer0 = {0, 0, 0, 2, 0, 1}; // TRAIL_N
        byte[] unreferencedInLayer1 = {0, 0, 0, 2, 0, 2};
        byte[] data = box("mdat", unreferencedInLayer0, unreferencedInLayer1);
        byte[] hvcC = new byte[23];
        hvcC[21] = 3; // lengths of 4 bytes
        byte[] entry = box("stsd", ints(0, 1), box("hvc1", new byte[78], box("hvcC", hvcC)));
        byte[] sampleTables = join(
                entry,
                box("stts", ints(0, 1, 2, 1)),
                box("stsc", ints(0, 1, 1, 2, 1)),
                box("stsz", ints(0, 6, 2)),
                box("stco", ints(0, 1, 8)));
        byte[] file = join(data, movie(track(1, sampleTables)));
        assertEquals(List.of(0, FrameFlags.DISCARDABLE), read(file, MediaUnit::flags));
        assertEquals(List.of(0, 1), read(file, MediaUnit::temporalLayer));
    }

    @Test
    void shouldReadTheLongerSampleEntriesOfQuickTime() throws IOException {
        // 03: ES descriptor, 04: decoder configuration (AAC, audio), 05: AudioSpecificConfig (48 kHz, stereo)
        byte[] esds = {
            0, 0, 0, 0, 3, 22, 0, 1, 0, 4, 17, 0x40, 0x15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 2, 0x11, (byte) 0x90
        };
        for (int version = 0; version <= 2; version++) {
            byte[] fields = new byte[28 + new int[] {0, 16, 36}[version]];
            fields[9] = (byte) version;
            byte[] children = version == 1 ? box("wave", box("esds", esds)) : box("esds", esds);
            byte[] stsd = box("stsd", ints(0, 1), box("mp4a", fields, children));
            byte[] sampleTables = join(
                    stsd,
                    box("stts", ints(0, 1, 2, 1)),
                    box("stsc", ints(0, 1, 1, 2, 1)),
                    box("stsz", ints(0, 1, 2)),
                    box("stco", ints(0, 1, 8)));
            byte[] trak = box("trak", Mp4Builder.tkhd(1), Mp4Builder.media("soun", sampleTables));
            try (MediaSource source = open(join(LETTERS, movie(trak)))) {
                assertEquals(2, source.tracks().get(0).channels());
                assertEquals(
                        ByteBuffer.wrap(new byte[] {0x11, (byte) 0x90}),
                        source.tracks().get(0).configuration());
            }
        }
    }

    @Test
    void shouldGiveDecoderConfigurationsByteByByte() throws IOException {
        // HE-AAC; AAC with a program config element; ELD; all with bytes behind what they need
        for (String hex : new String[] {"2b920800", "1200056108210002aa", "f8e8500055"}) {
            byte[] info = HexFormat.of().parseHex(hex);
            byte[] decoder = join(new byte[] {4, (byte) (15 + info.length), 0x40, 0x15}, new byte[11]);
            byte[] stream = join(new byte[] {3, (byte) (20 + info.length), 0, 1, 0}, decoder);
            byte[] esds = box("esds", FULL_BOX, stream, new byte[] {5, (byte) info.length}, info);
            assertEquals(hex, configuration("soun", box("mp4a", new byte[28], esds)));
        }
        String[][] entries = {
            {"vide", "avc1", "avcC"},
            {"vide", "hvc1", "hvcC"},
            {"vide", "vp09", "vpcC"},
            {"vide", "av01", "av1C"},
            {"soun", "Opus", "dOps"}
        };
        for (String[] entry : entries) {
            byte[] fields = new byte[entry[0].equals("vide") ? 78 : 28];
            byte[] record = box(entry[2], new byte[] {1, -1, 3, 0, 5});
            assertEquals("01ff030005", configuration(entry[0], box(entry[1], fields, box("free"), record)));
        }
    }

    private static final byte[] FULL_BOX = new byte[4];

    private String configuration(String handler, byte[] sampleEntry) throws IOException {
        byte[] sampleTables = join(
                box("stsd", ints(0, 1), sampleEntry),
                box("stts", ints(0, 1, 2, 1)),
                box("stsc", ints(0, 1, 1, 2, 1)),
                box("stsz", ints(0, 1, 2)),
                box("stco", ints(0, 1, 8)));
        byte[] trak = box("trak", Mp4Builder.tkhd(1), Mp4Builder.media(handler, sampleTables));
        try (MediaSource source = open(join(LETTERS, movie(trak)))) {
            ByteBuffer configuration = source.tracks().get(0).configuration();
            byte[] bytes = new byte[configuration.remaining()];
            configuration.get(bytes);
            return HexFormat.of().formatHex(bytes);
        }
    }

    private static byte[] fragmentAt(int ticks, int duration) {
        byte[] tfhd = box("tfhd", ints(0x19, 1, 0, 8, duration, 1));
        return box("moof", box("traf", tfhd, box("tfdt", ints(0, ticks)), box("trun", ints(0, 2))));
    }

    private List<String> payloads(byte[] file) throws IOException {
        List<String> payloads = new ArrayList<>();
        try (MediaSource source = open(file)) {
            for (MediaUnit unit = source.next(); unit != null; unit = source.next()) {
                byte[] payload = new byte[unit.size()];
                source.copyPayload(ByteBuffer.wrap(payload));
                payloads.add(new String(payload, StandardCharsets.US_ASCII));
            }
        }
        return payloads;
    }

    private <T> List<T> read(byte[] file, Function<MediaUnit, T> what) throws IOException {
        List<T> units = new ArrayList<>();
        try (MediaSource source = open(file)) {
            for (MediaUnit unit = source.next(); unit != null; unit = source.next()) {
                units.add(what.apply(unit));
            }
        }
        return units;
    }

    private MediaSource open(byte[] file) throws IOException {
        return MediaFiles.open(Files.write(directory.resolve("made.mp4"), file));
    }
}
