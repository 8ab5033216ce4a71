package io.framebus.bench.slo;

import io.framebus.bench.text.Units;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What a metric is compared with.
 *
 * @param unit what {@code value} is
 * @param value nanoseconds, a share from 0 to 1, or a number of things
 */
public record Limit(Unit unit, double value) {
    /** What a limit is a number of. */
    public enum Unit {
        NS,
        SHARE,
        NUMBER
    }

    private static final MathContext PLAIN = new MathContext(9);

    /** As people read it: {@code 2 ms}, {@code 0.1 %}, {@code 10}. */
    @Override
    public String toString() {
        return switch (unit) {
            case NS -> Units.time(value);
            case SHARE ->
                BigDecimal.valueOf(100 * value)
                                .round(PLAIN)
                                .stripTrailingZeros()
                                .toPlainString()
                        + " %";
            case NUMBER -> Units.count((long) value);
        };
    }
}
