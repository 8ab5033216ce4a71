package io.framebus.bench.text;

import io.framebus.Resync;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the values of options are written. What is wrong with one is said in a message that shows what is right. */
public final class Values {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)\\s*([a-zA-Z]*)");
    private static final Map<String, Long> TIME_UNITS_NS = Map.of(
            "ns",
            1L,
            "us",
            1_000L,
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "h",
            3_600_000_000_000L);
    private static final Map<String, Long> BYTE_UNITS = Map.of(
            "", 1L, "b", 1L, "k", 1L << 10, "kib", 1L << 10, "m", 1L << 20, "mib", 1L << 20, "g", 1L << 30, "gib",
            1L << 30);
    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private Values() {}

    /** A time with its unit. */
    public static Duration duration(String text) {
        return Duration.ofNanos(
                scaled(text, TIME_UNITS_NS, "a time with its unit (ns, us, ms, s, m, h), as 50ms or 1.5s"));
    }

    /** A number of bytes. */
    public static long bytes(String text) {
        return scaled(text, BYTE_UNITS, "a number of bytes, as 4096, 512KiB or 4MiB");
    }

    private static long scaled(String text, Map<String, Long> units, String wanted) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip());
        if (matcher.matches()) {
            Long unit = units.get(matcher.group(2).toLowerCase(Locale.ROOT));
            if (unit != null) {
                BigDecimal value = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
                return value.min(MAX).longValue();
            }
        }
        throw new TypeConversionException("'" + text + "' is not " + wanted);
    }

    /** A number of things, 0 or more; {@code wanted} says what is right. */
    public static int count(String text, String whole, String wanted) {
        try {
            int count = Integer.parseInt(text.strip());
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, for negative numbers as well.
        }
        throw new TypeConversionException("'" + whole + "' is not " + wanted);
    }

    /** The constant of that name; {@code sync-point} stands for {@code SYNC_POINT}. */
    public static <E extends Enum<E>> E constant(Class<E> type, String text) {
        String wanted = text.strip().replace('-', '_');
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(wanted)) {
                return constant;
            }
        }
        String names = Arrays.stream(type.getEnumConstants()).map(Values::name).collect(Collectors.joining(", "));
        throw new TypeConversionException("'" + text + "' is not one of " + names);
    }

    /** A constant as it is written in options. */
    public static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For picocli. */
    public static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            return duration(value);
        }
    }

    /** For picocli. */
    public static final class ResyncConverter implements ITypeConverter<Resync> {
        @Override
        public Resync convert(String value) {
            return constant(Resync.class, value);
        }
    }

    /** For picocli. */
    public static final class BytesConverter implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            return bytes(value);
        }
    }
}
