package io.framebus.bench.slo;

import io.framebus.bench.text.Units;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * What was measured.
 *
 * @param kind what it is
 * @param value nanoseconds, or the number of things; not a number where nothing was measured
 * @param whole of a share: of how many. Else 0
 */
public record MetricValue(MetricKind kind, double value, double whole) {
    private static final MathContext DIGITS = new MathContext(4, RoundingMode.DOWN);

    /** A time. */
    public static MetricValue time(double ns) {
        return new MetricValue(MetricKind.TIME, ns, 0);
    }

    /** Some of many. Where there were none at all, there is nothing to judge. */
    public static MetricValue share(double part, double whole) {
        return new MetricValue(MetricKind.SHARE, whole > 0 ? part : Double.NaN, whole);
    }

    /** A number of things. */
    public static MetricValue count(double number) {
        return new MetricValue(MetricKind.COUNT, number, 0);
    }

    /** Nothing was measured: no objective is met by it. */
    public static MetricValue none(MetricKind kind) {
        return new MetricValue(kind, Double.NaN, 0);
    }

    /** Whether anything was measured. */
    public boolean isKnown() {
        return !Double.isNaN(value);
    }

    /** The value in the unit of a limit. */
    double in(Limit.Unit unit) {
        return unit == Limit.Unit.SHARE ? value / whole : value;
    }

    /** As people read it, beside a limit of that unit. */
    String toString(Limit.Unit unit) {
        if (!isKnown()) {
            return "nothing measured";
        }
        return switch (unit) {
            case NS -> Units.time(value);
            case SHARE -> percent() + " % (" + Units.three(value) + " of " + Units.three(whole) + ')';
            case NUMBER -> Units.count(Math.round(value));
        };
    }

    /** Four digits, rounded down: 100 only where there is nothing missing. */
    private String percent() {
        BigDecimal percent = BigDecimal.valueOf(value).scaleByPowerOfTen(2).divide(BigDecimal.valueOf(whole), DIGITS);
        return percent.compareTo(BigDecimal.ZERO) == 0
                ? "0"
                : percent.stripTrailingZeros().toPlainString();
    }
}
