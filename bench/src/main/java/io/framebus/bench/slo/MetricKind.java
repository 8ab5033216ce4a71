package io.framebus.bench.slo;

import io.framebus.bench.text.Values;
import picocli.CommandLine.TypeConversionException;

/** What is measured, which decides how a limit for it is written. */
public enum MetricKind {
    /** A time in nanoseconds. */
    TIME("a time, so its limit has a unit (ns, us, ms, s)", "<2ms"),
    /** Some of many. Its limit is a percentage, or the number of them. */
    SHARE("a share, so its limit is a percentage, or a whole number of them", "<0.1%"),
    /** A number of things. */
    COUNT("a count, so its limit is a whole number", "=0");

    private final String wanted;
    private final String example;

    MetricKind(String wanted, String example) {
        this.wanted = wanted;
        this.example = example;
    }

    /**
     * The limit that {@code text} says for a metric of this kind.
     *
     * @param objective the objective it stands in, for the message
     * @throws IllegalArgumentException if it is not one
     */
    Limit limit(String objective, String metric, String text) {
        try {
            return switch (this) {
                case TIME -> new Limit(Limit.Unit.NS, Values.duration(text).toNanos());
                case SHARE -> text.endsWith("%") ? percentage(text) : number(text);
                case COUNT -> number(text);
            };
        } catch (NumberFormatException | TypeConversionException notOne) {
            throw new IllegalArgumentException(
                    "'" + objective + "': " + metric + " is " + wanted + ", as " + metric + example);
        }
    }

    private static Limit percentage(String text) {
        double percent = Double.parseDouble(digits(text.substring(0, text.length() - 1)));
        if (percent > 100) {
            throw new NumberFormatException(text);
        }
        return new Limit(Limit.Unit.SHARE, percent / 100);
    }

    private static Limit number(String text) {
        return new Limit(Limit.Unit.NUMBER, Long.parseLong(digits(text)));
    }

    /** Java's own parsers would take signs, exponents, NaN and the letters of literals. */
    private static String digits(String text) {
        String stripped = text.strip();
        if (!stripped.matches("\\d{1,15}(\\.\\d{1,9})?")) {
            throw new NumberFormatException(text);
        }
        return stripped;
    }
}
