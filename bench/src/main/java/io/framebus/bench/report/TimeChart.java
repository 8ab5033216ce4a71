package io.framebus.bench.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** What went on while time passed. All series have a value at the same times; one that is not a number is a hole. */
public final class TimeChart extends Chart {
    /** More points cannot be told apart, and would make the page large. */
    private static final int MAX_POINTS = 720;

    private static final int MAX_ROWS = 60;

    private static final class Series {
        private final String style;
        private final Merge merge;
        private final double[] values;

        Series(String style, Merge merge, double[] values) {
            this.style = style;
            this.merge = merge;
            this.values = values;
        }

        double[] thin(int group) {
            return merge.thin(values, group);
        }

        boolean isHiccups() {
            return style.equals(LegendEntry.HICCUP);
        }
    }

    private final Quantity quantity;
    private final Scale scale;
    private final double[] seconds;
    private final Map<String, Series> series = new LinkedHashMap<>();
    private final List<Limit> limits = new ArrayList<>();

    /**
     * A chart without series.
     *
     * @param seconds the times of the values, since the start, rising
     */
    public TimeChart(String title, Quantity quantity, Scale scale, double... seconds) {
        super(title);
        this.quantity = quantity;
        this.scale = scale;
        this.seconds = seconds.clone();
        for (int i = 0; i < seconds.length; i++) {
            if (!(seconds[i] >= 0) || Double.isInfinite(seconds[i]) || (i > 0 && seconds[i] <= seconds[i - 1])) {
                throw new IllegalArgumentException("seconds must rise from 0 on, number " + i + " is " + seconds[i]);
            }
        }
    }

    /**
     * Adds a series.
     *
     * @param merge what becomes of values that are too many
     * @throws IllegalArgumentException if there are not as many values as times, one is infinite, there are eight series
     *     already, or one of that name
     */
    public TimeChart series(String label, Merge merge, double... values) {
        SeriesRules.checkNew(label, series.keySet());
        return add(
                label,
                LegendEntry.style((int)
                        series.values().stream().filter(one -> !one.isHiccups()).count()),
                merge,
                values);
    }

    /**
     * Adds what an idle thread suffered, which is drawn behind the others: where it is high, look at the machine first.
     *
     * @throws IllegalArgumentException as {@link #series}
     */
    public TimeChart hiccups(String label, double... values) {
        SeriesRules.checkNew(label, series.keySet());
        return add(label, LegendEntry.HICCUP, Merge.MAX, values);
    }

    private TimeChart add(String label, String style, Merge merge, double... values) {
        if (values.length != seconds.length) {
            throw new IllegalArgumentException(
                    "'" + label + "' has " + values.length + " values for " + seconds.length + " times");
        }
        for (double value : values) {
            if (Double.isInfinite(value)) {
                throw new IllegalArgumentException("'" + label + "' has an infinite value");
            }
        }
        series.put(label, new Series(style, merge, values.clone()));
        return this;
    }

    /** Adds a level that values were to stay below. */
    public TimeChart limit(String label, double value) {
        limits.add(new Limit(label, SeriesRules.finite(label, value)));
        return this;
    }

    /** Says how to read the chart or what it shows. */
    public TimeChart caption(String text) {
        setCaption(text);
        return this;
    }

    private int group(int most) {
        return Math.max(1, (seconds.length + most - 1) / most);
    }

    private Axis yAxis() {
        double max = values().max().orElse(1);
        double min = scale == Scale.LOG
                ? values().filter(value -> value > 0).min().orElse(max)
                : values().min().orElse(0);
        double highest = limits.stream().mapToDouble(Limit::value).reduce(max, Math::max);
        return Axis.of(scale, quantity, Math.min(min, highest), highest);
    }

    private DoubleStream values() {
        return series.values().stream()
                .flatMapToDouble(one -> Arrays.stream(one.values))
                .filter(value -> !Double.isNaN(value));
    }

    @Override
    Drawing draw() {
        double last = seconds.length == 0 ? 1 : seconds[seconds.length - 1];
        Plot plot = new Plot(Axis.elapsed(last), "time since the start", yAxis());
        limits.forEach(limit -> plot.limit(limit.label(), limit.value()));
        int group = group(MAX_POINTS);
        double[] xs = Merge.MAX.thin(seconds, group);
        series.values().stream()
                .sorted((a, b) -> Boolean.compare(b.isHiccups(), a.isHiccups()))
                .forEach(one -> plot.line(one.style, xs, one.thin(group)));
        return plot.drawing();
    }

    @Override
    String description() {
        return "Values over time. "
                + series.entrySet().stream()
                        .map(entry -> inWords(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(" "));
    }

    private String inWords(String label, Series one) {
        double[] values = one.values;
        double max = Merge.MAX.of(values, 0, values.length);
        if (Double.isNaN(max)) {
            return label + ": no values.";
        }
        int at = 0;
        while (values[at] != max) {
            at++;
        }
        return label + ": at most " + quantity.text(max) + ", " + Steps.elapsedText(seconds[at], 1)
                + " after the start; mean " + quantity.text(Merge.MEAN.of(values, 0, values.length)) + ".";
    }

    @Override
    Table figures() {
        int group = group(MAX_ROWS);
        String caption = group == 1 ? title() : title() + ", each row for " + group + " points";
        Table table = new Table(caption).figures("time").figures(series.keySet().toArray(String[]::new));
        double[] times = Merge.MAX.thin(seconds, group);
        List<double[]> columns =
                series.values().stream().map(one -> one.thin(group)).toList();
        for (int i = 0; i < times.length; i++) {
            List<String> cells = new ArrayList<>(List.of(Steps.elapsedText(times[i], 1)));
            for (double[] column : columns) {
                cells.add(Double.isNaN(column[i]) ? "-" : quantity.text(column[i]));
            }
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    @Override
    List<LegendEntry> legend() {
        return series.entrySet().stream()
                .map(entry -> new LegendEntry(entry.getValue().style, entry.getKey()))
                .toList();
    }

    @Override
    Optional<ObjectNode> zoomData() {
        if (seconds.length < 2) {
            return Optional.empty();
        }
        int group = group(MAX_POINTS);
        ZoomData data = new ZoomData("elapsed", Merge.MAX.thin(seconds, group), quantity, yAxis());
        legend().forEach(entry -> data.series(
                entry, Objects.requireNonNull(series.get(entry.label())).thin(group)));
        limits.forEach(data::limit);
        return Optional.of(data.node());
    }
}
