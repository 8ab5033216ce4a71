package io.framebus.bench.text;

import java.util.Map;
import java.util.function.IntSupplier;

/**
 * What can be done where output goes to.
 *
 * @param interactive whether a line can be rewritten, since a terminal shows it
 * @param columns how much fits a line; as much as one likes where it is not a terminal
 * @param colourful whether colours are wanted
 */
public record Screen(boolean interactive, int columns, boolean colourful) {
    /** A file or a pipe. */
    public static final Screen PLAIN = new Screen(false, Integer.MAX_VALUE, false);

    private static final int DEFAULT_COLUMNS = 80;
    private static final int MIN_COLUMNS = 20;

    /** Where standard output goes to. May start a process: not to be asked while something is measured. */
    public static Screen ofOutput(ColorWhen when) {
        return of(Terminal.is(1), System.getenv(), when, () -> Terminal.columns(1));
    }

    /** Where standard error goes to. May start a process: not to be asked while something is measured. */
    public static Screen ofError(ColorWhen when) {
        return of(Terminal.is(2), System.getenv(), when, () -> Terminal.columns(2));
    }

    /** @param asked what the terminal itself says of its width; 0: nothing */
    static Screen of(boolean terminal, Map<String, String> environment, ColorWhen when, IntSupplier asked) {
        boolean colourful = when.applies(terminal, environment);
        if (!terminal || "dumb".equals(environment.get("TERM"))) {
            return new Screen(false, Integer.MAX_VALUE, colourful);
        }
        int columns = columns(environment.getOrDefault("COLUMNS", ""));
        if (columns == 0) {
            columns = asked.getAsInt();
        }
        return new Screen(true, columns == 0 ? DEFAULT_COLUMNS : Math.max(columns, MIN_COLUMNS), colourful);
    }

    private static int columns(String text) {
        return text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    }

    /** The text in that style, if colours are wanted. */
    public String paint(Style style, String text) {
        return colourful ? style.paint(text) : text;
    }
}
