package io.framebus.bench.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.framebus.Codec;
import io.framebus.FrameFlags;
import io.framebus.FrameKind;
import java.io.IOException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaFilesTest {
    @TempDir
    Path directory;

    @Test
    void shouldGoByContentAndNotByName() throws IOException {
        Path file = Files.copy(TestMedia.path("vp8.ivf"), directory.resolve("really.mp4"));
        try (MediaSource source = MediaFiles.open(file)) {
            assertEquals(Codec.VP8, source.tracks().get(0).codec());
        }
    }

    @Test
    void shouldSayWhatIsWrongWithThePath() throws IOException {
        assertEquals("is a directory, not a media file", Opening.refusal(directory));
        assertEquals("does not exist", Opening.refusal(directory.resolve("missing.mp4")));
        assertEquals("is empty", Opening.refusal(Files.createFile(directory.resolve("empty.mp4"))));
        assertEquals("is not a regular file", Opening.refusal(Path.of("/dev/zero")));
    }

    @Test
    void shouldSayWhatItDoesNotRead() {
        assertEquals("is none of MP4, IVF, H.264 Annex B and framebus trace", Opening.refusal(directory, new byte[1]));
        assertEquals(
                "is none of MP4, IVF, H.264 Annex B and framebus trace", Opening.refusal(directory, new byte[100_000]));
        assertEquals(
                "is Matroska, WebM or Ogg, which is not read; put it into MP4 or IVF:"
                        + " ffmpeg -i FILE -map 0:v -c copy OUT.ivf",
                Opening.refusal(directory, new byte[] {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3, 0}));
        assertEquals(
                "is an H.265 byte stream, which is not read; put it into MP4:"
                        + " ffmpeg -i FILE -c copy -tag:v hvc1 OUT.mp4",
                Opening.refusal(directory, new byte[] {0, 0, 0, 1, 0x40, 1, 0x0C, 1}));
    }

    @Test
    void shouldDescribeTracksWithVideoFirst() {
        try (MediaSource source = MediaFiles.open(TestMedia.path("audio-first.mp4"))) {
            List<MediaTrack> tracks = source.tracks();
            assertEquals(Codec.H264, tracks.get(0).codec());
            assertEquals("64x64", tracks.get(0).format());
            assertEquals(12_800, tracks.get(0).timescale());
            assertEquals(1, tracks.get(0).configuration().get(0), "version of avcC");
            assertEquals(Codec.AAC, tracks.get(1).codec());
            assertEquals("48000 Hz x1", tracks.get(1).format());
            assertEquals(1, tracks.get(1).id());
            ByteBuffer configuration = tracks.get(1).configuration();
            assertEquals(0x1188, configuration.getShort(), "AAC LC, 48 kHz, mono");
        }
    }

    @Test
    void shouldMarkUnitsNobodyRefersTo() {
        // As ffmpeg's trace_headers shows them: nal_ref_idc 0 (H.264), TRAIL_N on layer 0 and TSA_N on layer 1 (H.265).
        assertEquals(Map.of("KEY", 2, "DELTA", 30, "DELTA discardable", 18), census("bframes.mp4"));
        assertEquals(Map.of("KEY", 2, "DELTA", 20, "DELTA discardable", 8), census("slices.h264"));
        assertEquals(Map.of("KEY", 2, "DELTA", 24, "DELTA discardable", 24), census("hevc.mp4"));
        assertEquals(Map.of("KEY", 2, "DELTA", 24, "DELTA discardable layer 1", 24), census("hevc-layers.mp4"));
        assertEquals(Map.of("KEY", 2, "DELTA", 48), census("plain.mp4"));
    }

    @Test
    void shouldNotCopyWhatDoesNotFit() {
        try (MediaSource source = MediaFiles.open(TestMedia.path("plain.mp4"))) {
            MediaUnit unit = source.next();
            ByteBuffer small = ByteBuffer.allocate(unit.size() - 1);
            assertThrows(BufferOverflowException.class, () -> source.copyPayload(small));
            assertEquals(0, small.position());
            ByteBuffer large = ByteBuffer.allocate(unit.size() + 10).position(3);
            assertEquals(unit.size(), source.copyPayload(large));
            assertEquals(3 + unit.size(), large.position());
            assertEquals(unit.size() + 10, large.limit());
        }
    }

    @Test
    void shouldSayWhenAFileShrinksWhileItIsRead() throws IOException {
        Path file = Files.copy(TestMedia.path("vp8.ivf"), directory.resolve("shrinks.ivf"));
        try (MediaSource source = MediaFiles.open(file)) {
            Files.write(file, new byte[50]);
            source.next();
            MediaException e =
                    assertThrows(MediaException.class, () -> source.copyPayload(ByteBuffer.allocate(1 << 20)));
            assertEquals(file + ": ends at byte 50, ", e.getMessage().replaceAll("[0-9]+ bytes early", ""));
        }
    }

    @Test
    void shouldOpenBundledTracesByName() {
        try (MediaSource source = MediaFiles.open(BundledTraces.DEFAULT)) {
            assertEquals(BundledTraces.DEFAULT, source.origin().name());
        }
        assertThrows(MediaException.class, () -> MediaFiles.open("no-such-trace"));
        assertThrows(MediaException.class, () -> MediaFiles.open("no\0path"));
    }

    /** How many video units there are of each sort. */
    private static Map<String, Integer> census(String name) {
        Map<String, Integer> census = new HashMap<>();
        try (MediaSource source = MediaFiles.open(TestMedia.path(name))) {
            for (MediaUnit unit = source.next(); unit != null; unit = source.next()) {
                if (unit.kind() != FrameKind.AUDIO) {
                    String discardable = FrameFlags.has(unit.flags(), FrameFlags.DISCARDABLE) ? " discardable" : "";
                    String layer = unit.temporalLayer() > 0 ? " layer " + unit.temporalLayer() : "";
                    census.merge(unit.kind() + discardable + layer, 1, Integer::sum);
                }
            }
        }
        return census;
    }
}
