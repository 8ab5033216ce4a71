package io.framebus.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    private int run(String... args) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), args);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "load --slow x                    | is not K@DELAY",
                "load --slow 300@1s               | --slow and --stall name 300 subscribers, there are 128",
                "load --stall 1@1s/2s             | a stall is to be shorter",
                "load --streams 0                 | --streams must be between 1 and 10000, is 0",
                "load --streams 9999              | --streams x --subscribers must be between 0 and 100000, is 159984",
                "load --subscribers -1            | --subscribers must be between 0 and 100000, is -1",
                "load --duration 5                | is not a time with its unit",
                "load --duration 1ms              | --duration must be between 100ms and 24h, is 1 ms",
                "load --warmup 1ms                | --warmup must be 0s or between 100ms and 24h, is 1 ms",
                "load --rate-factor 0             | --rate-factor must be between",
                "load --rate-factor NaN           | --rate-factor must be between",
                "load --generators 9              | --generators must be between 1 and 8, is 9",
                "load --egress-threads 0          | --egress-threads must be between 1 and 256, is 0",
                "load --batch 0                   | --batch must be between",
                "load --capacity-frames 0         | --capacity-frames must be between 1 and",
                "load --capacity-bytes 64KiB      | --capacity-bytes must be at least 520715, the largest frame of trace",
                "load --mode receive --streams 300| must be between 0 and 4000, is 4800",
                "load --resync newest             | is not one of sync-point, oldest, live",
                "load --max-lag dropped=5         | is not none, or one or more of",
                "load --media /nowhere/x.mp4      | /nowhere/x.mp4: does not exist",
                "load --trace nothing             | nothing: is not a bundled trace",
                "load --trace a --media b         | --media and --trace exclude each other",
                "load --packet-bytes 63           | --packet-bytes must be between 64 and 65507, is 63",
                "load --packet-bytes 64KiB        | --packet-bytes must be between 64 and 65507, is 65536",
                "load --packet-bytes x            | is not a number of bytes",
                "tune --simulate --packet-bytes 1 | --packet-bytes must be between 64 and 65507, is 1",
                "load --publish all               | is not one of each, batch",
                "load --clip-seconds -1           | --clip-seconds must be between",
                "load --json /nowhere/x.json      | --json /nowhere/x.json cannot be written",
                "benchmarks --plan --sleepers-jdk /nowhere | --sleepers-jdk /nowhere is no JDK: there is no /nowhere/bin/java",
                "load --slo p99                   | Invalid value for option '--slo' (OBJECTIVES): 'p99' is not METRIC<LIMIT",
                "load --slo p99<2                 | p99 is a time, so its limit has a unit",
                "load --slo lost=0                | there is no metric lost here, but p50,",
                "load --slow none --slo slow:loss=0| there is no slow here, but healthy, total",
                "load --format xml                | is not one of table, json, csv, markdown",
                "load --color blue                | is not one of auto, always, never",
                "doctor --spinning -1             | --spinning must be between 0 and 10000, is -1",
                "doctor --duration 1ms            | --duration must be between 10ms and 10m, is 1 ms",
                "load --html /nowhere/x.html      | --html /nowhere/x.html cannot be written",
                "load --bogus                     | Unknown option: '--bogus'",
                "load extra                       | Unmatched argument",
                "bogus                            | Unmatched argument",
            })
    void shouldTellBadOptionsInOneLine(String args, String message) {
        assertEquals(2, run(args.split(" +")));
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().startsWith("framebus: "), err.toString());
        assertTrue(err.toString().contains(message), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void shouldAskForACommand() {
        assertEquals(2, run());
        assertTrue(err.toString().startsWith("framebus: Missing required subcommand"), err.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "help", "load --help", "help load", "trace --help", "doctor --help", "--version"})
    void shouldHelp(String args) {
        assertEquals(0, run(args.split(" ")));
        assertTrue(out.toString().contains("framebus"), out.toString());
        assertEquals("", err.toString());
    }

    /** A description is a format to picocli, which complains on the JVM's own stderr where it is none: percent signs are doubled. */
    @Test
    void shouldFormatTheHelpOfAllCommands() {
        PrintStream stderr = System.err;
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        System.setErr(new PrintStream(complaints, true, StandardCharsets.UTF_8));
        try {
            Main.commandLine().getSubcommands().keySet().forEach(command -> run("help", command));
        } finally {
            System.setErr(stderr);
        }
        assertEquals("", complaints.toString(StandardCharsets.UTF_8));
        assertTrue(out.toString().contains("goodput>=95%,"), out.toString());
        assertFalse(out.toString().contains("%%"), out.toString());
    }

    @Test
    void shouldDocumentExitCodes() {
        run("load", "--help");
        for (String code : new String[] {"0", "1", "2", "3", "99", "130"}) {
            assertTrue(out.toString().lines().anyMatch(line -> line.startsWith("  " + code + " ")), code);
        }
        assertTrue(out.toString().contains("99.9 % of the frames"), out.toString());
    }

    @Test
    void shouldRunALoad() throws IOException {
        Path json = directory.resolve("load.json");
        Path html = directory.resolve("load.html");
        // How late frames are depends on the machine, so that this may be INVALID; never anything else.
        int exitCode = run(
                "load",
                "--streams=2",
                "--subscribers=3",
                "--duration=600ms",
                "--warmup=200ms",
                "--rate-factor=10",
                "--json=" + json,
                "--html=" + html,
                "--hdr=" + directory.resolve("hdr"));
        assertTrue(exitCode == 0 || exitCode == 3, err.toString());
        assertTrue(out.toString().contains("\nslow 100 ms"), out.toString());
        assertTrue(
                out.toString().lines().reduce("", (first, last) -> last).matches("(OK|INVALID)  .*"), out.toString());
        assertTrue(err.toString().lines().anyMatch(line -> line.startsWith("measure ")), err.toString());
        assertTrue(Files.readString(json).contains("framebus-load/1"));
        String page = Files.readString(html);
        assertTrue(page.contains("<h1>2 streams x 3 subscribers, 600 ms of trace film-1080p24</h1>"), page);
        assertTrue(page.contains("./framebus load --streams=2 --subscribers=3 --duration=600ms "), page);
        assertTrue(page.contains("Tag=end-to-end-slow-100-ms,"), page);
        assertTrue(Files.exists(directory.resolve("hdr").resolve("send-delay.hgrm")));
    }

    @Test
    void shouldPlayAMediaFileQuietly() throws IOException {
        Path media = directory.resolve("bframes.mp4");
        try (InputStream in = MainTest.class.getResourceAsStream("media/bframes.mp4")) {
            Files.copy(in, media);
        }
        int exitCode = run("load", "--media=" + media, "--duration=300ms", "--warmup=0s", "--slow=none", "-q");
        assertTrue(exitCode == 0 || exitCode == 3, err.toString());
        // A busy machine adds notes before the verdict.
        assertEquals(
                1,
                out.toString()
                        .lines()
                        .filter(line -> !line.startsWith("note: "))
                        .count(),
                out.toString());
        assertFalse(out.toString().contains("\u001b"), out.toString());
        assertEquals("", err.toString());
    }

    @Test
    void shouldWriteNothingButTheResultsInAFormatForPrograms() throws IOException {
        int exitCode = run(
                "load",
                "--streams=1",
                "--duration=300ms",
                "--warmup=100ms",
                "--format=json",
                "--slo=max=0s,loss=0",
                "--color=always");
        assertTrue(exitCode == 99 || exitCode == 3, err.toString());
        JsonNode root = new ObjectMapper().readTree(out.toString());
        assertEquals(exitCode, root.get("exitCode").asInt());
        assertEquals("healthy:max = 0 ns", root.at("/objectives/0/objective").asText());
        assertTrue(err.toString().startsWith("media    trace film-1080p24"), err.toString());
        assertTrue(err.toString().contains("\u001b[1;3"), err.toString());
        assertFalse(out.toString().contains("\u001b"), out.toString());
    }
}
