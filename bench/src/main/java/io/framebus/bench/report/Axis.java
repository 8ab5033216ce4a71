package io.framebus.bench.report;

import java.util.ArrayList;
import java.util.List;

/** Where values stand between the two ends of a line, and its marks. */
final class Axis {
    /** About so many marks at most, or their labels get too close. */
    private static final int MAX_TICKS = 7;

    private final double low;
    private final double high;
    private final Scale scale;
    private final List<Tick> ticks;

    private Axis(double low, double high, Scale scale, List<Tick> ticks) {
        this.low = low;
        this.high = high;
        this.scale = scale;
        this.ticks = List.copyOf(ticks);
    }

    /** An axis for values from {@code min} to {@code max}, which ends at round values. */
    static Axis of(Scale scale, Quantity quantity, double min, double max) {
        return scale == Scale.LOG ? log(quantity, min, max) : linear(quantity, min, max);
    }

    private static Axis linear(Quantity quantity, double min, double max) {
        double low = Math.min(0, min);
        double high = max > low ? max : low + 1;
        double step = Steps.linear(quantity, (high - low) / (MAX_TICKS - 2));
        List<Tick> ticks = new ArrayList<>();
        long first = (long) Math.floor(low / step + 1e-9);
        long last = (long) Math.ceil(high / step - 1e-9);
        for (long n = first; n <= last; n++) {
            ticks.add(new Tick(n * step, n == 0 ? "0" : quantity.text(n * step)));
        }
        return new Axis(first * step, last * step, Scale.LINEAR, ticks);
    }

    private static Axis log(Quantity quantity, double min, double max) {
        double least = min > 0 ? min : max > 0 ? max / 1000 : 1;
        List<Double> values = Steps.log(quantity, least, Math.max(least, max), MAX_TICKS);
        List<Tick> ticks = values.stream()
                .map(value -> new Tick(value, quantity.text(value)))
                .toList();
        return new Axis(values.get(0), values.get(values.size() - 1), Scale.LOG, ticks);
    }

    /**
     * An axis on which equal ratios are equal distances, for values of 0 and those from {@code min}, which is more than 0, to {@code max}:
     * its low end is 0, a step below the others.
     */
    static Axis logFromZero(Quantity quantity, double min, double max) {
        Axis positive = log(quantity, min, max);
        double least = positive.low();
        double low = least * least / positive.ticks().get(1).value();
        List<Tick> ticks = new ArrayList<>(List.of(new Tick(low, "0")));
        ticks.addAll(positive.ticks());
        return new Axis(low, positive.high(), Scale.LOG, ticks);
    }

    /** An axis whose ends are those values, with marks of one's own. */
    static Axis exactly(double low, double high, List<Tick> ticks) {
        return new Axis(low, high > low ? high : low + 1, Scale.LINEAR, ticks);
    }

    /** Seconds from 0 to {@code seconds}. */
    static Axis elapsed(double seconds) {
        double high = seconds > 0 ? seconds : 1;
        double step = Steps.elapsed(high / (MAX_TICKS + 1));
        List<Tick> ticks = new ArrayList<>();
        for (long n = 0; n * step <= high * (1 + 1e-9); n++) {
            ticks.add(new Tick(n * step, Steps.elapsedText(n * step, step)));
        }
        return new Axis(0, high, Scale.LINEAR, ticks);
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }

    Scale scale() {
        return scale;
    }

    List<Tick> ticks() {
        return ticks;
    }

    /** Where a value stands: 0 at the low end, 1 at the high one; what is outside stands at the nearer end. */
    double position(double value) {
        double position = scale == Scale.LOG
                ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
                : (value - low) / (high - low);
        return Math.min(1, Math.max(0, position));
    }
}
