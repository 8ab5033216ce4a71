package io.framebus.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class CompareCommandTest {
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
                "compare --payload 0               | --payload must be between 1 and 8388608, is 0",
                "compare --payload 1kg             | is not a number of bytes",
                "compare --payload 5 --trace x     | --payload and --trace exclude each other",
                "compare --trace nothing           | nothing",
                "compare --subscribers 0           | --subscribers must be between 1 and 4096, is 0",
                "compare --subscribers 1,x         | Invalid value for option '--subscribers'",
                "compare --peers kafka             | kafka' is not a peer; there are framebus, framebus-in-place, framebus-batch, framebus-egress, framebus-egress-batch, agrona",
                "compare --measure speed           | is not one of cost, flow",
                "compare --rate -1                 | --rate must be between 0 and 100,000,000, is -1",
                "compare --threads 0               | --threads must be between 1 and 64, is 0",
                "compare --idle sleep              | is not one of spin, yield, backoff",
                "compare --capacity-frames 3       | --capacity-frames must be between 4 and",
                "compare --capacity-bytes 1KiB     | --capacity-bytes must be between 153600",
                "compare --capacity-frames 64      | --batch must be between 1 and 32, is 64",
                "compare --read some               | is not one of ends, all",
                "compare --rounds 0                | --rounds must be between 1 and 1000, is 0",
                "compare --slices 0                | --slices must be between 1 and 1000, is 0",
                "compare --duration 1ms            | --duration must be between 50 ms and 1h, is 1 ms",
                "compare --warmup 9h               | --warmup must be between 50 ms and 1h",
                "compare --json /nowhere/x.json    | --json /nowhere/x.json cannot be written",
                "compare --html /nowhere/x.html    | --html /nowhere/x.html cannot be written",
                "compare --bogus                   | Unknown option: '--bogus'",
            })
    void shouldTellBadOptionsInOneLine(String args, String message) {
        assertEquals(2, run(args.split(" +")));
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().contains(message), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void shouldDocumentExitCodes() {
        assertEquals(0, run("compare", "--help"));
        for (String code : new String[] {"0", "1", "2", "130"}) {
            assertTrue(out.toString().lines().anyMatch(line -> line.startsWith("  " + code + " ")), code);
        }
    }

    @Test
    void shouldCompare() throws IOException {
        Path json = directory.resolve("compare.json");
        Path html = directory.resolve("compare.html");
        int exitCode = run(
                "compare",
                "--rounds=1",
                "--duration=50ms",
                "--warmup=50ms",
                "--peers=disruptor,bare-copy",
                "--subscribers=2",
                "--jvm-options=-Xmx256m",
                "--json=" + json,
                "--html=" + html);
        assertEquals(0, exitCode, out.toString() + err);
        assertTrue(out.toString().lines().findFirst().orElse("").matches("(AHEAD|NOT AHEAD) .*"), out.toString());
        for (String peer : new String[] {"framebus", "disruptor", "bare-copy"}) {
            assertTrue(out.toString().lines().anyMatch(line -> line.startsWith(peer + " ")), peer);
        }
        assertTrue(err.toString().contains("5/5  round 1"), err.toString());
        assertTrue(Files.readString(json).contains("framebus-compare/1"));
        assertTrue(Files.readString(html).contains("</html>"));
    }

    @Test
    void shouldPlayATraceAndWriteRecords() {
        int exitCode = run(
                "compare",
                "--rounds=1",
                "--duration=50ms",
                "--warmup=50ms",
                "--peers=agrona",
                "--subscribers=1",
                "--measure=cost",
                "--trace=screenshare-720p",
                "--capacity-frames=128",
                "--format=csv",
                "-q");
        assertEquals(0, exitCode, out.toString() + err);
        assertEquals("", err.toString());
        assertEquals(3, out.toString().lines().count(), out.toString());
        assertTrue(out.toString().startsWith("round,measure,subscribers,peer,fault,publishNs,"), out.toString());
    }
}
