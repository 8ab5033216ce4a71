package io.framebus.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.bench.suite.Notes.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Known JSON in, known rows out. */
@Timeout(60)
class PageTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path folder;

    private final ArrayNode jmh = MAPPER.createArrayNode();

    @BeforeEach
    void info() throws IOException {
        Files.writeString(folder.resolve("run.json"), """
                {"date": "2026-11-22", "commit": "abc1234", "quick": false, "seed": 5, "processor": "A Processor",
                 "loadBefore": 0.1, "environment": {"processors": 2, "os": "Linux 6", "arch": "amd64", "vm": "A VM"},
                 "problems": []}
                """);
    }

    private String page() throws IOException {
        return page(new Notes(Map.of()));
    }

    private String page(Notes notes) throws IOException {
        MAPPER.writeValue(folder.resolve("jmh-all.json").toFile(), jmh);
        return Page.of(Results.read(folder), notes);
    }

    /** The row of a goal, by how its text begins. */
    private String goal(String start) throws IOException {
        return page().lines()
                .filter(line -> line.startsWith("| " + start))
                .findFirst()
                .orElseThrow();
    }

    private void paired(String experiment, String contrast, double ratio, double excessNs) throws IOException {
        contrasts(experiment, Map.of(contrast, ratio), excessNs);
    }

    private void contrasts(String experiment, Map<String, Double> ratios, double excessNs) throws IOException {
        ObjectNode result = MAPPER.createObjectNode();
        result.put("schema", "framebus-paired/1");
        result.put("experiment", experiment);
        result.put("question", "A question.");
        result.put("seed", 5);
        ArrayNode overall = result.putArray("overall");
        ratios.forEach((name, ratio) -> {
            ObjectNode figure = overall.addObject();
            figure.put("name", name).put("lane", "a").put("base", "b");
            estimate(figure.putObject("ratio"), ratio, 0.01);
            estimate(figure.putObject("differenceNs"), 3, 1);
            estimate(figure.putObject("excessNs"), excessNs, 1);
        });
        ArrayNode forks = result.putArray("forks");
        ObjectNode fork = forks.addObject();
        fork.put("seed", 5).put("placements", 8).put("roundsPerPlacement", 25).put("operationsPerSlice", 10);
        fork.putObject("environment");
        ArrayNode lanes = fork.putArray("lanes");
        for (String lane : List.of("a", "b")) {
            lanes.addObject()
                    .put("name", lane)
                    .put("medianNs", 12.34)
                    .put("lowerQuartileNs", 11)
                    .put("upperQuartileNs", 13);
        }
        fork.set("contrasts", overall.deepCopy());
        MAPPER.writeValue(folder.resolve("paired-" + experiment + ".json").toFile(), result);
    }

    private static void estimate(ObjectNode node, double value, double half) {
        node.put("value", value).put("low", value - half).put("high", value + half);
    }

    private ObjectNode jmh(String benchmark, double score, double bytes, String... params) {
        ObjectNode row = jmh.addObject();
        row.put("benchmark", "io.framebus.bench.jmh." + benchmark)
                .put("mode", "avgt")
                .put("forks", 3);
        ObjectNode values = row.putObject("params");
        for (int i = 0; i < params.length; i += 2) {
            values.put(params[i], params[i + 1]);
        }
        row.putObject("primaryMetric")
                .put("score", score)
                .put("scoreError", "NaN")
                .put("scoreUnit", "ns/op");
        allocates(row, bytes, bytes, bytes);
        return row;
    }

    /** In the iterations of each of two forks. */
    private static void allocates(ObjectNode row, double... bytes) {
        ArrayNode forks = row.putObject("secondaryMetrics")
                .putObject("gc.alloc.rate.norm")
                .put("score", Arrays.stream(bytes).average().orElseThrow())
                .putArray("rawData");
        for (int fork = 0; fork < 2; fork++) {
            ArrayNode iterations = forks.addArray();
            Arrays.stream(bytes).forEach(iterations::add);
        }
    }

    /** What a command leaves, with rows of these fields and values. */
    private void command(String name, String schema, String verdict, List<Map<String, Object>> rows)
            throws IOException {
        ObjectNode report = MAPPER.createObjectNode();
        report.put("schema", schema).put("verdict", verdict);
        report.putObject("environment").put("vm", "A VM of 25");
        report.set("measurements", MAPPER.valueToTree(rows));
        MAPPER.writeValue(folder.resolve("command-" + name + ".json").toFile(), report);
    }

    @Test
    void shouldSayWhereAndWhenItWasMeasured() throws IOException {
        String page = page();
        for (String fact : List.of("2026-11-22", "`abc1234`", "A Processor, 2 processors", "Linux 6, amd64", "A VM")) {
            assertTrue(page.contains(fact), fact);
        }
        assertFalse(page.contains("busy"));
    }

    @Test
    void shouldNeverCallAGoalMetThatWasNotMeasured() throws IOException {
        String page = page();
        assertEquals(
                Goals.ALL.size(),
                page.lines()
                        .filter(line -> line.endsWith("| - | - | not measured |"))
                        .count());
        assertFalse(page.contains("| met |"));
    }

    @Test
    void shouldMeetMissOrLeaveOpenByTheInterval() throws IOException {
        paired("publish-1200", "publish / copy", 1.2, -5);
        assertEquals(
                "| Publishing 1200 B, clock excluded, costs at most 1.3 times a bare copy of the same bytes into the same arena,"
                        + " and 8 ns. | over 1.3 x copy + 8 ns: -5.0 ns [-6.0, -4.0] | b 12.3 ns; ratio 1.200 [1.190, 1.210], difference"
                        + " 3.0 ns [2.0, 4.0] | met |",
                goal("Publishing 1200 B, clock"));
        paired("publish-1200", "publish / copy", 1.2, 5);
        assertTrue(goal("Publishing 1200 B, clock").endsWith("| **missed** |"));
        paired("publish-1200", "publish / copy", 1.2, -0.5);
        assertTrue(goal("Publishing 1200 B, clock").endsWith("| undecided: the interval spans the limit |"));
    }

    @Test
    void shouldWantBothNumbersOfIdleSubscribersWithinFivePerCent() throws IOException {
        assertEquals("| met |", idle(1.02, 0.98));
        assertEquals("| **missed** |", idle(1.02, 1.10));
        assertEquals("| **missed** |", idle(0.90, 1.00));
        assertEquals("| undecided: the interval spans the limit |", idle(1.045, 1.00));
    }

    private String idle(double few, double many) throws IOException {
        Map<String, Double> ratios = new LinkedHashMap<>();
        ratios.put("64 subscribers / none", few);
        ratios.put("1000 subscribers / none", many);
        ratios.put("null: none / none", 1.0);
        contrasts("idle-subscribers", ratios, 0);
        String row = goal("It costs the same with 0, 64");
        return row.substring(row.lastIndexOf('|', row.length() - 2));
    }

    private void allButTheFilterAllocate(double bytes) {
        for (String path : List.of(
                "PublishBenchmark.headerAndBuffer",
                "PublishBenchmark.claimAndCommit",
                "PublishBenchmark.reusedFrame",
                "PublishBenchmark.mediaFrame",
                "DeliverBenchmark.byCopy",
                "DeliverBenchmark.inPlace",
                "OverrunBenchmark.overrun")) {
            jmh(path, 10, bytes);
        }
    }

    @Test
    void shouldMissTheGoalOfNoGarbageByOnePathAndNeedThemAll() throws IOException {
        allButTheFilterAllocate(0.0001);
        assertTrue(goal("Publishing, poll").endsWith("| not measured |"), "without the filter");
        jmh("FilterBenchmark.poll", 10, 0.0002);
        assertTrue(goal("Publishing, poll").endsWith("| met |"));
        jmh("FilterBenchmark.poll", 10, 24);
        assertTrue(goal("Publishing, poll").contains("at most 24.0000 B an operation in 9 configurations"));
        assertTrue(goal("Publishing, poll").endsWith("| **missed** |"));
    }

    @Test
    void shouldFindGarbageThatIsMadeInEachIterationAndNotThatOfTheLastOne() throws IOException {
        allButTheFilterAllocate(0.0001);
        ObjectNode last = jmh("FilterBenchmark.poll", 1000, 0);
        allocates(last, 0.01, 0.02, 0.4);
        assertTrue(
                goal("Publishing, poll").contains("at most 0.0200 B an operation in 8 configurations"), "the median");
        assertTrue(goal("Publishing, poll").endsWith("| met |"));
        allocates(last, 0.01, 0.2, 0.4);
        assertTrue(goal("Publishing, poll").endsWith("| **missed** |"));
    }

    @Test
    void shouldCompareTheTailsOfPublishingFromEachRound() throws IOException {
        assertTrue(parked(1400, 1500).contains("ratio 1.449"), "root of 1.4 times 1.5");
        assertTrue(parked(1490, 1500).endsWith("| met |"));
        assertTrue(parked(9000, 9010).endsWith("| **missed** |"));
        assertTrue(parked(1000, 3000).endsWith("| undecided: the interval spans the limit |"));
        assertTrue(parked(1490, 1500).contains("of 2000 calls, on A VM of 25"));
    }

    private String parked(long... withSleepersNs) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        rows.add(Map.of("sleepers", 1, "calls", 7, "noSleepersP999Ns", 1, "withSleepersP999Ns", 1_000_000));
        for (long ns : withSleepersNs) {
            rows.add(Map.of("sleepers", 10_000, "calls", 1000, "noSleepersP999Ns", 1000, "withSleepersP999Ns", ns));
        }
        command("parked", "framebus-parked/1", "OK", rows);
        return goal("With 10,000 parked");
    }

    @Test
    void shouldWantGoodputAndNothingUndecodableOfAnOverload() throws IOException {
        assertTrue(overload("OK", 0, 0.96, 0.961).endsWith("| met |"));
        assertTrue(overload("OK", 0, 0.96, 0.961).contains("undecodable 0 of 200"));
        assertTrue(overload("OK", 0, 0.90, 0.901).endsWith("| **missed** |"));
        assertTrue(overload("OK", 1, 0.96, 0.961).endsWith("| **missed** |"), "undecodable");
        assertTrue(overload("OK", 0, 0.94, 0.96).endsWith("| undecided: the interval spans the limit |"));
        assertTrue(overload("OK", 0, 0.96).endsWith("| not measured |"), "one round has no spread");
        assertTrue(overload("INVALID", 0, 0.96, 0.961).endsWith("| not measured |"));
    }

    private String overload(String verdict, int undecodable, double... goodputs) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        rows.add(overloadRow("framebus oldest", 2, 5, 0.1));
        rows.add(overloadRow("framebus sync-point", 4, 5, 0.1));
        for (double goodput : goodputs) {
            rows.add(overloadRow("framebus sync-point", 2, undecodable, goodput));
        }
        command("overload", "framebus-overload/1", verdict, rows);
        return goal("With the publisher at twice");
    }

    private static Map<String, Object> overloadRow(String system, int factor, int undecodable, double goodput) {
        return Map.of(
                "subscriber",
                "steady",
                "system",
                system,
                "factor",
                factor,
                "handedOver",
                100,
                "undecodableWithSettling",
                undecodable,
                "goodputShare",
                goodput,
                "aloneBeforePerSecond",
                9000);
    }

    @Test
    void shouldWantNoFrameToBeLongerOnItsWayThanThroughBroadcast() throws IOException {
        arrival(0.9, 0.9);
        String met = goal("Paced, in one JVM");
        assertTrue(met.endsWith("| met |"), met);
        assertTrue(met.contains("at 100000/s: by copy 0.900 [0.890, 0.910], in place 0.900"), met);
        assertTrue(met.contains("broadcast at 10000/s: 12 ns"), met);
        arrival(0.9, 1.1);
        assertTrue(goal("Paced, in one JVM").endsWith("| **missed** |"), "in place");
        arrival(1, 0.9);
        assertTrue(goal("Paced, in one JVM").endsWith("| undecided: the interval spans the limit |"), "by copy");
    }

    private void arrival(double byCopy, double inPlace) throws IOException {
        for (String rate : List.of("10000", "100000")) {
            contrasts("arrival-" + rate, Map.of("bus / broadcast", byCopy, "bus / broadcast, in place", inPlace), 0);
        }
    }

    @Test
    void shouldWantNoPeerToBeFasterAtAnyRate() throws IOException {
        assertTrue(latency(90, 90).endsWith("| met |"));
        assertTrue(latency(90, 110).endsWith("| **missed** |"), "at one of the rates");
        assertTrue(
                latency(90, 90).contains("agrona at 1000/s: p50 0.900 [0.900, 0.900], p99.9 1.000"), latency(90, 90));
        command("latency", "framebus-latency/1", "OK", List.of(latencyRow("framebus", 1000, 1)));
        assertTrue(goal("Paced, with").endsWith("| not measured |"), "no peer");
    }

    private String latency(long slowNs, long fastNs) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            rows.add(latencyRow("framebus", 1000, slowNs));
            rows.add(latencyRow("framebus", 10_000, fastNs));
            rows.add(latencyRow("agrona", 1000, 100));
            rows.add(latencyRow("agrona", 10_000, 100));
        }
        command("latency", "framebus-latency/1", "OK", rows);
        return goal("Paced, with");
    }

    private static Map<String, Object> latencyRow(String peer, int rate, long p50Ns) {
        return Map.of(
                "peer",
                peer,
                "waiting",
                "SPIN",
                "framesPerSecond",
                rate,
                "endToEndP50Ns",
                p50Ns,
                "endToEndP999Ns",
                5000);
    }

    @Test
    void shouldFindASweepThatGrowsFasterThanItsActiveStreams() throws IOException {
        assertTrue(sweep(0.9, 1.03).endsWith("| met |"));
        assertTrue(sweep(0.9, 1.03).contains("of 1000 / of 100: 0.900 [0.890, 0.910]; a sweep that"), "figures");
        assertTrue(
                sweep(0.9, 1.03).contains("active stream, of 100: 12 ns; a sweep that finds nothing, with 1: 12 ns"),
                "what they are of");
        assertTrue(sweep(1.2, 1.03).endsWith("| **missed** |"), "each of many costs more");
        assertTrue(sweep(0.9, 1.2).endsWith("| **missed** |"), "idle subscriptions count");
        assertTrue(sweep(0.9, 1.05).endsWith("| undecided: the interval spans the limit |"));
    }

    private String sweep(double active, double idle) throws IOException {
        contrasts("sweep-active", Map.of("1000 active / 100 active", active), 0);
        contrasts("sweep-idle", Map.of("8 subscriptions / 1", idle), 0);
        return goal("With 10,000 streams");
    }

    @Test
    void shouldShowEveryConfigurationWithItsFloor() throws IOException {
        jmh("PublishBenchmark.floorCopy", 43.654, 0.00001, "size", "1200");
        jmh("PublishBenchmark.headerAndBuffer", 52.3, 0.00001, "size", "1200", "clock", "none");
        String page = page();
        assertTrue(page.contains("| floorCopy | size=1200 | 43.65 | - | - | - | 0.00 | 3 |"), page);
        assertTrue(page.contains("| headerAndBuffer | clock=none, size=1200 | 52.30 | - | - | - | 0.00 | 3 |"), page);
    }

    @Test
    void shouldGiveTheReasonOfWhatIsNotMet() throws IOException {
        paired("publish-1200", "publish / copy", 1.2, 5);
        Map<String, Note> notes = Map.of("publish-cost", new Note("It copies twice.", "Copy once."));
        String page = page(new Notes(notes));
        assertTrue(page.contains("* **publish-cost** (missed): It copies twice. Next: Copy once."), page);
        assertTrue(page.contains("* **garbage** (not measured): no reason known yet."), page);
        paired("publish-1200", "publish / copy", 1.2, -5);
        assertFalse(page(new Notes(notes)).contains("It copies twice."), "met");
    }

    @Test
    void shouldRefuseNotesOnWhatIsNoGoal() throws IOException {
        assertThrows(IllegalArgumentException.class, () -> new Notes(Map.of("speed", new Note("a", "b"))));
        assertFalse(Notes.bundled().byGoal().isEmpty());
    }

    @Test
    void shouldWarnOfABusyMachineAQuickRunAndFailedParts() throws IOException {
        String info = Files.readString(folder.resolve("run.json"));
        Files.writeString(
                folder.resolve("run.json"),
                info.replace("0.1", "1.5")
                        .replace("\"quick\": false", "\"quick\": true")
                        .replace("[]", "[\"jmh deliver\"]"));
        String page = page();
        assertTrue(page.contains("**The machine was busy** when the run began: load 1.50"), page);
        assertTrue(page.contains("**Quick run.**"), page);
        assertTrue(page.contains("**Parts of the run failed:** jmh deliver"), page);
    }

    @Test
    void shouldRefuseWhatIsNoFolderOfResults() throws IOException {
        Files.delete(folder.resolve("run.json"));
        assertThrows(IllegalArgumentException.class, this::page);
    }

    @Test
    void shouldRefuseUnitsAndSchemasThatItDoesNotKnow() throws IOException {
        ((ObjectNode) jmh("FilterBenchmark.poll", 1, 0).get("primaryMetric")).put("scoreUnit", "us/op");
        assertThrows(IllegalArgumentException.class, this::page);
        jmh.removeAll();
        paired("reader", "bus, slow / live", 1, 0);
        Path file = folder.resolve("paired-reader.json");
        Files.writeString(file, Files.readString(file).replace("paired/1", "paired/2"));
        assertThrows(IllegalArgumentException.class, this::page);
    }
}
