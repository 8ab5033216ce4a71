package io.framebus.bench.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TraceTest {
    private static final String HEAD = """
            # framebus-trace 1
            # name: made up
            # track 0: codec=H264 timescale=90000 width=64 height=48
            # track 1: codec=AAC timescale=48000 rate=48000 channels=2
            track,pts_us,dts_us,size,kind,layer
            """;

    @TempDir
    Path directory;

    static List<String> names() {
        return TestMedia.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldBeAllThatTheFileWasButItsContent(String name) throws IOException {
        MediaOrigin origin = new MediaOrigin("a name", "a source", "an author,\na licence");
        Path trace = directory.resolve("a.trace.csv");
        try (MediaSource file = MediaFiles.open(TestMedia.path(name))) {
            StringBuilder text = new StringBuilder();
            TraceWriter.write(file, origin, text);
            Files.writeString(trace, text);
            try (MediaSource read = MediaFiles.open(trace)) {
                assertEquals(new MediaOrigin("a name", "a source", "an author, a licence"), read.origin());
                assertFalse(read.hasPayload());
                assertEquals(file.tracks(), read.tracks());
                assertEquals(file.durationUs(), read.durationUs());
                assertEquals(units(file), units(read));
            }
        }
    }

    @Test
    void shouldReadEveryKindAndLayer() throws IOException {
        List<MediaUnit> units =
                read("0,0,-40000,900,key,0\n1,0,0,9,audio,0\n0,40000,0,80,delta,0\n0,20000,1,7,discardable,1\n");
        assertEquals(
                List.of("KEY 0 0", "AUDIO 0 0", "DELTA 0 0", "DELTA 4 1"),
                units.stream()
                        .map(unit -> unit.kind() + " " + unit.flags() + " " + unit.temporalLayer())
                        .toList());
    }

    @Test
    void shouldAcceptCarriageReturnsAndTakeTheFilesNameWithoutAnother() throws IOException {
        String text =
                (HEAD + "0,0,0,1,key,0\n").replace("# name: made up\n", "").replace("\n", "\r\n");
        Path file = Files.writeString(directory.resolve("dos.csv"), text);
        try (MediaSource source = MediaFiles.open(file)) {
            assertEquals(file.toString(), source.origin().name());
            assertEquals(1, source.unitCount());
            assertThrows(IllegalStateException.class, () -> source.copyPayload(ByteBuffer.allocate(10)));
        }
    }

    @Test
    void shouldRefuseBrokenUnitsByTheirLine() {
        assertRefused("line 6: size -5 is not between 0 and 67108864", "0,0,0,-5,key,0\n");
        assertRefused("line 6: size 67108865 is not between 0 and 67108864", "0,0,0,67108865,key,0\n");
        assertRefused(
                "line 6: size '99999999999999999999' is not a whole number", "0,0,0,99999999999999999999,key,0\n");
        assertRefused("line 6: track 2 is not between 0 and 1", "2,0,0,5,key,0\n");
        assertRefused("line 6: track '' is not a whole number", ",0,0,5,key,0\n");
        assertRefused("line 6: layer 8 is not between 0 and 7", "0,0,0,5,key,8\n");
        assertRefused("line 6: 'audio' is not a kind of H264 unit: key, delta or discardable", "0,0,0,5,audio,0\n");
        assertRefused("line 6: 'ke?y' is not a kind of H264 unit: key, delta or discardable", "0,0,0,5,ke\ry,0\n");
        assertRefused("line 6: 'key' is not a kind of AAC unit: audio", "1,0,0,5,key,0\n");
        assertRefused("line 6: has 5 fields, not the 6 of 'track,pts_us,dts_us,size,kind,layer'", "0,0,0,5,key\n");
        assertRefused("line 6: has 1 fields, not the 6 of 'track,pts_us,dts_us,size,kind,layer'", "\n");
        assertRefused(
                "line 8: dts_us 9 is less than the 10 before it; units must be in decode order",
                "0,0,0,5,key,0\n1,10,10,5,audio,0\n0,9,9,5,delta,0\n");
        assertRefused(
                "line 6: pts_us 9223372036854775807 is not between -10000000000000000 and 10000000000000000",
                "0,9223372036854775807,0,5,key,0\n");
        assertRefused("line 5: the trace ends without units", "");
    }

    @Test
    void shouldRefuseATraceThatIsCutShort() {
        assertRefused("line 6: has no line feed at its end: cut short", "0,0,0,5,key,0");
        assertRefusedHead(
                "line 2: the trace ends before 'track,pts_us,dts_us,size,kind,layer'",
                "# framebus-trace 1\n# name: x\n");
    }

    @Test
    void shouldRefuseBrokenHeadersByTheirLine() {
        assertRefusedHead("line 1: '# framebus-trace 1' belongs here", "# framebus-trace 2\n");
        assertRefusedHead(
                "line 2: no track was described before the units",
                TraceFormat.FIRST_LINE + "\n" + TraceFormat.COLUMNS + "\n");
        assertRefusedTrack(
                "track 0 belongs here: '# track 0: codec=...'", "# track 1: codec=VP8 timescale=30 width=1 height=1");
        assertRefusedTrack("neither a header line nor 'track,pts_us,dts_us,size,kind,layer'", "# colour: blue");
        assertRefusedTrack("neither a header line nor 'track,pts_us,dts_us,size,kind,layer'", "");
        assertRefusedTrack("'VP7' is not a codec", "# track 0: codec=VP7 timescale=30 width=1 height=1");
        assertRefusedTrack("the track has no codec", "# track 0: timescale=30");
        assertRefusedTrack("the track has no height", "# track 0: codec=VP8 timescale=30 width=1");
        assertRefusedTrack(
                "timescale 0 is not between 1 and 4294967295", "# track 0: codec=VP8 timescale=0 width=1 height=1");
        assertRefusedTrack("'rate' is not a field of a track of VP8", "# track 0: codec=VP8 timescale=30 rate=1");
        assertRefusedTrack("'width=2': the field is there twice", "# track 0: codec=VP8 width=1 width=2");
        assertRefusedTrack("'' is not field=value", "# track 0: codec=VP8  width=1");
        assertRefusedTrack(
                "configuration '0x1' is not hexadecimal",
                "# track 0: codec=VP8 timescale=30 width=1 height=1 configuration=0x1");
        assertRefusedHead("line 4: track 0 ends at 5 us, before its last unit at 10 us", """
                # framebus-trace 1
                # track 0: codec=VP8 timescale=30 width=1 height=1 end_us=5
                track,pts_us,dts_us,size,kind,layer
                0,10,10,1,key,0
                """);
    }

    @Test
    void shouldRefuseMoreTracksThanTheLimit() {
        StringBuilder head = new StringBuilder("# framebus-trace 1\n");
        for (int track = 0; track < 1000; track++) {
            head.append("# track ").append(track).append(": codec=VP8 timescale=30 width=1 height=1\n");
        }
        assertRefusedHead("line 66: more than 64 tracks", head.toString());
    }

    @Test
    void shouldRefuseBytesThatAreNotText() {
        byte[] text = (HEAD + "0,0,0,5,key,0\n").getBytes(StandardCharsets.UTF_8);
        text[text.length - 3] = (byte) 0xFF;
        assertEquals("line 6: is not UTF-8", Opening.refusal(directory, text));
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldRefuseAnEndlessLine() throws IOException {
        Path file = Files.writeString(directory.resolve("endless"), HEAD);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(4L << 30);
        }
        assertEquals("line 6: is longer than 262144 bytes", Opening.refusal(file));
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldRefuseMoreUnitsThanTheLimitWithoutReadingOn() throws IOException {
        Path file = directory.resolve("long");
        Files.writeString(file, HEAD + "0,0,0,1,key,0\n".repeat(2_000_001));
        MediaException refused = assertThrows(MediaException.class, () -> MediaFiles.open(file));
        assertEquals(
                file + ": line 2000006: has more than the 2000000 access units that are read at most",
                refused.getMessage());
    }

    private void assertRefused(String problem, String units) {
        assertRefusedHead(problem, HEAD + units);
    }

    private void assertRefusedTrack(String problem, String line) {
        assertRefusedHead("line 2: " + problem, "# framebus-trace 1\n" + line + "\n");
    }

    private void assertRefusedHead(String problem, String text) {
        assertEquals(problem, Opening.refusal(directory, text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<MediaUnit> read(String units) throws IOException {
        try (MediaSource source = MediaFiles.open(Files.writeString(directory.resolve("made.csv"), HEAD + units))) {
            return units(source);
        }
    }

    private static List<MediaUnit> units(MediaSource source) {
        List<MediaUnit> units = new ArrayList<>();
        source.rewind();
        for (MediaUnit unit = source.next(); unit != null; unit = source.next()) {
            units.add(unit);
        }
        return units;
    }
}
