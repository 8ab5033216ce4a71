package io.framebus.bench.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

@Timeout(30)
class TableTest {
    private final Table table = new Table(
                    Column.text("bus"),
                    Column.count("delivered"),
                    Column.share("lost"),
                    Column.time("p99.9"),
                    Column.bytes("memory per stream").named("streamBytes"),
                    Column.number("ratio"),
                    Column.flag("ok"))
            .row("frame|bus", 1_234_567L, 0.0005, 1_500_000, 4L << 20, 1.5, true)
            .row("a \"queue\", \\ of\nSPSC", 0, 0, null, 512, Double.NaN, false);

    @Test
    void shouldAlignFigures() {
        assertEquals(
                """
                bus       delivered    lost   p99.9  memory per stream  ratio  ok
                framebus  1,234,567  0.05 %  1.5 ms              4 MiB    1.5  yes
                queue             0     0 %       -              512 B      -  no
                """,
                new Table(table.columns())
                        .row("framebus", 1_234_567L, 0.0005, 1_500_000, 4L << 20, 1.5, true)
                        .row("queue", 0, 0, null, 512, Double.NaN, false)
                        .toString(OutputFormat.TABLE));
    }

    @Test
    void shouldWriteCsvAsTheRfcHasIt() {
        assertEquals("""
                bus,delivered,lostShare,p999Ns,streamBytes,ratio,ok\r
                frame|bus,1234567,0.0005,1500000,4194304,1.5,true\r
                "a ""queue"", \\ of
                SPSC",0,0,,512,,false\r
                """, table.toString(OutputFormat.CSV));
    }

    @Test
    void shouldEscapeWhatWouldBreakAMarkdownTable() {
        assertEquals("""
                | bus | delivered | lost | p99.9 | memory per stream | ratio | ok |
                | --- | ---: | ---: | ---: | ---: | ---: | --- |
                | frame\\|bus | 1,234,567 | 0.05 % | 1.5 ms | 4 MiB | 1.5 | yes |
                | a "queue", \\\\ of<br>SPSC | 0 | 0 % | - | 512 B | - | no |
                """, table.toString(OutputFormat.MARKDOWN));
    }

    @Test
    void shouldWriteRecordsWithTheUnitInEachName() throws IOException {
        JsonNode records = new ObjectMapper().readTree(table.toString(OutputFormat.JSON));
        assertEquals(new ObjectMapper().readTree("""
                                [{"bus": "frame|bus", "delivered": 1234567, "lostShare": 0.0005, "p999Ns": 1500000,
                                  "streamBytes": 4194304, "ratio": 1.5, "ok": true},
                                 {"bus": "a \\"queue\\", \\\\ of\\nSPSC", "delivered": 0, "lostShare": 0, "p999Ns": null,
                                  "streamBytes": 512, "ratio": null, "ok": false}]
                                """), records);
    }

    @Test
    void shouldRefuseARowThatDoesNotFit() {
        String message = assertThrows(IllegalArgumentException.class, () -> table.row("a", 1))
                .getMessage();
        assertEquals("a row of 2 values in a table of 7 columns", message);
    }

    @Test
    void shouldNameColumnsForPrograms() {
        assertEquals("dueToHandlerNs", Column.time("due to handler").name());
        assertEquals("p9999Ns", Column.time("p99.99").name());
        assertEquals("sentBytesPerSecond", Column.byteRate("Sent").name());
        assertEquals("offeredPerSecond", Column.rate("offered").name());
    }

    @Command(name = "test")
    private static final class WithFormat {
        @Mixin
        private FormatOption format = new FormatOption();
    }

    private static OutputFormat parse(String... args) {
        WithFormat command = new WithFormat();
        new CommandLine(command).parseArgs(args);
        return command.format.format();
    }

    @Test
    void shouldBeChosenByAnOption() {
        assertEquals(OutputFormat.TABLE, parse());
        assertTrue(parse().isForTerminal());
        assertEquals(OutputFormat.CSV, parse("--format=CSV"));
        assertEquals(OutputFormat.MARKDOWN, parse("--format", "markdown"));
        assertFalse(parse("--format=json").isForTerminal());
        String message = assertThrows(ParameterException.class, () -> parse("--format=xml"))
                .getMessage();
        assertTrue(message.contains("'xml' is not one of table, json, csv, markdown"), message);
    }
}
