package io.framebus.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values side by side: a bar for each, with the interval it is in where one is known. */
public final class BarChart extends Chart {
    private static final double WIDTH = 760;
    private static final double LEFT = 190;
    private static final double RIGHT = 120;
    private static final double TOP = 8;
    private static final double ROW = 26;
    private static final double BAR = 14;
    private static final double TICKS = 24;
    private static final double REFERENCE = 18;
    private static final int MAX_BARS = 200;

    private record Bar(String label, double value, double low, double high, String style) {
        Bar {
            if (!(0 <= low && low <= value && value <= high && high < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("'" + label
                        + "' must be 0 or more, finite and between low and high, is " + value + " for " + low + " to "
                        + high);
            }
        }
    }

    private final Quantity quantity;
    private final List<Bar> bars = new ArrayList<>();
    private final List<Limit> references = new ArrayList<>();

    /** A chart without bars. */
    public BarChart(String title, Quantity quantity) {
        super(title);
        this.quantity = quantity;
    }

    /** Adds a bar. */
    public BarChart bar(String label, double value) {
        return bar(label, value, value, value);
    }

    /**
     * Adds a bar.
     *
     * @param low the low end of the interval in which the value is
     * @param high the high end of it
     * @throws IllegalArgumentException if a value is below 0 or not finite, they are not in order, or there are too many bars
     */
    public BarChart bar(String label, double value, double low, double high) {
        return add(new Bar(label, value, low, high, "bar"));
    }

    /**
     * Adds a bar of what the others are compared with: it is drawn quieter.
     *
     * @throws IllegalArgumentException as {@link #bar(String, double, double, double)}
     */
    public BarChart beside(String label, double value, double low, double high) {
        return add(new Bar(label, value, low, high, "bar beside"));
    }

    private BarChart add(Bar bar) {
        if (bars.size() == MAX_BARS) {
            throw new IllegalArgumentException("a chart shows at most " + MAX_BARS + " bars");
        }
        bars.add(bar);
        return this;
    }

    /** Adds a value that the bars are to be compared with. */
    public BarChart reference(String label, double value) {
        references.add(new Limit(label, SeriesRules.finite(label, value)));
        return this;
    }

    /** Says how to read the chart or what it shows. */
    public BarChart caption(String text) {
        setCaption(text);
        return this;
    }

    private Axis axis() {
        double max = Stream.concat(
                        bars.stream().map(Bar::high), references.stream().map(Limit::value))
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        return Axis.of(Scale.LINEAR, quantity, 0, max);
    }

    @Override
    Drawing draw() {
        Axis axis = axis();
        double bottom = TOP + ROW * bars.size();
        Drawing drawing = new Drawing(WIDTH, bottom + TICKS + references.size() * REFERENCE);
        for (Tick tick : axis.ticks()) {
            double at = x(axis, tick.value());
            drawing.line(tick.value() == 0 ? "axis" : "grid", at, TOP, at, bottom);
            drawing.text("tick", "middle", at, bottom + 16, tick.label());
        }
        for (int n = 0; n < bars.size(); n++) {
            draw(drawing, axis, bars.get(n), TOP + n * ROW + ROW / 2);
        }
        for (int n = 0; n < references.size(); n++) {
            Limit reference = references.get(n);
            double at = x(axis, reference.value());
            double below = bottom + TICKS + n * REFERENCE; // each on a line of its own: two may be close
            drawing.line("limit", at, TOP, at, bottom);
            drawing.text("limit-label", "middle", at, below + 12, reference.label());
        }
        return drawing;
    }

    private static double x(Axis axis, double value) {
        return LEFT + axis.position(value) * (WIDTH - LEFT - RIGHT);
    }

    private void draw(Drawing drawing, Axis axis, Bar bar, double middle) {
        drawing.text("bar-label", "end", LEFT - 10, middle + 4, bar.label());
        drawing.rectangle(bar.style(), LEFT, middle - BAR / 2, x(axis, bar.value()) - LEFT, BAR);
        boolean spread = bar.low() < bar.high();
        if (spread) {
            String low = Drawing.number(x(axis, bar.low()));
            String high = Drawing.number(x(axis, bar.high()));
            String at = Drawing.number(middle);
            String end = Drawing.number(middle - 4);
            drawing.path(
                    "spread",
                    "M" + low + " " + end + "v8M" + low + " " + at + "H" + high + "M" + high + " " + end + "v8");
        }
        drawing.text("bar-value", "start", x(axis, bar.high()) + 8, middle + 4, quantity.text(bar.value()));
    }

    @Override
    String description() {
        return bars.stream()
                .limit(20)
                .map(bar -> bar.label() + ": " + quantity.text(bar.value()) + ".")
                .collect(Collectors.joining(" "));
    }

    @Override
    Table figures() {
        Table table = new Table(title()).words("").figures("value", "from", "to");
        for (Bar bar : bars) {
            boolean spread = bar.low() < bar.high();
            table.row(
                    bar.label(),
                    quantity.text(bar.value()),
                    spread ? quantity.text(bar.low()) : "-",
                    spread ? quantity.text(bar.high()) : "-");
        }
        return table;
    }
}
