package io.framebus.bench.text;

import picocli.CommandLine.ITypeConverter;

/** In what form a command writes its results to standard output. */
public enum OutputFormat {
    /** Aligned text, for people. */
    TABLE,
    /** For programs. */
    JSON,
    /** For spreadsheets: RFC 4180. */
    CSV,
    /** For pages: tables as GitHub has them. */
    MARKDOWN;

    /** Whether standard output may have other things on it than the results: a plan before them, colours, remarks. */
    public boolean isForTerminal() {
        return this == TABLE;
    }

    /** For picocli. */
    public static final class Converter implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String value) {
            return Values.constant(OutputFormat.class, value);
        }
    }
}
