package io.framebus.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.media.BundledTraces;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TraceCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    private Path media;

    @BeforeEach
    void copyMedia() throws IOException {
        media = directory.resolve("bframes.mp4");
        try (InputStream in = TraceCommandTest.class.getResourceAsStream("media/bframes.mp4")) {
            Files.copy(in, media);
        }
    }

    @Test
    void shouldWriteTheTraceToStandardOutput() {
        assertEquals(0, run("extract", media.toString()));
        assertTrue(
                out.toString().startsWith("# framebus-trace 1\n# name: bframes.mp4\n# track 0: codec=H264 "),
                out.toString());
        assertEquals(
                50 + 95,
                out.toString().lines().filter(line -> !line.startsWith("#")).count() - 1);
    }

    @Test
    void shouldWriteTheTraceToAFileThatShowReads() throws IOException {
        Path trace = directory.resolve("out.csv");
        assertEquals(0, run("extract", media.toString(), "-o", trace.toString(), "--name", "n", "--attribution", "me"));
        assertEquals("", out.toString());
        assertEquals(0, run("show", trace.toString()));
        assertTrue(out.toString().contains("attribution  me\n"), out.toString());
        assertTrue(out.toString().contains("discardable     18"), out.toString());
    }

    @Test
    void shouldNotOverwriteTheMediaWithItsTrace() throws IOException {
        long size = Files.size(media);
        assertEquals(2, run("extract", media.toString(), "-o", media.toString()));
        assertEquals(size, Files.size(media));
    }

    @Test
    void shouldListAndShowBundledTraces() {
        assertEquals(0, run("list"));
        for (String name : BundledTraces.names()) {
            assertTrue(out.toString().contains("\n" + name + " "), out.toString());
            assertEquals(0, run("show", name));
        }
    }

    @Test
    void shouldEndWithOneLineAndExitCode2WhenThereIsNothingToRead() {
        assertEquals(2, run("show", "missing"));
        assertEquals("missing: does not exist" + System.lineSeparator(), err.toString());
        assertFalse(out.toString().contains("missing"));
        assertEquals(
                2,
                run(
                        "extract",
                        media.toString(),
                        "-o",
                        directory.resolve("no/such/place").toString()));
        assertEquals(2, run("extract", "missing", "-o", media.toString()));
        assertTrue(err.toString().endsWith("missing: does not exist" + System.lineSeparator()), err.toString());
        assertEquals(2, run("extract", media.toString(), "--fps", "-1"));
        assertEquals(2, run());
    }

    /** As the main program runs it: errors of the media are a line and exit code 2. */
    private int run(String... arguments) {
        return new CommandLine(new TraceCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println(e.getMessage());
                    return 2;
                })
                .execute(arguments);
    }
}
