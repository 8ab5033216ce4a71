package io.framebus.bench.report;

import io.framebus.bench.measure.OutputFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option {@code --html} of commands that make a page: a mixin for picocli. */
public final class HtmlOption {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);

    /** Set by picocli. */
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a report for people there: one HTML page that needs no network.")
    private @Nullable Path html;

    /** For picocli. */
    public HtmlOption() {}

    /** Whether a page was asked for. */
    public boolean isWanted() {
        return html != null;
    }

    /**
     * Makes sure that a page can be written there, leaving what is there as it is. Before the work is begun.
     *
     * @throws IllegalArgumentException if it cannot
     */
    public void checkWritable() {
        OutputFiles.checkWritable("--html", html);
    }

    /** Writes the page if one was asked for. */
    public void write(ReportPage page) throws IOException {
        if (html != null) {
            page.write(html);
        }
    }

    /** The command line that is being run, to paste into a shell. */
    public String commandLine() {
        return spec.root().commandLine().getParseResult().originalArgs().stream()
                .map(HtmlOption::quoted)
                .collect(Collectors.joining(" ", "./framebus ", ""));
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9@%+=:,./_-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }

    /** When a page is made, and by which version. */
    public static String madeNow() {
        String version = HtmlOption.class.getPackage().getImplementationVersion();
        return WHEN.format(OffsetDateTime.now(ZoneOffset.UTC)) + ", framebus "
                + (version == null ? "(unpackaged)" : version);
    }
}
