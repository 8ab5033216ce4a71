package io.framebus.bench.paired;

/** A figure and the ends of its 95 % interval. */
public record Estimate(double value, double low, double high) {
    /** @throws IllegalArgumentException if the interval is none */
    public Estimate {
        if (!(low <= high)) {
            throw new IllegalArgumentException("interval from " + low + " to " + high);
        }
    }

    /** Whether the whole interval is at most that. */
    public boolean atMost(double limit) {
        return high <= limit;
    }

    /** Whether the whole interval is more than that. */
    public boolean above(double limit) {
        return low > limit;
    }

    /** Whether the value is in the interval. */
    public boolean covers(double value) {
        return low <= value && value <= high;
    }
}
