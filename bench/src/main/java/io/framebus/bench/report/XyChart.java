package io.framebus.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** How one thing depends on another: points with the interval each is in, joined by lines. */
public final class XyChart extends Chart {
    /**
     * A point.
     *
     * @param x where on the x axis
     * @param y the value there
     * @param low the low end of the interval in which the value is; {@code y} where none is known
     * @param high the high end of it
     */
    public record Point(double x, double y, double low, double high) {
        /** Checks that all are finite and in order. */
        public Point {
            SeriesRules.finite("x", x);
            SeriesRules.finite("y", y);
            SeriesRules.finite("low", low);
            SeriesRules.finite("high", high);
            if (low > y || high < y) {
                throw new IllegalArgumentException(
                        "y must be between low and high, is " + y + " for " + low + " to " + high);
            }
        }

        /** A point without an interval. */
        public static Point of(double x, double y) {
            return new Point(x, y, y, y);
        }

        boolean hasInterval() {
            return low < high;
        }
    }

    private final String xLabel;
    private final Quantity xQuantity;
    private final Scale xScale;
    private final Quantity yQuantity;
    private final Scale yScale;
    private final Map<String, List<Point>> series = new LinkedHashMap<>();
    private final List<Limit> limits = new ArrayList<>();
    private final List<Limit> marks = new ArrayList<>();

    /** A chart without series. */
    public XyChart(String title, String xLabel, Quantity xQuantity, Scale xScale, Quantity yQuantity, Scale yScale) {
        super(title);
        this.xLabel = xLabel;
        this.xQuantity = xQuantity;
        this.xScale = xScale;
        this.yQuantity = yQuantity;
        this.yScale = yScale;
    }

    /**
     * Adds a series.
     *
     * @throws IllegalArgumentException if there are eight already, or one of that name
     */
    public XyChart series(String label, List<Point> points) {
        SeriesRules.checkNew(label, series.keySet());
        series.put(label, List.copyOf(points));
        return this;
    }

    /** Adds a level of y that is to be reached, or not to be exceeded. */
    public XyChart limit(String label, double y) {
        limits.add(new Limit(label, SeriesRules.finite(label, y)));
        return this;
    }

    /** Points a value of x out: what was chosen, or what was asked for. */
    public XyChart mark(String label, double x) {
        marks.add(new Limit(label, SeriesRules.finite(label, x)));
        return this;
    }

    /** Says how to read the chart or what it shows. */
    public XyChart caption(String text) {
        setCaption(text);
        return this;
    }

    private Stream<Point> points() {
        return series.values().stream().flatMap(List::stream);
    }

    private static Axis axis(Scale scale, Quantity quantity, double[] values) {
        double max = DoubleStream.of(values).max().orElse(1);
        double min = DoubleStream.of(values).min().orElse(max);
        if (scale == Scale.LINEAR || max <= 0) {
            return Axis.of(Scale.LINEAR, quantity, min, max);
        }
        double least = DoubleStream.of(values).filter(value -> value > 0).min().orElse(max);
        return min > 0 ? Axis.of(scale, quantity, min, max) : Axis.logFromZero(quantity, least, max);
    }

    private Axis xAxis() {
        DoubleStream marked = marks.stream().mapToDouble(Limit::value);
        return axis(
                xScale,
                xQuantity,
                DoubleStream.concat(points().mapToDouble(Point::x), marked).toArray());
    }

    private Axis yAxis() {
        DoubleStream ends = points().flatMapToDouble(point -> DoubleStream.of(point.low(), point.high()));
        DoubleStream limited = limits.stream().mapToDouble(Limit::value);
        return axis(yScale, yQuantity, DoubleStream.concat(ends, limited).toArray());
    }

    @Override
    Drawing draw() {
        Plot plot = new Plot(xAxis(), xLabel, yAxis());
        limits.forEach(limit -> plot.limit(limit.label(), limit.value()));
        marks.forEach(mark -> plot.point(mark.label(), mark.value()));
        int n = 0;
        for (List<Point> points : series.values()) {
            double[] xs = points.stream().mapToDouble(Point::x).toArray();
            double[] ys = points.stream().mapToDouble(Point::y).toArray();
            plot.line(LegendEntry.style(n), xs, ys);
            for (Point point : points) {
                if (point.hasInterval()) {
                    plot.interval(n, point.x(), point.low(), point.high());
                }
                plot.mark(n, point.x(), point.y());
            }
            n++;
        }
        return plot.drawing();
    }

    @Override
    String description() {
        return "By " + xLabel + ". "
                + series.entrySet().stream()
                        .filter(entry -> !entry.getValue().isEmpty())
                        .map(entry -> inWords(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(" "));
    }

    private String inWords(String label, List<Point> points) {
        return label + ": from " + inWords(points.get(0)) + " to " + inWords(points.get(points.size() - 1)) + ".";
    }

    private String inWords(Point point) {
        return yQuantity.text(point.y()) + " at " + xQuantity.text(point.x());
    }

    @Override
    Table figures() {
        Table table = new Table(title()).words("series").figures(xLabel, "value", "from", "to");
        series.forEach((label, points) -> points.forEach(point -> table.row(
                label,
                xQuantity.text(point.x()),
                yQuantity.text(point.y()),
                point.hasInterval() ? yQuantity.text(point.low()) : "-",
                point.hasInterval() ? yQuantity.text(point.high()) : "-")));
        return table;
    }

    @Override
    List<LegendEntry> legend() {
        return SeriesRules.legend(series.keySet());
    }
}
