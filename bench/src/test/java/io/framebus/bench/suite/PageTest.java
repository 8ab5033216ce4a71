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

    private static final String COST = "Publish 1200 B, clock";
    private static final String GARBAGE = "Publish, `poll`";
    private static final String OVERLOAD = "Publisher at twice";
    private static final String LATENCY = "Paced, to a reader";
    private static final String ARRIVAL = "The same, in one JVM";
    private static final String PARKED = "Publish with 10,000 parked";
    private static final String SWEEP = "Sweep 10,000 streams";

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
                .filter(line -> line.contains(" | " + start))
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
        report.putArray("publishCalls")
                .addObject()
                .put("sleepers", 10_000)
                .put("publishCall", "p50")
                .put("noSleepersNs", 1400.0)
                .put("withSleepersNs", 11000.0)
                .put("ratio", 7.1)
                .put("leastRatio", 6.4)
                .put("greatestRatio", 8.9);
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
                        .filter(line -> line.startsWith("| not measured | ") && line.endsWith(" | - | - |"))
                        .count());
        assertFalse(page.contains("| met |"));
        assertTrue(page.contains("**0 of 12 goals met, 12 not measured**, on 2026-11-22 at `abc1234`."), page);
    }

    @Test
    void shouldMeetMissOrLeaveOpenByTheInterval() throws IOException {
        paired("publish-1200", "publish / copy", 1.2, -5);
        assertEquals(
                "| met | Publish 1200 B, clock excluded: at most 1.3 times a bare copy into the same arena, and 8 ns"
                        + " | 5.0 ns [4.0, 6.0] below the limit | b 12.3 ns; ratio to it 1.200 [1.190, 1.210] |",
                goal(COST));
        paired("publish-1200", "publish / copy", 1.2, 5);
        assertTrue(goal(COST).contains("| 5.0 ns [4.0, 6.0] above the limit |"));
        assertTrue(goal(COST).startsWith("| **missed** |"));
        paired("publish-1200", "publish / copy", 1.2, -0.5);
        assertTrue(goal(COST).startsWith("| undecided |"));
    }

    @Test
    void shouldWantBothNumbersOfIdleSubscribersWithinFivePerCent() throws IOException {
        assertTrue(idle(1.02, 0.98).startsWith("| met |"));
        assertTrue(idle(1.02, 1.10).startsWith("| **missed** |"));
        assertTrue(idle(0.90, 1.00).startsWith("| **missed** |"));
        assertTrue(idle(1.045, 1.00).startsWith("| undecided |"));
    }

    private String idle(double few, double many) throws IOException {
        Map<String, Double> ratios = new LinkedHashMap<>();
        ratios.put("64 subscribers / none", few);
        ratios.put("1000 subscribers / none", many);
        ratios.put("null: none / none", 1.0);
        contrasts("idle-subscribers", ratios, 0);
        return goal("Publish with 0, 64");
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
        assertTrue(goal(GARBAGE).startsWith("| not measured |"), "without the filter");
        jmh("FilterBenchmark.poll", 10, 0.0002);
        assertTrue(goal(GARBAGE).startsWith("| met |"));
        jmh("FilterBenchmark.poll", 10, 24);
        assertTrue(goal(GARBAGE).contains("at most 24.0000 B in 9 configurations"));
        assertTrue(goal(GARBAGE).startsWith("| **missed** |"));
    }

    @Test
    void shouldFindGarbageThatIsMadeInEachIterationAndNotThatOfTheLastOne() throws IOException {
        allButTheFilterAllocate(0.0001);
        ObjectNode last = jmh("FilterBenchmark.poll", 1000, 0);
        allocates(last, 0.01, 0.02, 0.4);
        assertTrue(goal(GARBAGE).contains("at most 0.0200 B in 8 configurations"), "the median");
        assertTrue(goal(GARBAGE).startsWith("| met |"));
        allocates(last, 0.01, 0.2, 0.4);
        assertTrue(goal(GARBAGE).startsWith("| **missed** |"));
    }

    @Test
    void shouldCompareTheTailsOfPublishingFromEachRound() throws IOException {
        assertTrue(parked(1400, 1500).contains("1.449"), "root of 1.4 times 1.5");
        assertTrue(parked(1490, 1500).startsWith("| met |"));
        assertTrue(parked(9000, 9010).startsWith("| **missed** |"));
        assertTrue(parked(1000, 3000).startsWith("| undecided |"));
        assertTrue(page().contains("| p50 | 1400 ns | 11000 ns | 7.10, 6.40 to 8.90 |"), "in detail");
        assertTrue(parked(1490, 1500).contains("times, of 2000 calls, on A VM of 25"));
    }

    private String parked(long... withSleepersNs) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        rows.add(Map.of("sleepers", 1, "calls", 7, "noSleepersP999Ns", 1, "withSleepersP999Ns", 1_000_000));
        for (long ns : withSleepersNs) {
            rows.add(Map.of("sleepers", 10_000, "calls", 1000, "noSleepersP999Ns", 1000, "withSleepersP999Ns", ns));
        }
        command("parked", "framebus-parked/1", "OK", rows);
        return goal(PARKED);
    }

    @Test
    void shouldWantGoodputAndNothingUndecodableOfAnOverload() throws IOException {
        assertTrue(overload("OK", 0, 0.96, 0.961).startsWith("| met |"));
        assertTrue(overload("OK", 0, 0.96, 0.961).contains("undecodable 0 of 200"));
        assertTrue(overload("OK", 0, 0.90, 0.901).startsWith("| **missed** |"));
        assertTrue(overload("OK", 1, 0.96, 0.961).startsWith("| **missed** |"), "undecodable");
        assertTrue(overload("OK", 0, 0.94, 0.96).startsWith("| undecided |"));
        assertTrue(overload("OK", 0, 0.96).startsWith("| not measured |"), "one round has no spread");
        assertTrue(overload("INVALID", 0, 0.96, 0.961).startsWith("| not measured |"));
    }

    private String overload(String verdict, int undecodable, double... goodputs) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        rows.add(overloadRow("framebus oldest", 2, 5, 0.1));
        rows.add(overloadRow("framebus sync-point", 4, 5, 0.1));
        for (double goodput : goodputs) {
            rows.add(overloadRow("framebus sync-point", 2, undecodable, goodput));
        }
        command("overload", "framebus-overload/1", verdict, rows);
        return goal(OVERLOAD);
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
        String met = goal(ARRIVAL);
        assertTrue(met.startsWith("| met |"), met);
        assertTrue(met.contains("| 0.90 of broadcast's by copy, 0.90 in place |"), met);
        assertTrue(met.contains("broadcast by copy: 12 ns at 10000/s, 12 ns at 100000/s |"), met);
        arrival(0.9, 1.1);
        assertTrue(page().contains("| 100000 | 0.900 [0.890, 0.910] | 1.100 [1.090, 1.110] |"), "in detail");
        assertTrue(goal(ARRIVAL).startsWith("| **missed** |"), "in place");
        arrival(1, 0.9);
        assertTrue(goal(ARRIVAL).startsWith("| undecided |"), "by copy");
    }

    private void arrival(double byCopy, double inPlace) throws IOException {
        for (String rate : List.of("10000", "100000")) {
            contrasts("arrival-" + rate, Map.of("bus / broadcast", byCopy, "bus / broadcast, in place", inPlace), 0);
        }
    }

    @Test
    void shouldWantNoPeerToBeFasterAtAnyRate() throws IOException {
        assertTrue(latency(90, 90).startsWith("| met |"));
        assertTrue(latency(90, 110).startsWith("| **missed** |"), "at one of the rates");
        assertTrue(latency(90, 110).contains("| of agrona's: p50 0.90 to 1.10, p99.9 1.00 |"), latency(90, 110));
        assertTrue(latency(90, 110).contains("| the bus's p50, first round: 90 ns at 1000/s, 110 ns at 10000/s |"));
        assertTrue(page().contains("| agrona | 10000 | 1.100 [1.100, 1.100] | 1.000 [1.000, 1.000] |"), "in detail");
        command("latency", "framebus-latency/1", "OK", List.of(latencyRow("framebus", 1000, 1)));
        assertTrue(goal(LATENCY).startsWith("| not measured |"), "no peer");
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
        return goal(LATENCY);
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
        assertTrue(sweep(0.9, 1.03).startsWith("| met |"));
        assertTrue(sweep(0.9, 1.03).contains("one of 1000 / of 100: 0.900 [0.890, 0.910]; nothing new"), "figures");
        assertTrue(
                sweep(0.9, 1.03).contains("active stream, one of 100: 12 ns; nothing new, 1 each: 12 ns"),
                "what they are of");
        assertTrue(sweep(1.2, 1.03).startsWith("| **missed** |"), "each of many costs more");
        assertTrue(sweep(0.9, 1.2).startsWith("| **missed** |"), "idle subscriptions count");
        assertTrue(sweep(0.9, 1.05).startsWith("| undecided |"));
    }

    private String sweep(double active, double idle) throws IOException {
        contrasts("sweep-active", Map.of("1000 active / 100 active", active), 0);
        contrasts("sweep-idle", Map.of("8 subscriptions / 1", idle), 0);
        return goal(SWEEP);
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
        assertTrue(page.contains("### Missed: publish-cost\n\nIt copies twice.\n\n*Next:* Copy once.\n"), page);
        assertTrue(page.contains("### Not measured: garbage\n\nNo reason known yet.\n"), page);
        assertTrue(page.contains("**0 of 12 goals met, 1 missed, 11 not measured**"), page);
        paired("publish-1200", "publish / copy", 1.2, -5);
        assertFalse(page(new Notes(notes)).contains("It copies twice."), "met");
    }

    @Test
    void shouldShowWhatBatchesAreBesideOneFrameAfterTheOther() throws IOException {
        contrasts("reader", Map.of("bus / broadcast, live", 1.5, "bus in batches / broadcast, live", 0.95), 5);
        String page = page();
        assertTrue(page.contains("| until they are published | 1.500 [1.490, 1.510] | 0.950 [0.940, 0.960] |"), page);
        assertTrue(page.contains("| until the last was read, by copy | - | - |"), page);
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
