package io.framebus.bench.report;

import io.framebus.bench.text.Units;
import java.math.BigDecimal;
import java.math.MathContext;

/** What values measure, and so how they are written. */
public enum Quantity {
    /** Nanoseconds. */
    TIME {
        @Override
        public String text(double value) {
            return Units.time(value);
        }
    },
    /** Bytes. */
    BYTES {
        @Override
        public String text(double value) {
            return Units.bytes(value);
        }
    },
    /** Bytes per second. */
    BYTE_RATE {
        @Override
        public String text(double value) {
            return Units.byteRate(value);
        }
    },
    /** Things per second. */
    RATE {
        @Override
        public String text(double value) {
            return Units.three(value) + "/s";
        }
    },
    /** Things. */
    COUNT {
        @Override
        public String text(double value) {
            return Units.three(value);
        }
    },
    /** A share, 1 for all of it, written in percent. */
    SHARE {
        @Override
        public String text(double value) {
            return percent(value);
        }
    },
    /** How many times as much. */
    RATIO {
        @Override
        public String text(double value) {
            return Units.three(value) + "x";
        }
    };

    /** A value of this kind with its unit, three or four digits. */
    public abstract String text(double value);

    /** A value of this kind with its unit, three or four digits. */
    public String text(long value) {
        return text((double) value);
    }

    /** Small shares keep their digits: what is lost is often a hundredth of a percent. */
    private static String percent(double share) {
        double percent = 100 * share;
        if (percent == 0 || Math.abs(percent) >= 0.1) {
            return Units.three(percent) + " %";
        }
        BigDecimal twoDigits = new BigDecimal(percent).round(new MathContext(2));
        return twoDigits.stripTrailingZeros().toPlainString() + " %";
    }
}
