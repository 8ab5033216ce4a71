package io.framebus.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framebus.bench.measure.HistogramLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code latency} and {@code overload} as a user runs them, measuring JVMs included. */
@Timeout(180)
class MeasuringCommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    private int run(String... args) {
        return Main.run(new PrintWriter(out), new PrintWriter(err, true), args);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "latency --rates=0            | rate must be more than 0 and at most 10000000 frames/s, is 0.0",
                "latency --rates=fast         | 'fast' is not a double",
                "latency --waiting=sleep      | 'sleep' is not one of spin, backoff, park",
                "latency --peers=kafka        | 'kafka' is not a peer; there are framebus,",
                "latency --peers=agrona --waiting=park | there is nothing to measure: agrona cannot make a subscriber sleep",
                "latency --payload=23         | --payload must be between 24 and 1048576, is 23",
                "latency --capacity-frames=1000 | --capacity-frames must be a power of two, as some peers need it, is 1000",
                "latency --key-packets=5000   | --key-packets must be at most --capacity-frames 4096, is 5000",
                "latency --key-every=0        | --key-every must be between 1 and 1000000, is 0",
                "latency --duration=99ms      | --duration must be between 100 ms and 86,400 s, is 99 ms",
                "latency --duration=5         | '5' is not a time with its unit",
                "latency --rounds=0           | --rounds must be between 1 and 100, is 0",
                "latency --hiccup-interval=1us | --hiccup-interval must be between 1 ms and 1 s, is 1 us",
                "latency --json=/no/such/file | --json /no/such/file cannot be written: ",
                "latency --hdr=/dev/null/x    | --hdr /dev/null/x cannot be written: ",
                "latency --html=/no/such/file | --html /no/such/file cannot be written: ",
                "latency --parked=0           | --parked must be between 1 and 100000, is 0",
                "latency --parked=5 --parked-frames=0 | --parked-frames must be between 1 and 1000000, is 0",
                "latency --parked=5 --slo=p99<1ms | --slo does not go with --parked, which has no objectives",
                "latency --slo=p99<1%         | 'p99<1%': p99 is a time, so its limit has a unit",
                "latency --slo=loss<1%        | 'loss<1%': there is no metric loss here, but p50, p99.9 and the like, max, transit-p99",
                "latency --slo=aeron:p99<1s   | 'aeron:p99<1s': there is no aeron here, but framebus, framebus-spin-1000,",
                "overload --slo=goodput>2ms   | 'goodput>2ms': goodput is a share, so its limit is a percentage",
                "overload --slo=x:loss=0      | 'x:loss=0': there is no x here, but framebus-sync-point, framebus-oldest,",
                "overload --factors=0         | --factors must be between 0.01 and 100.0, is 0.0",
                "overload --subscribers=lazy  | 'lazy' is not one of steady, bursty, stalls",
                "overload --resync=newest     | 'newest' is not one of",
                "overload --peers=kafka       | 'kafka' is not a peer; there are framebus,",
                "overload --work=0us          | --work must be between 1 us and 1 s, is 0 ns",
                "overload --capacity-frames=1 | --capacity-frames must be between 2 and 1048576, is 1",
                "overload --capacity-bytes=1k | --capacity-bytes must be between ",
                "overload --stall=1s          | --stall must be less than --stall-every 250 ms, is 1 s",
                "overload --trace=nothing     | nothing: is not a bundled trace",
                "overload --trace=x --media=y | --media and --trace exclude each other",
                "overload --media=/no/such/file | /no/such/file",
                "overload --warmup=100ms      | --warmup must be between 200 ms and 3,600 s, is 100 ms",
                "overload --rounds=101        | --rounds must be between 1 and 100, is 101",
            })
    void shouldTellBadOptionsInOneLine(String commandLine, String message) {
        assertEquals(2, run(commandLine.strip().split(" ")), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().startsWith("framebus: "), err.toString());
        assertTrue(err.toString().contains(message), err.toString());
        assertEquals("", out.toString());
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(Files.readString(file));
    }

    private void assertValidOrBusy(int exitCode) {
        assertTrue(exitCode == 0 || exitCode == 3, exitCode + ": " + err + out);
    }

    @Test
    void shouldMeasureLatencyOfPeersInTurn() throws IOException {
        Path file = directory.resolve("latency.json");
        Path page = directory.resolve("latency.html");
        assertValidOrBusy(run(
                "latency",
                "--peers=framebus,agrona",
                "--rates=2000",
                "--waiting=spin",
                "--rounds=2",
                "--duration=200ms",
                "--warmup=50ms",
                "--json=" + file,
                "--hdr=" + directory,
                "--html=" + page));
        List<String> order = err.toString()
                .lines()
                .filter(line -> line.startsWith("round"))
                .map(line -> line.replaceAll(" +", " "))
                .toList();
        assertEquals(
                List.of(
                        "round 1/2 framebus SPIN",
                        "round 1/2 agrona SPIN",
                        "round 2/2 agrona SPIN",
                        "round 2/2 framebus SPIN"),
                order);
        JsonNode root = json(file);
        assertEquals("framebus-latency/1", root.get("schema").asText());
        assertEquals(List.of(), List.copyOf(root.findValuesAsText("problem")));
        assertEquals(4, root.get("measurements").size());
        for (JsonNode measurement : root.get("measurements")) {
            assertTrue(measurement.get("sentFrames").asLong() > 0, measurement.toString());
            assertTrue(
                    measurement.get("sentFrames").asLong()
                            <= measurement.get("offeredFrames").asLong(),
                    measurement.toString());
        }
        HistogramLog log = HistogramLog.parse(Files.readString(directory.resolve("latency.hlog")));
        for (String series : List.of("send-delay", "transit", "end-to-end", "hiccup")) {
            String tag = "agrona-spin-2000-" + series;
            assertTrue(log.total(tag).getTotalCount() > 0, tag);
            assertTrue(Files.exists(directory.resolve(tag + ".hgrm")), tag);
        }
        String html = Files.readString(page);
        assertTrue(html.contains("agrona-spin-2000-end-to-end") && html.contains("latency.hlog"), "no log in the page");
    }

    @Test
    void shouldTellByItsExitCodeWhetherObjectivesWereMet() throws IOException {
        Path file = directory.resolve("latency.json");
        int exitCode = run(
                "latency",
                "--rates=1000",
                "--waiting=spin",
                "--rounds=1",
                "--duration=200ms",
                "--warmup=0s",
                "--slo=p50<10s,missing=0",
                "--slo=framebus-spin-1000:transit-max<1ns",
                "--json=" + file,
                "-q");
        assertTrue(exitCode == 99 || exitCode == 3, exitCode + ": " + err + out);
        JsonNode objectives = json(file).get("objectives");
        assertEquals(3, objectives.size());
        assertEquals(
                "framebus-spin-1000:transit-max < 1 ns",
                objectives.get(2).get("objective").asText());
        if (exitCode == 99) {
            assertTrue(objectives.get(0).get("met").asBoolean(), objectives.toString());
            assertFalse(objectives.get(2).get("met").asBoolean(), objectives.toString());
            assertTrue(out.toString().contains("MISSED  1 of 3 objectives: framebus-spin-1000:transit-max < 1 ns is "));
        }
        assertTrue(out.toString().contains("framebus-spin-1000:missing = 0  "), out.toString());
    }

    @Test
    void shouldPrintNothingButTheFiguresInOtherFormats() throws IOException {
        String[] fast = {
            "latency",
            "--rates=1000",
            "--waiting=spin",
            "--rounds=1",
            "--duration=100ms",
            "--warmup=0s",
            "--format=json"
        };
        assertValidOrBusy(run(fast));
        assertEquals(
                "framebus",
                new ObjectMapper()
                        .readTree(out.toString())
                        .at("/measurements/0/peer")
                        .asText());
        assertTrue(err.toString().contains("round 1/1"), err.toString());
    }

    @Test
    void shouldMeasureOverloadOfEachPolicy() throws IOException {
        Path file = directory.resolve("overload.json");
        Path page = directory.resolve("overload.html");
        assertValidOrBusy(run(
                "overload",
                "--peers=framebus,agrona",
                "--trace=screenshare-720p",
                "--subscribers=steady",
                "--factors=2",
                "--rounds=1",
                "--duration=100ms",
                "--warmup=200ms",
                "--json=" + file,
                "--hdr=" + directory,
                "--html=" + page,
                "--slo=undecodable=0,goodput>=0%",
                "--format=markdown",
                "-q"));
        assertEquals("", err.toString());
        assertTrue(out.toString().contains("framebus-sync-point-steady-2.0x:undecodable = 0"), out.toString());
        assertTrue(out.toString().contains("| steady | framebus sync-point | 2 |"), out.toString());
        assertTrue(out.toString().contains("| steady | agrona | 2 |"), out.toString());
        JsonNode root = json(file);
        assertEquals("framebus-overload/1", root.get("schema").asText());
        assertEquals(0, root.get("problems").size(), root.get("problems").toString());
        assertEquals(4, root.get("measurements").size());
        for (JsonNode measurement : root.get("measurements")) {
            double alone = (measurement.get("aloneBeforePerSecond").asDouble()
                            + measurement.get("aloneAfterPerSecond").asDouble())
                    / 2;
            double perSecond = measurement.get("handedOver").asDouble()
                    / measurement.get("windowSeconds").asDouble();
            assertEquals(perSecond / alone, measurement.get("goodputShare").asDouble(), 1e-9, measurement.toString());
            if (measurement.get("system").asText().equals("framebus sync-point")) {
                assertEquals(0, measurement.get("undecodableWithSettling").asLong());
            }
        }
        assertTrue(Files.exists(directory.resolve("overload.hlog")));
        assertTrue(Files.readString(page).contains("Subscriber: steady"), "no section in the page");
    }

    @Test
    void shouldMeasurePublishCallsBesideSleepers() throws IOException {
        Path page = directory.resolve("parked.html");
        assertEquals(
                0,
                run(
                        "latency",
                        "--parked=3,5",
                        "--parked-frames=20",
                        "--rounds=2",
                        "--format=json",
                        "--hdr=" + directory,
                        "--html=" + page,
                        "-q"),
                err.toString());
        JsonNode root = new ObjectMapper().readTree(out.toString());
        assertEquals("framebus-parked/1", root.get("schema").asText());
        assertEquals(6, root.get("publishCalls").size());
        JsonNode row = root.at("/publishCalls/5");
        assertEquals(5, row.get("sleepers").asInt());
        assertEquals("p99.9", row.get("publishCall").asText());
        assertEquals(40, row.get("callsOfEach").asInt());
        assertTrue(row.get("leastRatio").asDouble() <= row.get("ratio").asDouble(), row.toString());
        assertFalse(err.toString().contains("round"), err.toString());
        HistogramLog log = HistogramLog.parse(Files.readString(directory.resolve("parked.hlog")));
        assertEquals(80, log.total("publish-no-sleepers").getTotalCount());
        assertEquals(40, log.total("publish-sleepers-5").getTotalCount());
        assertTrue(Files.exists(directory.resolve("publish-sleepers-5.hgrm")));
        String html = Files.readString(page);
        assertTrue(html.contains("Beside 5 sleepers the p99.9 of publish calls was "), "no verdict in the page");
        assertTrue(html.contains("parked.hlog"), "no log in the page");
    }
}
