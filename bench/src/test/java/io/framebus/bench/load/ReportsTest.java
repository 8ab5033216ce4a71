package io.framebus.bench.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framebus.bench.measure.HdrFiles;
import io.framebus.bench.measure.LatencySeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    private final LoadConfig config =
            TestRuns.config(SubscriberClass.healthy(6), SubscriberClass.slow(2, Duration.ofMillis(100)));
    private final RunFigures figures = TestRuns.figures(5381, 5381, 0);

    @TempDir
    Path directory;

    @Test
    void shouldLineTheTablesUp() {
        assertEquals("""
                SUBSCRIBERS     published  delivered           dropped  unread  gaps  overruns  undecodable  evicted
                healthy      6     32,286     32,286    100 %        0       0     0         0            0        0
                slow 100 ms  2     10,762        200   1.86 %      300  10,262    75        37           34        0
                total        8     43,048     32,486  75.46 %      300  10,262    75        37           34        0

                LATENCY                          p50      p90      p99    p99.9      max  count
                due to handler, healthy      80.4 us  90.1 us  90.1 us  90.1 us  90.1 us      2
                due to handler, slow 100 ms    1.5 s    1.5 s    1.5 s    1.5 s    1.5 s      1
                due to handler, total        90.1 us    1.5 s    1.5 s    1.5 s    1.5 s      3
                due to publish call           200 ns    30 ms    30 ms    30 ms    30 ms      2
                publish call                  1.5 us   1.5 us   1.5 us   1.5 us   1.5 us      1
                machine hiccups              75.3 us   114 ms   114 ms   114 ms   114 ms      2

                COST  generator   2.5 % of a processor, 0 B allocated in all, 0 B a frame
                      egress      15 % of a processor, 43 KiB allocated in all, 1.35 B a frame
                      process     20 % of a processor, 1 collection (4 ms)
                      memory      71.5 KiB a stream (64 KiB payload outside the heap, 7.5 KiB slots), 143 KiB in all
                      throughput  538 kB/s published in 538 frames/s, 3,249 frames/s delivered
                """, TextReport.results(config, figures));
    }

    @Test
    void shouldSayWhatIsGoingToBeDone() {
        String plan = TextReport.plan(config);
        assertTrue(plan.contains("media    trace test: H264 640x360, AAC 48000 Hz x2\n"), plan);
        assertTrue(plan.contains("800 ms played over and over, a key frame every 200 ms\n"), plan);
        assertTrue(plan.contains("load     2 streams x 4 subscribers at 20x real time: 1,500 frames/s and "), plan);
        assertTrue(plan.contains("6 healthy, 2 slow 100 ms\n"), plan);
        assertTrue(
                plan.contains("ring     64 frames and 64 KiB a stream, which hold about 42.7 ms; resync SYNC_POINT"),
                plan);
    }

    @Test
    void shouldEndWithTheVerdict() {
        Verdict verdict = Verdict.of(config, figures);
        assertEquals("OK  " + verdict.reason(), TextReport.verdict(verdict, figures, false));
        assertEquals("\u001b[1;32mOK\u001b[0m  " + verdict.reason(), TextReport.verdict(verdict, figures, true));
    }

    @Test
    void shouldSayWhatIsWrongBeforeTheVerdict() {
        RunFigures wrong = TestRuns.figures(10, 10, 0, "a", "b");
        assertEquals(
                "problem: a\nproblem: b\nFAILED  a (and 1 more)",
                TextReport.verdict(Verdict.of(config, wrong), wrong, false));
    }

    @Test
    void shouldWriteJson() throws IOException {
        Path file = directory.resolve("out.json");
        JsonReport.checkWritable(file);
        JsonReport.write(file, config, figures, Verdict.of(config, figures));
        JsonNode root = new ObjectMapper().readTree(file.toFile());
        assertEquals("framebus-load/1", root.get("schema").asText());
        assertEquals("OK", root.get("verdict").asText());
        assertEquals(20, root.at("/configuration/rateFactor").asDouble());
        assertEquals(100_000_000, root.at("/configuration/classes/1/holdNs").asLong());
        assertEquals(5381, root.at("/generator/offeredFrames").asLong());
        assertEquals(34, root.at("/classes/1/undecodable").asLong());
        assertEquals(43_048, root.at("/total/published").asLong());
        assertEquals(3, root.at("/total/endToEnd/count").asLong());
        assertTrue(root.at("/environment/processors").asInt() > 0);
        JsonNode total = root.get("total");
        assertEquals(
                total.get("published").asLong(),
                total.get("delivered").asLong()
                        + total.get("dropped").asLong()
                        + total.get("filtered").asLong()
                        + total.get("unread").asLong());
    }

    @Test
    void shouldRefuseAPlaceThatCannotBeWrittenTo() {
        Path nowhere = directory.resolve("none").resolve("out.json");
        String message = assertThrows(IllegalArgumentException.class, () -> JsonReport.checkWritable(nowhere))
                .getMessage();
        assertTrue(message.startsWith("--json " + nowhere + " cannot be written: "), message);
    }

    @Test
    void shouldWriteHistogramsThatTheToolsRead() throws IOException {
        LatencySeries series = new LatencySeries("end-to-end slow 100 ms");
        LatencySeries.Writer writer = series.writer();
        try (HdrFiles files = HdrFiles.open(directory.resolve("hdr"))) {
            writer.record(1_000_000);
            series.collect();
            files.append(List.of(series));
            writer.record(5_000_000);
            writer.record(6_000_000);
            series.collect();
            files.finish(List.of(series));
        }
        Histogram sum = LatencySeries.newHistogram();
        Set<String> tags = new HashSet<>();
        try (HistogramLogReader reader =
                new HistogramLogReader(directory.resolve("hdr/load.hlog").toFile())) {
            for (EncodableHistogram next = reader.nextIntervalHistogram();
                    next != null;
                    next = reader.nextIntervalHistogram()) {
                sum.add((Histogram) next);
                tags.add(next.getTag());
            }
        }
        assertEquals(series.total(), sum);
        assertEquals(Set.of("end-to-end-slow-100-ms"), tags);
        String percentiles = Files.readString(directory.resolve("hdr/end-to-end-slow-100-ms.hgrm"));
        assertTrue(percentiles.contains("Total count    =            3"), percentiles);
    }

    @Test
    void shouldWriteNoHistogramsUnlessAskedTo() throws IOException {
        try (HdrFiles files = HdrFiles.open(null)) {
            files.finish(List.of(new LatencySeries("x")));
        }
        assertArrayEquals(new String[0], directory.toFile().list());
        assertFalse(Files.exists(directory.resolve("load.hlog")));
    }
}
