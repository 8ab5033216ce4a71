package io.framebus.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HistogramLogTest {
    private static final long START_MS = 1_795_000_000_000L;

    @TempDir
    Path directory;

    private static Histogram interval(int second, long... valuesNs) {
        Histogram histogram = LatencySeries.newHistogram();
        for (long value : valuesNs) {
            histogram.recordValue(value);
        }
        histogram.setStartTimeStamp(START_MS + 1000L * second);
        histogram.setEndTimeStamp(START_MS + 1000L * (second + 1));
        return histogram;
    }

    private static HistogramLog log() {
        HistogramLog log = new HistogramLog();
        log.append("transit", interval(0, 1_000_000, 1_000_000, 1_000_000, 5_000_000));
        log.append("hiccup", interval(0, 70_000));
        log.append("transit", interval(1, 2_000_000));
        return log;
    }

    @Test
    void shouldComeBackFromItsText() {
        HistogramLog back = HistogramLog.parse(log().toText());
        assertEquals(log().intervals(), back.intervals());
        assertEquals(
                List.of("transit", "hiccup", "transit"),
                back.intervals().stream().map(Histogram::getTag).toList());
        assertEquals(START_MS + 1000, back.intervals().get(2).getStartTimeStamp());
        assertEquals(START_MS + 2000, back.intervals().get(2).getEndTimeStamp());
        assertEquals(log().totals(), back.totals());
    }

    @Test
    void shouldAddUpTheIntervalsOfATag() {
        assertEquals(List.of("transit", "hiccup"), List.copyOf(log().totals().keySet()));
        assertEquals(5, log().total("transit").getTotalCount());
        assertEquals(1, log().total("hiccup").getTotalCount());
        assertEquals(0, log().total("nothing").getTotalCount());
    }

    @Test
    void shouldPrefixTheTagsOfAnother() {
        HistogramLog all = new HistogramLog();
        all.appendAll("spin-1000-", log());
        assertEquals(
                List.of("spin-1000-transit", "spin-1000-hiccup"),
                List.copyOf(all.totals().keySet()));
    }

    @Test
    void shouldKeepACopy() {
        HistogramLog log = new HistogramLog();
        Histogram reused = interval(0, 1);
        log.append("a", reused);
        reused.reset();
        assertEquals(1, log.total("a").getTotalCount());
    }

    @Test
    void shouldRefuseTagsThatALogCannotHave() {
        HistogramLog log = new HistogramLog();
        for (String tag : List.of("", "a b", "a,b", "a\nb")) {
            assertThrows(IllegalArgumentException.class, () -> log.append(tag, interval(0, 1)), tag);
        }
    }

    /** HdrHistogram's own tool, as its users start it. */
    private String process(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HistogramLogProcessor.class.getName(),
                "-i",
                directory.resolve("latency.hlog").toString()));
        command.addAll(List.of(args));
        Path out = directory.resolve("processor.out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertTrue(process.waitFor(50, TimeUnit.SECONDS), "HistogramLogProcessor does not end");
        String text = Files.readString(out, StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), text);
        return text;
    }

    @Test
    void shouldBeReadByHistogramLogProcessor() throws IOException, InterruptedException {
        HdrFiles.write(directory, "latency", log());
        String tags = process("-listtags");
        assertTrue(tags.contains("transit\n") && tags.contains("hiccup\n"), tags);
        // All of transit, in milliseconds: three of 1 ms, one of 2, one of 5.
        String percentiles = process("-tag", "transit", "-csv");
        assertTrue(percentiles.contains("\n1.00,0.500000000000,3,2.00\n"), percentiles);
        assertTrue(percentiles.contains("\n2.01,0.800000000000,4,5.00\n"), percentiles);
        assertTrue(percentiles.contains("\n5.01,1.000000000000,5,Infinity\n"), percentiles);
        // By the second, at its end: count, median and maximum.
        process("-tag", "transit", "-csv", "-o", directory.resolve("processed").toString());
        List<String> seconds = Files.readAllLines(directory.resolve("processed")).stream()
                .filter(line -> line.matches("[0-9].*"))
                .toList();
        assertEquals(2, seconds.size(), seconds.toString());
        assertTrue(seconds.get(0).startsWith("1.000,4,1.004,5.014,5.014,"), seconds.toString());
        assertTrue(seconds.get(1).startsWith("2.000,1,2.007,2.007,2.007,"), seconds.toString());
    }

    @Test
    void shouldWriteThePercentilesOfEachTagInMicroseconds() throws IOException {
        HdrFiles.write(directory.resolve("new"), "latency", log());
        List<String> lines = Files.readAllLines(directory.resolve("new/transit.hgrm"));
        assertTrue(lines.get(0).contains("Value     Percentile TotalCount 1/(1-Percentile)"), lines.get(0));
        assertTrue(
                lines.stream().anyMatch(line -> line.matches("#\\[Max +=.*5013.*Total count +=.* 5\\]")),
                String.join("\n", lines));
        assertTrue(Files.exists(directory.resolve("new/hiccup.hgrm")));
    }

    @Test
    void shouldSayWhereItCannotBeWritten() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> HdrFiles.write(file.resolve("below"), "latency", log()))
                .getMessage();
        assertTrue(message.startsWith("--hdr " + file.resolve("below") + " cannot be written: "), message);
    }
}
