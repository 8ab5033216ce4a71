package io.framebus.bench.tune;

import io.framebus.StreamConfig;
import io.framebus.bench.text.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.ToLongFunction;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Capacities to try: {@code 64..4096:x2}, or some joined by commas. Each becomes the power of two that a ring really has.
 *
 * @param values powers of two, in rising order
 */
record CapacityRange(List<Integer> values) {
    private static final int MAX_VALUES = 32;

    CapacityRange {
        values = List.copyOf(values);
    }

    private static CapacityRange parse(String text, ToLongFunction<String> number, long max, String wanted) {
        List<Long> asked = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            int dots = part.indexOf("..");
            if (dots < 0) {
                asked.add(number.applyAsLong(part));
            } else {
                addRange(asked, text, part, dots, number, wanted);
            }
            if (asked.size() > MAX_VALUES) {
                throw new TypeConversionException("'" + text + "' are more than " + MAX_VALUES + " capacities");
            }
        }
        LongUnaryOperator checked = value -> {
            if (value < 1 || value > max) {
                throw new TypeConversionException(
                        "'" + text + "': a capacity must be between 1 and " + max + ", is " + value);
            }
            return Capacity.powerOfTwoFrom(value);
        };
        return new CapacityRange(asked.stream()
                .map(value -> (int) checked.applyAsLong(value))
                .distinct()
                .sorted()
                .toList());
    }

    private static void addRange(
            List<Long> asked, String text, String part, int dots, ToLongFunction<String> number, String wanted) {
        int colon = part.indexOf(':', dots);
        String step = colon < 0 ? "x2" : part.substring(colon + 1);
        long from = number.applyAsLong(part.substring(0, dots));
        long to = number.applyAsLong(part.substring(dots + 2, colon < 0 ? part.length() : colon));
        if (!step.matches("x(2|4|8|16)") || from < 1 || from > to) {
            throw new TypeConversionException("'" + text + "' is not " + wanted);
        }
        long factor = Long.parseLong(step.substring(1));
        for (long value = from; value <= to && asked.size() <= MAX_VALUES; value *= factor) {
            asked.add(value);
        }
    }

    /** For picocli: numbers of frames. */
    static final class FramesConverter implements ITypeConverter<CapacityRange> {
        private static final String WANTED =
                "FROM..TO:xN, as 64..4096:x2 with N of 2, 4, 8 or 16, or numbers of frames joined by commas";

        @Override
        public CapacityRange convert(String value) {
            return parse(value, part -> Values.count(part, value, WANTED), StreamConfig.MAX_CAPACITY_FRAMES, WANTED);
        }
    }

    /** For picocli: numbers of bytes. */
    static final class BytesConverter implements ITypeConverter<CapacityRange> {
        private static final String WANTED =
                "FROM..TO:xN, as 1MiB..16MiB:x2 with N of 2, 4, 8 or 16, or sizes joined by commas";

        @Override
        public CapacityRange convert(String value) {
            return parse(value, Values::bytes, StreamConfig.MAX_CAPACITY_BYTES, WANTED);
        }
    }
}
