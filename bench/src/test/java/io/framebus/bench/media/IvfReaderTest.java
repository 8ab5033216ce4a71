package io.framebus.bench.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.framebus.FrameKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IvfReaderTest {
    private static final String VP8_KEY = "100200" + "9d012a" + "40004000";
    private static final String VP8_DELTA = "310100" + "00000000000000";
    private static final String AV1_SEQUENCE = "0a" + "03" + "000000";
    private static final String AV1_STILL_SEQUENCE = "0a" + "03" + "180000";
    private static final String AV1_DELIMITER = "1200";

    @TempDir
    Path directory;

    @Test
    void shouldTellVp8KeyFramesByTagAndStartCode() throws IOException {
        assertEquals(List.of(FrameKind.KEY, FrameKind.DELTA), kinds("VP80", VP8_KEY, VP8_DELTA));
        assertEquals(List.of(FrameKind.DELTA), kinds("VP80", VP8_KEY.replace("9d", "9e")), "no start code");
        assertEquals(List.of(FrameKind.DELTA, FrameKind.DELTA), kinds("VP80", "", "10"), "nothing, or next to nothing");
    }

    @Test
    void shouldTellVp9KeyFramesInEveryProfile() throws IOException {
        // marker 10, profile, (reserved in profile 3), show_existing 0, key 0, show 1, resilient 0, then the sync code
        assertEquals(List.of(FrameKind.KEY), kinds("VP90", "82" + "498342"), "profile 0");
        assertEquals(List.of(FrameKind.KEY), kinds("VP90", "a2" + "498342"), "profile 1");
        assertEquals(List.of(FrameKind.KEY), kinds("VP90", "92" + "498342"), "profile 2");
        assertEquals(List.of(FrameKind.KEY), kinds("VP90", "b1" + "24c1a100"), "profile 3, shifted by a bit");
    }

    @Test
    void shouldNotTakeOtherVp9FramesForKeyFrames() throws IOException {
        assertEquals(List.of(FrameKind.DELTA), kinds("VP90", "86" + "498342"), "a delta frame");
        assertEquals(List.of(FrameKind.DELTA), kinds("VP90", "88" + "498342"), "an earlier frame, shown");
        assertEquals(List.of(FrameKind.DELTA), kinds("VP90", "82" + "000000"), "no sync code");
        assertEquals(List.of(FrameKind.DELTA), kinds("VP90", "02" + "498342"), "no frame marker");
        assertEquals(List.of(FrameKind.DELTA), kinds("VP90", "88"), "an earlier frame, shown, in one byte");
    }

    @Test
    void shouldTellAv1KeyUnitsByTheirFirstFrame() throws IOException {
        // frame OBU: show_existing 0, frame_type 00, show 1
        String key = "32" + "01" + "10";
        assertEquals(List.of(FrameKind.KEY), kinds("AV01", AV1_DELIMITER + AV1_SEQUENCE + key));
        assertEquals(List.of(FrameKind.KEY), kinds("AV01", AV1_STILL_SEQUENCE + "32" + "01" + "ff"), "a still picture");
        assertEquals(List.of(FrameKind.DELTA), kinds("AV01", AV1_DELIMITER + key), "no sequence header");
        assertEquals(List.of(FrameKind.DELTA), kinds("AV01", AV1_SEQUENCE + "320100"), "a hidden key frame");
        assertEquals(List.of(FrameKind.DELTA), kinds("AV01", AV1_SEQUENCE + "1a0190"), "an earlier frame, shown");
        assertEquals(List.of(FrameKind.DELTA), kinds("AV01", AV1_SEQUENCE + "320130"), "a delta frame");
        assertEquals(List.of(FrameKind.DELTA), kinds("AV01", AV1_SEQUENCE + "320130" + key), "a delta frame first");
        assertEquals(List.of(FrameKind.DELTA), kinds("AV01", AV1_DELIMITER), "no frame at all");
    }

    @Test
    void shouldGiveAv1SequenceHeaderAndTemporalLayer() throws IOException {
        String extended = "36" + "40" + "01" + "30"; // with an extension: temporal layer 2
        Path file = ivf("AV01", 30, 1, List.of(AV1_SEQUENCE + "320110", extended));
        try (MediaSource source = MediaFiles.open(file)) {
            byte[] configuration = new byte[5];
            source.tracks().get(0).configuration().get(configuration);
            assertArrayEquals(HexFormat.of().parseHex(AV1_SEQUENCE), configuration);
            assertEquals(0, source.next().temporalLayer());
            assertEquals(2, source.next().temporalLayer());
        }
    }

    @Test
    void shouldTakeTimesFromTheTimeBase() throws IOException {
        try (MediaSource source = MediaFiles.open(ivf("VP80", 30_000, 1001, List.of(VP8_KEY, VP8_DELTA, VP8_DELTA)))) {
            assertEquals(0, source.next().ptsUs());
            assertEquals(33_367, source.next().ptsUs());
            assertEquals(new MediaUnit(0, 66_733, 66_733, 33_366, 10, FrameKind.DELTA, 0, 0), source.next());
            assertEquals(100_099, source.durationUs());
        }
    }

    @Test
    void shouldRefuseWhatIsBroken() throws IOException {
        byte[] good = Files.readAllBytes(ivf("VP80", 30, 1, List.of(VP8_KEY, VP8_DELTA)));
        assertEquals("ends within the IVF header", refusal(Arrays.copyOf(good, 31)));
        assertEquals("has no frames", refusal(Arrays.copyOf(good, 32)));
        assertEquals("ends within the header of frame 0", refusal(Arrays.copyOf(good, 43)));
        assertEquals("frame 1 claims 10 bytes where 9 are left", refusal(Arrays.copyOf(good, good.length - 1)));
        assertEquals("frame 0 claims 4294967295 bytes where 32 are left", refusal(with(good, 32, -1)));
        assertEquals("the IVF header has a time base of 1/0", refusal(with(good, 16, 0)));
        assertEquals("the IVF header has a time base of 0/30", refusal(with(good, 20, 0)));
        assertEquals("holds 'MPEG', which is not VP8, VP9 or AV1", refusal(with(good, 8, 0x4745504D)));
        assertEquals("the IVF header claims a size of 8 bytes", refusal(with(good, 4, 8 << 16)));
        assertEquals("frame 1 goes back in time", refusal(with(good, 36, 2)));
        assertEquals("frame 0 has a time out of range: 18446744069414584320 ticks", refusal(with(good, 40, -1)));
    }

    @Test
    void shouldRefuseAv1UnitsThatClaimTooMuch() throws IOException {
        assertEquals(
                "an OBU claims 127 bytes where 1 are left",
                Opening.refusal(ivf("AV01", 30, 1, List.of("0a" + "7f" + "00"))));
        assertEquals(
                "an OBU claims 72057594037927935 bytes where 0 are left",
                Opening.refusal(ivf("AV01", 30, 1, List.of("0a" + "ffffffffffffff7f"))));
    }

    private String refusal(byte[] content) {
        return Opening.refusal(directory, content);
    }

    private static byte[] with(byte[] file, int at, int value) {
        return ByteBuffer.wrap(file.clone())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(at, value)
                .array();
    }

    private List<FrameKind> kinds(String fourCc, String... frames) throws IOException {
        List<FrameKind> kinds = new ArrayList<>();
        try (MediaSource source = MediaFiles.open(ivf(fourCc, 30, 1, List.of(frames)))) {
            for (MediaUnit unit = source.next(); unit != null; unit = source.next()) {
                kinds.add(unit.kind());
            }
        }
        return kinds;
    }

    private Path ivf(String fourCc, int rate, int scale, List<String> frames) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        file.put("DKIF".getBytes(StandardCharsets.US_ASCII)).putShort((short) 0).putShort((short) 32);
        file.put(fourCc.getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 64)
                .putShort((short) 64);
        file.putInt(rate).putInt(scale).putInt(frames.size()).putInt(0);
        long time = 0;
        for (String frame : frames) {
            byte[] bytes = HexFormat.of().parseHex(frame);
            file.putInt(bytes.length).putLong(time++).put(bytes);
        }
        return Files.write(directory.resolve("made.ivf"), Arrays.copyOf(file.array(), file.position()));
    }
}
