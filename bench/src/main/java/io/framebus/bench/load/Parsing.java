package io.framebus.bench.load;

import io.framebus.MaxLagPolicy;
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
final class Parsing {
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

    private Parsing() {}

    static Duration duration(String text) {
        return Duration.ofNanos(
                scaled(text, TIME_UNITS_NS, "a time with its unit (ns, us, ms, s, m, h), as 50ms or 1.5s"));
    }

    static long bytes(String text) {
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

    private static int count(String text, String whole, String wanted) {
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
    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        String wanted = text.strip().replace('-', '_');
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(wanted)) {
                return constant;
            }
        }
        String names = Arrays.stream(type.getEnumConstants()).map(Parsing::name).collect(Collectors.joining(", "));
        throw new TypeConversionException("'" + text + "' is not one of " + names);
    }

    /** A constant as it is written in options. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            return duration(value);
        }
    }

    static final class BytesConverter implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            return bytes(value);
        }
    }

    /** {@code K@DELAY}, or {@code none}. */
    static final class SlowConverter implements ITypeConverter<SubscriberClass> {
        private static final String WANTED = "K@DELAY, as 2@100ms, or none";

        @Override
        public SubscriberClass convert(String value) {
            if (value.equals("none") || value.equals("0")) {
                return SubscriberClass.slow(0, Duration.ofMillis(1));
            }
            String[] parts = value.split("@", -1);
            if (parts.length != 2) {
                throw new TypeConversionException("'" + value + "' is not " + WANTED);
            }
            Duration hold = duration(parts[1]);
            if (hold.isZero()) {
                throw new TypeConversionException("'" + value + "' has no delay: it is to be more than 0");
            }
            return SubscriberClass.slow(count(parts[0], value, WANTED), hold);
        }
    }

    /** {@code K@EVERY/LENGTH}, or {@code none}. */
    static final class StallConverter implements ITypeConverter<SubscriberClass> {
        private static final String WANTED = "K@EVERY/LENGTH, as 2@5s/1s, or none";

        @Override
        public SubscriberClass convert(String value) {
            if (value.equals("none") || value.equals("0")) {
                return SubscriberClass.stalled(0, Duration.ofSeconds(2), Duration.ofSeconds(1));
            }
            String[] parts = value.split("[@/]", -1);
            if (parts.length != 3) {
                throw new TypeConversionException("'" + value + "' is not " + WANTED);
            }
            Duration every = duration(parts[1]);
            Duration length = duration(parts[2]);
            if (length.isZero() || length.compareTo(every) >= 0) {
                throw new TypeConversionException("'" + value
                        + "': a stall is to be shorter than the time from one to the" + " next, and more than 0");
            }
            return SubscriberClass.stalled(count(parts[0], value, WANTED), every, length);
        }
    }

    /** Limits joined by commas: a subscriber is evicted when it passes any of them. */
    static final class MaxLagConverter implements ITypeConverter<MaxLagPolicy> {
        private static final String WANTED = "none, or one or more of cumulative=FRAMES, within=FRAMES/WINDOW,"
                + " behind-live=TIME and stalled-for=TIME joined by commas";

        @Override
        public MaxLagPolicy convert(String value) {
            MaxLagPolicy policy = MaxLagPolicy.none();
            for (String limit : value.split(",", -1)) {
                MaxLagPolicy next = one(limit.strip(), value);
                policy = policy.equals(MaxLagPolicy.none()) ? next : policy.or(next);
            }
            return policy;
        }

        private static MaxLagPolicy one(String limit, String whole) {
            int equals = limit.indexOf('=');
            String name = equals < 0 ? limit : limit.substring(0, equals);
            String argument = equals < 0 ? "" : limit.substring(equals + 1);
            try {
                return switch (name) {
                    case "none" -> MaxLagPolicy.none();
                    case "cumulative" -> MaxLagPolicy.cumulative(count(argument, whole, WANTED));
                    case "within" -> within(argument, whole);
                    case "behind-live" -> MaxLagPolicy.behindLive(duration(argument));
                    case "stalled-for" -> MaxLagPolicy.stalledFor(duration(argument));
                    default -> throw new TypeConversionException("'" + whole + "' is not " + WANTED);
                };
            } catch (IllegalArgumentException outOfRange) {
                throw new TypeConversionException("'" + whole + "': " + outOfRange.getMessage());
            }
        }

        private static MaxLagPolicy within(String argument, String whole) {
            int slash = Math.max(argument.indexOf('/'), 0);
            int frames = count(argument.substring(0, slash), whole, WANTED);
            return MaxLagPolicy.within(frames, duration(argument.substring(slash + 1)));
        }
    }

    static final class ResyncConverter implements ITypeConverter<Resync> {
        @Override
        public Resync convert(String value) {
            return constant(Resync.class, value);
        }
    }

    static final class ReadModeConverter implements ITypeConverter<ReadMode> {
        @Override
        public ReadMode convert(String value) {
            return constant(ReadMode.class, value);
        }
    }

    static final class IdlingConverter implements ITypeConverter<Idling> {
        @Override
        public Idling convert(String value) {
            return constant(Idling.class, value);
        }
    }
}
