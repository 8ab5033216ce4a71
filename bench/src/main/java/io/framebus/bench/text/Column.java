package io.framebus.bench.text;

import java.util.Locale;
import java.util.function.Function;

/**
 * A column of a {@link Table}: what its values are, and so how people and programs are shown them. Immutable.
 *
 * @param header for people
 * @param name for programs, with the unit: {@code p99Ns}
 * @param rightAligned whether figures stand below each other
 * @param format a value as people read it
 */
public record Column(String header, String name, boolean rightAligned, Function<Object, String> format) {
    /** Words. */
    public static Column text(String header) {
        return new Column(header, nameOf(header, ""), false, String::valueOf);
    }

    /** A number of things. Whole. */
    public static Column count(String header) {
        return number(header, "", value -> Units.count(Math.round(value)));
    }

    /** A number without a unit, as a factor. */
    public static Column number(String header) {
        return number(header, "", Units::three);
    }

    /** A time in nanoseconds. */
    public static Column time(String header) {
        return number(header, "Ns", Units::time);
    }

    /** A number of bytes. */
    public static Column bytes(String header) {
        return number(header, "Bytes", Units::bytes);
    }

    /** A number per second. */
    public static Column rate(String header) {
        return number(header, "PerSecond", Units::rate);
    }

    /** Bytes per second. */
    public static Column byteRate(String header) {
        return number(header, "BytesPerSecond", Units::byteRate);
    }

    /** A share from 0 to 1. People are shown percent, and 100 or 0 only where that is exact. */
    public static Column share(String header) {
        return number(header, "Share", Units::share);
    }

    /** Yes or no. */
    public static Column flag(String header) {
        return new Column(header, nameOf(header, ""), false, value -> Boolean.TRUE.equals(value) ? "yes" : "no");
    }

    private static Column number(String header, String unit, Function<Double, String> format) {
        return new Column(header, nameOf(header, unit), true, value -> format.apply(((Number) value).doubleValue()));
    }

    /** The same column under another name for programs. */
    public Column named(String otherName) {
        return new Column(header, otherName, rightAligned, format);
    }

    /** {@code due to handler}: {@code dueToHandlerNs}. {@code p99.9}: {@code p999Ns}, as in the JSON reports. */
    private static String nameOf(String header, String unit) {
        StringBuilder name = new StringBuilder();
        for (String word : header.replace(".", "").split("[^\\p{Alnum}]+", -1)) {
            if (!word.isEmpty()) {
                String lower = word.toLowerCase(Locale.ROOT);
                name.append(name.isEmpty() ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
            }
        }
        return name + unit;
    }
}
