package io.framebus.bench.slo;

/** How a value has to stand to its limit. */
public enum Comparison {
    BELOW("<"),
    AT_MOST("<="),
    EQUAL("="),
    AT_LEAST(">="),
    ABOVE(">");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    /** The comparison that is written so. */
    static Comparison of(String sign) {
        for (Comparison comparison : values()) {
            if (comparison.sign.equals(sign)) {
                return comparison;
            }
        }
        throw new IllegalArgumentException("'" + sign + "' is not a comparison");
    }

    /** As it is written. */
    public String sign() {
        return sign;
    }

    /** Whether {@code value} stands so to {@code limit}. Never where either is not a number. */
    public boolean holds(double value, double limit) {
        return switch (this) {
            case BELOW -> value < limit;
            case AT_MOST -> value <= limit;
            case EQUAL -> value == limit;
            case AT_LEAST -> value >= limit;
            case ABOVE -> value > limit;
        };
    }
}
