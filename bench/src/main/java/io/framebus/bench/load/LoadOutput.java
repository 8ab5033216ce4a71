package io.framebus.bench.load;

import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.measure.Spinning;
import io.framebus.bench.text.ColorOption;
import io.framebus.bench.text.OutputFormat;
import io.framebus.bench.text.Screen;
import io.framebus.bench.text.TextTable;
import java.io.PrintWriter;

/**
 * Where the words of a run go: as a table, all to standard output; in any other format only the results, and to standard error
 * what a person wants to know beside them.
 */
final class LoadOutput {
    private final PrintWriter out;
    private final PrintWriter err;
    private final OutputFormat format;
    private final Screen screen;
    private final Screen errScreen;
    private final boolean quiet;

    /** Asks for the size of the terminal, so not to be called while something is measured. */
    LoadOutput(PrintWriter out, PrintWriter err, OutputFormat format, ColorOption colour, boolean quiet) {
        this.out = out;
        this.err = err;
        this.format = format;
        this.screen = format.isForTerminal() ? colour.output() : colour.error();
        this.errScreen = colour.error();
        this.quiet = quiet;
    }

    /** What is going to be done, and what may spoil it. */
    void plan(LoadConfig config) {
        say(TextReport.plan(config, screen.columns()));
        Spinning.hint(config.spinningThreads())
                .ifPresent(hint -> say(TextTable.wrap("note     " + hint, 9, screen.columns()) + '\n'));
    }

    /** How it stands while it runs. */
    Progress progress() {
        return new Progress(err, errScreen, quiet);
    }

    /** What is not part of the results. */
    void say(String text) {
        if (!quiet) {
            PrintWriter to = format.isForTerminal() ? out : err;
            to.print(text);
            to.flush();
        }
    }

    /** What came out. */
    void results(LoadConfig config, RunFigures figures, RunVerdict verdict) {
        switch (format) {
            case TABLE ->
                say('\n' + TextReport.results(config, figures, screen.columns()) + '\n' + objectives(verdict));
            case JSON -> out.print(JsonReport.of(config, figures, verdict).toPrettyString() + '\n');
            case CSV -> out.print(LoadTables.records(figures, verdict).toString(format));
            case MARKDOWN -> out.print(markdown(config, figures, verdict));
        }
        String line = TextReport.verdict(verdict, figures, screen) + System.lineSeparator();
        if (format.isForTerminal()) {
            out.print(line);
        } else {
            say(line);
        }
        out.flush();
    }

    private String objectives(RunVerdict verdict) {
        return verdict.judgements().isEmpty() ? "" : verdict.objectives().toString(screen.columns()) + '\n';
    }

    private String markdown(LoadConfig config, RunFigures figures, RunVerdict verdict) {
        StringBuilder text = new StringBuilder();
        text.append("**")
                .append(verdict.outcome())
                .append("** ")
                .append(verdict.reason())
                .append("\n\n");
        text.append("```\n").append(TextReport.plan(config, Integer.MAX_VALUE)).append("```\n\n");
        text.append(LoadTables.subscribers(figures).toString(format)).append('\n');
        text.append(LoadTables.latencies(figures).toString(format));
        if (!verdict.judgements().isEmpty()) {
            text.append('\n').append(verdict.objectives().toString(format));
        }
        return text.toString();
    }
}
