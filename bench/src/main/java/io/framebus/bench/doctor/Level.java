package io.framebus.bench.doctor;

import io.framebus.bench.text.Style;

/** How much something spoils a measurement. In the order in which findings are shown. */
enum Level {
    /** Figures taken like this are wrong, or mean something else than they say. */
    BAD(Style.BAD_HEADLINE),
    /** It shows in the figures, in the tails above all. */
    WARN(Style.WARNING_HEADLINE),
    OK(Style.GOOD_HEADLINE),
    /** It cannot be found out here. */
    UNKNOWN(Style.PLAIN);

    private final Style style;

    Level(Style style) {
        this.style = style;
    }

    Style style() {
        return style;
    }

    /** BAD above {@code bad}, WARN above {@code warn}, else OK; unknown where the value is not a number. */
    static Level above(double value, double warn, double bad) {
        if (Double.isNaN(value)) {
            return UNKNOWN;
        }
        return value > bad ? BAD : value > warn ? WARN : OK;
    }

    /** The worse of the two; what is known of one counts where the other is unknown. */
    Level or(Level other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
