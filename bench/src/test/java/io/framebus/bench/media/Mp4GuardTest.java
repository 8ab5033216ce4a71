package io.framebus.bench.media;

import static io.framebus.bench.media.Mp4Builder.box;
import static io.framebus.bench.media.Mp4Builder.claiming;
import static io.framebus.bench.media.Mp4Builder.ints;
import static io.framebus.bench.media.Mp4Builder.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What of a moov or moof box gets to mp4parser. */
class Mp4GuardTest {
    private static final byte[] FOUR = new byte[4];

    @Test
    void shouldLetThroughWhatIsReadWhereItBelongs() {
        byte[] mvhd = box("mvhd", FOUR);
        byte[] tkhd = box("tkhd", FOUR);
        byte[] trak = box("trak", tkhd, box("mdia", box("hdlr", FOUR)));
        assertKept(join(mvhd, trak), "moov", mvhd, trak);
        assertKept(
                join(mvhd, box("trak")), "moov", mvhd, box("udta", mvhd), box("trak", mvhd, box("trak", trak)), tkhd);
        assertKept(new byte[0], "moof", mvhd, trak, box("free"));
    }

    @Test
    void shouldTakePaddingAndLargeHeadersAway() {
        byte[] mvhd = box("mvhd", FOUR);
        byte[] tkhd = box("tkhd", FOUR);
        byte[] large = claiming("trak", 1, ints(0, 16 + tkhd.length + 7), tkhd, new byte[7]);
        assertKept(join(box("trak", tkhd), mvhd), "moov", large, mvhd, new byte[5]);
        byte[] largeLeaf = claiming("mvhd", 1, ints(0, 20), FOUR);
        assertKept(mvhd, "moov", largeLeaf);
    }

    @Test
    void shouldLetThroughTheFirstSampleEntryWithItsConfiguration() {
        byte[] avcC = box("avcC", FOUR);
        byte[] entry = box("avc1", new byte[78], avcC);
        byte[] padded = box("avc1", new byte[78], box("colr", FOUR), avcC, FOUR);
        byte[] count = ints(0, 2);
        assertKept(inStbl(box("stsd", count, entry)), "moov", inStbl(box("stsd", count, padded, entry)));
        for (int version = 0; version <= 2; version++) {
            byte[] fields = new byte[28 + new int[] {0, 16, 36}[version]];
            fields[9] = (byte) version;
            byte[] audio = inStbl(box("stsd", count, box("mp4a", fields, box("wave", box("esds", FOUR)))));
            assertKept(audio, "moov", audio);
        }
    }

    @Test
    void shouldLetNoUnknownSampleEntryThrough() {
        byte[] count = ints(0, 1);
        for (String type : new String[] {"theo", "uuid", "moov", "stsd", "mdat"}) {
            byte[] stsd = box("stsd", count, box(type, new byte[20]), box("avc1", new byte[78]));
            assertKept(inStbl(box("stsd", count)), "moov", inStbl(stsd));
        }
        assertRefused("a track has no sample description", "moov", inStbl(box("stsd", count)));
    }

    @Test
    void shouldRefuseCountsThatDoNotFit() {
        String[] tables = {"stts", "ctts", "co64", "stsc", "stco", "stss"};
        int[] entryBytes = {8, 8, 8, 12, 4, 4};
        for (int i = 0; i < tables.length; i++) {
            byte[] full = inStbl(box(tables[i], ints(0, 3), new byte[3 * entryBytes[i]]));
            assertKept(full, "moov", full);
            assertRefused(
                    "box '" + tables[i] + "' claims 3 entries, its size has room for 2",
                    "moov",
                    inStbl(box(tables[i], ints(0, 3), new byte[3 * entryBytes[i] - 1])));
        }
        assertRefused(
                "box 'stsz' claims 4294967295 entries, its size has room for 0",
                "moov",
                inStbl(box("stsz", ints(0, 0, -1))));
        assertRefused(
                "box 'elst' claims 2 entries, its size has room for 1",
                "moov",
                box("trak", box("edts", box("elst", ints(0x0100_0000, 2), new byte[39]))));
        assertRefused(
                "box 'trun' claims 3 samples in 11 bytes",
                "moof",
                box("traf", box("trun", ints(0x0205, 3, 0, 0), new byte[11])));
    }

    @Test
    void shouldRefuseCountsThatFitButServeNobody() {
        int many = MediaLimits.MAX_UNITS + 1;
        assertRefused(
                "box 'stts' has 2000001 entries, more than the limit of 2000000",
                "moov",
                inStbl(box("stts", ints(0, many), new byte[8 * many])));
        assertRefused(
                "box 'elst' has 10001 entries, more than the limit of 10000",
                "moov",
                box("trak", box("edts", box("elst", ints(0, 10_001), new byte[12 * 10_001]))));
        String units = "has more than the 2000000 access units that are read at most";
        assertRefused(units, "moov", inStbl(box("stsz", ints(0, 0, many), new byte[4 * many])));
        byte[] half = box("traf", box("trun", ints(0, many / 2 + 1)));
        assertRefused(units, "moof", half, half);
    }

    @Test
    void shouldRefuseMoreBoxesThanTheLimit() {
        byte[][] runs = new byte[MediaLimits.MAX_METADATA_BOXES][];
        Arrays.fill(runs, box("trun", ints(0, 0)));
        assertRefused("has more than 100000 boxes of metadata", "moof", box("traf", runs));
        Arrays.fill(runs, box("free"));
        assertRefused("has more than 100000 boxes of metadata", "moof", box("free"), join(runs));
    }

    @Test
    void shouldRefuseFieldsThatAreNotThere() {
        assertThrows(IndexOutOfBoundsException.class, () -> check("moov", inStbl(box("stts", FOUR))));
        assertThrows(IndexOutOfBoundsException.class, () -> check("moov", inStbl(box("stsz", new byte[11]))));
        assertThrows(IndexOutOfBoundsException.class, () -> check("moov", inStbl(box("stsd", FOUR))));
        byte[] entry = box("stsd", ints(0, 1), box("avc1", new byte[77]));
        assertThrows(IndexOutOfBoundsException.class, () -> check("moov", inStbl(entry)));
        assertThrows(IndexOutOfBoundsException.class, () -> check("moof", box("traf", box("trun", FOUR))));
    }

    private static byte[] inStbl(byte[] table) {
        return box("trak", box("mdia", box("minf", box("stbl", table))));
    }

    private static ByteBuffer check(String type, byte[]... content) {
        return Mp4Guard.check(type, ByteBuffer.wrap(join(content)));
    }

    private static void assertKept(byte[] kept, String type, byte[]... content) {
        assertEquals(ByteBuffer.wrap(kept), check(type, content));
    }

    private static void assertRefused(String problem, String type, byte[]... content) {
        assertEquals(
                problem,
                assertThrows(MalformedMedia.class, () -> check(type, content)).getMessage());
    }
}
