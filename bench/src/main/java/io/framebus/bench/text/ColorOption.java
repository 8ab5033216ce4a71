package io.framebus.bench.text;

import picocli.CommandLine.Option;

/** {@code --color}, to be mixed into commands. */
public final class ColorOption {
    @Option(
            names = "--color",
            paramLabel = "WHEN",
            converter = ColorWhen.Converter.class,
            description = "Colours: auto (on a terminal, unless NO_COLOR is set), always or never. Default: auto.")
    private ColorWhen when = ColorWhen.AUTO;

    /** For picocli. */
    public ColorOption() {}

    /** Where standard output goes to. */
    public Screen output() {
        return Screen.ofOutput(when);
    }

    /** Where standard error goes to. */
    public Screen error() {
        return Screen.ofError(when);
    }
}
