package io.framebus.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class HtmlOptionTest {
    @Command(name = "framebus", subcommands = Sub.class)
    static final class Root {}

    @Command(name = "sub")
    static final class Sub {
        @Mixin
        private HtmlOption html = new HtmlOption();

        @Option(names = "--slo")
        private String slo = "";
    }

    @TempDir
    Path directory;

    private static Sub parsed(String... args) {
        CommandLine line = new CommandLine(new Root());
        line.parseArgs(args);
        return line.getSubcommands().get("sub").getCommand();
    }

    private static HtmlOption parse(String... args) {
        return parsed(args).html;
    }

    @Test
    void shouldWriteThePageThatWasAskedFor() throws IOException {
        Path file = directory.resolve("page.html");
        HtmlOption option = parse("sub", "--html=" + file);
        assertTrue(option.isWanted());
        option.checkWritable();
        ReportPage page = TestPages.everything("plain");
        option.write(page);
        assertEquals(page.html(), Files.readString(file));
    }

    @Test
    void shouldWriteNothingUnlessAskedTo() throws IOException {
        HtmlOption option = parse("sub");
        assertFalse(option.isWanted());
        option.checkWritable();
        option.write(TestPages.everything("plain"));
        assertEquals(0, directory.toFile().list().length);
    }

    @Test
    void shouldRefuseAPlaceThatCannotBeWrittenToBeforeTheWork() {
        Path nowhere = directory.resolve("none").resolve("page.html");
        HtmlOption option = parse("sub", "--html=" + nowhere);
        String message = assertThrows(IllegalArgumentException.class, option::checkWritable)
                .getMessage();
        assertTrue(message.startsWith("--html " + nowhere + " cannot be written: "), message);
    }

    @Test
    void shouldGiveTheCommandLineAsAShellReadsIt() {
        Sub sub = parsed("sub", "--slo", "p99.9<2ms it's", "--html=a.html");
        assertEquals("p99.9<2ms it's", sub.slo);
        assertEquals("./framebus sub --slo 'p99.9<2ms it'\\''s' --html=a.html", sub.html.commandLine());
    }
}
