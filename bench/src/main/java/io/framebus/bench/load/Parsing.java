package io.framebus.bench.load;

import io.framebus.MaxLagPolicy;
import io.framebus.bench.text.Values;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the values of this command's own options are written. What is wrong with one is said in a message that shows what is right. */
public final class Parsing {
    private Parsing() {}

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
            Duration hold = Values.duration(parts[1]);
            if (hold.isZero()) {
                throw new TypeConversionException("'" + value + "' has no delay: it is to be more than 0");
            }
            return SubscriberClass.slow(Values.count(parts[0], value, WANTED), hold);
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
            Duration every = Values.duration(parts[1]);
            Duration length = Values.duration(parts[2]);
            if (length.isZero() || length.compareTo(every) >= 0) {
                throw new TypeConversionException("'" + value
                        + "': a stall is to be shorter than the time from one to the" + " next, and more than 0");
            }
            return SubscriberClass.stalled(Values.count(parts[0], value, WANTED), every, length);
        }
    }

    /** Limits joined by commas: a subscriber is evicted when it passes any of them. */
    public static final class MaxLagConverter implements ITypeConverter<MaxLagPolicy> {
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
                    case "cumulative" -> MaxLagPolicy.cumulative(Values.count(argument, whole, WANTED));
                    case "within" -> within(argument, whole);
                    case "behind-live" -> MaxLagPolicy.behindLive(Values.duration(argument));
                    case "stalled-for" -> MaxLagPolicy.stalledFor(Values.duration(argument));
                    default -> throw new TypeConversionException("'" + whole + "' is not " + WANTED);
                };
            } catch (IllegalArgumentException outOfRange) {
                throw new TypeConversionException("'" + whole + "': " + outOfRange.getMessage());
            }
        }

        private static MaxLagPolicy within(String argument, String whole) {
            int slash = Math.max(argument.indexOf('/'), 0);
            int frames = Values.count(argument.substring(0, slash), whole, WANTED);
            return MaxLagPolicy.within(frames, Values.duration(argument.substring(slash + 1)));
        }
    }

    static final class ReadModeConverter implements ITypeConverter<ReadMode> {
        @Override
        public ReadMode convert(String value) {
            return Values.constant(ReadMode.class, value);
        }
    }
}
