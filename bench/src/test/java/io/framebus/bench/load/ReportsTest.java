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
import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.slo.Slo;
import io.framebus.bench.text.OutputFormat;
import io.framebus.bench.text.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
                      process     20 % of a processor, 1 collection (4 ms), the compiler 3 % of a processor
                      memory      71 KiB a stream (64 KiB payload outside the heap, 7 KiB slots), 142 KiB in all
                      throughput  538 kB/s published in 538 frames/s, 3,249 frames/s delivered
                """, TextReport.results(config, figures, Integer.MAX_VALUE));
    }

    @Test
    void shouldSayWhatIsGoingToBeDone() {
        String plan = TextReport.plan(config, Integer.MAX_VALUE);
        assertTrue(plan.contains("media    trace test: H264 640x360, AAC 48000 Hz x2\n"), plan);
        assertTrue(plan.contains("800 ms played over and over, a key frame every 200 ms\n"), plan);
        assertTrue(plan.contains("load     2 streams x 4 subscribers at 20x real time: 1,500 frames/s and "), plan);
        assertTrue(plan.contains("run      200 ms or more to warm up, then 500 ms; seed 1\n"), plan);
        assertTrue(plan.contains("6 healthy, 2 slow 100 ms\n"), plan);
        assertTrue(
                plan.contains("ring     64 frames and 64 KiB a stream, which hold about 42.7 ms; resync SYNC_POINT"),
                plan);
    }

    @Test
    void shouldEndWithTheVerdict() {
        RunVerdict verdict = LoadVerdict.of(config, figures);
        assertEquals("OK  " + verdict.reason(), TextReport.verdict(verdict, figures, Screen.PLAIN));
        assertEquals(
                "\u001b[1;32mOK\u001b[0m  " + verdict.reason(),
                TextReport.verdict(verdict, figures, new Screen(true, 200, true)));
    }

    @Test
    void shouldWrapNothingInEightyColumns() {
        RunVerdict verdict = LoadVerdict.of(config, figures);
        String all = TextReport.plan(config, 80)
                + TextReport.results(config, figures, 80)
                + TextReport.verdict(verdict, figures, new Screen(true, 80, false));
        assertEquals(List.of(), all.lines().filter(line -> line.length() > 80).toList());
        String words = all.replaceAll("\\s+", " ");
        assertTrue(words.contains("SUBSCRIBERS undecodable evicted healthy 0 0 slow 100 ms 34 0 total 34 0"), words);
        assertTrue(words.contains("7 KiB slots), 142 KiB in all"), words);
        assertTrue(words.endsWith(verdict.reason()), words);
    }

    @Test
    void shouldSayWhatIsWrongBeforeTheVerdict() {
        RunFigures wrong = TestRuns.figures(10, 10, 0, "a", "b");
        assertEquals(
                "problem: a\nproblem: b\nFAILED  a (and 1 more)",
                TextReport.verdict(LoadVerdict.of(config, wrong), wrong, Screen.PLAIN));
    }

    @Test
    void shouldWriteJson() throws IOException {
        Path file = directory.resolve("out.json");
        JsonReport.checkWritable(file);
        JsonReport.write(file, config, figures, LoadVerdict.of(config, figures));
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

    private RunVerdict judged(RunFigures judged, String slo) {
        LoadMetrics metrics = new LoadMetrics(config, Slo.parse(slo));
        return LoadVerdict.of(config, judged).judge(metrics.judge(judged));
    }

    @Test
    void shouldTellEachObjective() {
        assertEquals(
                """
                OBJECTIVE                   actual                   result
                healthy:p99.9 < 2 ms        90.1 us                  met
                total:undecodable = 0       34                       missed
                slow-100ms:delivered > 1 %  1.858 % (200 of 10,762)  met
                """,
                judged(figures, "p99.9<2ms,undecodable=0,slow-100ms:delivered>1%")
                        .objectives()
                        .toString());
        assertEquals(
                "not judged",
                judged(TestRuns.figures(10_000, 5_000, 0), "p99.9<2ms")
                        .objectives()
                        .toJson()
                        .at("/0/result")
                        .asText());
    }

    @Test
    void shouldWriteObjectivesAsJson() {
        JsonNode objective =
                JsonReport.of(config, figures, judged(figures, "undecodable=0")).at("/objectives/0");
        assertEquals("total:undecodable = 0", objective.get("objective").asText());
        assertEquals(34, objective.get("actualCount").asInt());
        assertFalse(objective.get("met").asBoolean(true));
        RunFigures invalid = TestRuns.figures(10_000, 5_000, 0);
        assertTrue(JsonReport.of(config, invalid, judged(invalid, "undecodable=0"))
                .at("/objectives/0/met")
                .isNull());
    }

    @Test
    void shouldWriteOneRecordForEachClass() {
        String csv =
                LoadTables.records(figures, LoadVerdict.of(config, figures)).toString(OutputFormat.CSV);
        assertEquals("""
                verdict,class,subscribers,published,delivered,deliveredShare,dropped,unread,gaps,overruns,undecodable,evicted,\
                p50Ns,p90Ns,p99Ns,p999Ns,maxNs,elapsedNs,offeredFrames,sentFrames,lateFrames,publishP99Ns,hiccupMaxNs
                OK,healthy,6,32286,32286,1,0,0,0,0,0,0,80383,90111,90111,90111,90111,10000000000,5381,5381,0,1503,114294783
                """, csv.lines().limit(2).map(line -> line + '\n').collect(Collectors.joining()));
        assertEquals(4, csv.lines().count());
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
