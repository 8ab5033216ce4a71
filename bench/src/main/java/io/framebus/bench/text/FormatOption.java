package io.framebus.bench.text;

import picocli.CommandLine.Option;

/**
 * {@code --format}, to be mixed into commands. A command that has it writes nothing but its results to standard output, unless
 * the format {@linkplain OutputFormat#isForTerminal is for a terminal}; everything else goes to standard error.
 */
public final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = OutputFormat.Converter.class,
            description =
                    "Write the results to standard output as table, json, csv or markdown, and, unless as a table,"
                            + " nothing else there. Default: table.")
    private OutputFormat format = OutputFormat.TABLE;

    /** For picocli. */
    public FormatOption() {}

    /** What was chosen. */
    public OutputFormat format() {
        return format;
    }
}
