package io.framebus.bench.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.bench.text.Units;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** Percentile curves of histograms: which share of the values is at most how large, with room for the rare large ones. */
public final class PercentileChart extends Chart {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};

    private final Quantity quantity;
    private final Scale scale;
    private final Map<String, Histogram> series = new LinkedHashMap<>();
    private final List<LegendEntry> legend = new ArrayList<>();
    private final List<Limit> limits = new ArrayList<>();

    /** A chart without curves. */
    public PercentileChart(String title, Quantity quantity, Scale scale) {
        super(title);
        this.quantity = quantity;
        this.scale = scale;
    }

    /**
     * Adds a curve. The histogram is not copied: it must not change until the page is built.
     *
     * @throws IllegalArgumentException if there are eight already, or one of that name
     */
    public PercentileChart series(String label, Histogram values) {
        SeriesRules.checkNew(label, series.keySet());
        return add(LegendEntry.style(legend.size()), label, values);
    }

    /**
     * Adds what an idle thread suffered: after the others, and drawn thinner.
     *
     * @throws IllegalArgumentException as {@link #series}
     */
    public PercentileChart hiccups(String label, Histogram values) {
        SeriesRules.checkNew(label, series.keySet());
        return add(LegendEntry.HICCUP, label, values);
    }

    private PercentileChart add(String style, String label, Histogram values) {
        series.put(label, values);
        legend.add(new LegendEntry(style, label));
        return this;
    }

    /** Adds a level that values were to stay below. */
    public PercentileChart limit(String label, double value) {
        limits.add(new Limit(label, SeriesRules.finite(label, value)));
        return this;
    }

    /** Says how to read the chart or what it shows. */
    public PercentileChart caption(String text) {
        setCaption(text);
        return this;
    }

    private List<Histogram> recorded() {
        return series.values().stream()
                .filter(histogram -> histogram.getTotalCount() > 0)
                .toList();
    }

    private Axis yAxis() {
        List<Histogram> recorded = recorded();
        double min = recorded.stream()
                .mapToDouble(Histogram::getMinNonZeroValue)
                .min()
                .orElse(1);
        double max = recorded.stream().mapToDouble(Histogram::getMaxValue).max().orElse(1);
        double highest = limits.stream().mapToDouble(Limit::value).reduce(max, Math::max);
        return Axis.of(scale, quantity, Math.min(min, highest), highest);
    }

    private double[] curve(Histogram histogram, double[] places) {
        return Arrays.stream(places).map(place -> Nines.value(histogram, place)).toArray();
    }

    @Override
    Drawing draw() {
        double end = recorded().stream().mapToDouble(Nines::end).max().orElse(1);
        Plot plot = new Plot(Nines.axis(end), "percentile", yAxis());
        limits.forEach(limit -> plot.limit(limit.label(), limit.value()));
        int n = 0;
        for (Histogram histogram : series.values()) {
            double[] places = Nines.places(List.of(histogram));
            plot.line(legend.get(n).style(), places, curve(histogram, places));
            n++;
        }
        return plot.drawing();
    }

    @Override
    String description() {
        return "Percentile curves. "
                + series.entrySet().stream()
                        .map(entry -> inWords(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(" "));
    }

    private String inWords(String label, Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return label + ": nothing recorded.";
        }
        return label + ": half at most " + quantity.text(histogram.getValueAtPercentile(50)) + ", 99 % at most "
                + quantity.text(histogram.getValueAtPercentile(99)) + ", the largest "
                + quantity.text(histogram.getMaxValue()) + ".";
    }

    @Override
    Table figures() {
        Table table = new Table(title()).words("curve").figures("p50", "p90", "p99", "p99.9", "p99.99", "max", "count");
        series.forEach((label, histogram) -> {
            boolean empty = histogram.getTotalCount() == 0;
            List<String> cells = new ArrayList<>(List.of(label));
            for (double percentile : PERCENTILES) {
                cells.add(empty ? "-" : quantity.text(histogram.getValueAtPercentile(percentile)));
            }
            cells.add(empty ? "-" : quantity.text(histogram.getMaxValue()));
            cells.add(Units.count(histogram.getTotalCount()));
            table.row(cells.toArray(String[]::new));
        });
        return table;
    }

    @Override
    List<LegendEntry> legend() {
        return legend;
    }

    @Override
    Optional<ObjectNode> zoomData() {
        List<Histogram> recorded = recorded();
        if (recorded.isEmpty()) {
            return Optional.empty();
        }
        double[] places = Nines.places(recorded);
        ZoomData data = new ZoomData("nines", places, quantity, yAxis());
        legend.forEach(entry -> data.series(entry, curve(Objects.requireNonNull(series.get(entry.label())), places)));
        limits.forEach(data::limit);
        return Optional.of(data.node());
    }
}
