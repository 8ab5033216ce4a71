package io.framebus.bench.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaSummaryTest {
    @TempDir
    Path directory;

    @Test
    void shouldGiveRatesKeyIntervalsAndPercentiles() throws IOException {
        StringBuilder trace = new StringBuilder("""
                # framebus-trace 1
                # name: steady
                # track 0: codec=VP8 timescale=100 width=4 height=3
                track,pts_us,dts_us,size,kind,layer
                """);
        for (int i = 0; i < 200; i++) {
            String kind = i == 0 || i == 50 || i == 150 ? "key" : "delta";
            trace.append("0,").append(i * 10_000).append(',').append(i * 10_000).append(',');
            trace.append(kind.equals("key") ? 5000 : i).append(',').append(kind).append(",0\n");
        }
        Path file = Files.writeString(directory.resolve("steady.csv"), trace);
        try (MediaSource source = MediaFiles.open(file)) {
            MediaSummary summary = MediaSummary.of(source);
            MediaSummary.Track track = summary.tracks().get(0);
            assertEquals(2_000_000, summary.durationUs());
            assertEquals(100.0, track.unitsPerSecond());
            assertEquals(4.0 * track.bytes(), track.bitsPerSecond());
            assertEquals(List.of(500_000L, 1_000_000L), track.keyIntervalsUs());
            assertEquals(
                    new MediaSummary.Sizes("key", 3, 15_000, 5000, 5000, 5000),
                    track.sizes().get(0));
            // 197 deltas of 1 to 199 bytes without 50 and 150: the 99th smallest, the 196th smallest, the largest
            assertEquals(
                    new MediaSummary.Sizes("delta", 197, 19_700, 100, 198, 199),
                    track.sizes().get(1));
            assertEquals("""
                    name      steady
                    duration  2.000 s
                    payload   34700 bytes, made up when played

                    track  codec  format  units  per second  kbit/s  key interval: min, median, max
                        0  VP8    4x3       200      100.00     139  0.500 s, 0.500 s, 1.000 s

                    track  kind   units  p50 bytes  p99 bytes  max bytes  sum bytes
                        0  key        3       5000       5000       5000      15000
                        0  delta    197        100        198        199      19700
                    """, summary.text());
        }
    }
}
