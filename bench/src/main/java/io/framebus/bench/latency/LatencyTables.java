package io.framebus.bench.latency;

import io.framebus.bench.measure.ScheduleCheck;
import io.framebus.bench.measure.Spread;
import io.framebus.bench.text.Column;
import io.framebus.bench.text.Table;
import io.framebus.bench.text.Units;
import io.framebus.bench.text.Values;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Results as tables. */
final class LatencyTables {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};
    private static final String NONE = "-";

    private LatencyTables() {}

    /** A row for each series of each cell, all rounds together. */
    static Table series(LatencyResults results) {
        Table table = new Table(
                Column.text("peer"),
                Column.text("waiting"),
                Column.rate("rate"),
                Column.text("series"),
                Column.time("p50"),
                Column.time("p90"),
                Column.time("p99"),
                Column.time("p99.9"),
                Column.time("p99.99"),
                Column.time("max"),
                Column.count("count"));
        for (LatencyCell cell : results.cells()) {
            for (String series : CellFigures.SERIES) {
                table.row(row(cell, series, results.total(cell, series)));
            }
        }
        return table;
    }

    private static @Nullable Object[] row(LatencyCell cell, String series, Histogram histogram) {
        @Nullable Object[] row = new @Nullable Object[PERCENTILES.length + 6];
        row[0] = cell.peer();
        row[1] = Values.name(cell.waiting());
        row[2] = cell.framesPerSecond();
        row[3] = series;
        if (histogram.getTotalCount() > 0) {
            for (int i = 0; i < PERCENTILES.length; i++) {
                row[i + 4] = histogram.getValueAtPercentile(PERCENTILES[i]);
            }
            row[PERCENTILES.length + 4] = histogram.getMaxValue();
        }
        row[PERCENTILES.length + 5] = histogram.getTotalCount();
        return row;
    }

    /** A row for each cell: whether it was measured well, what arrived, and how long the compiler worked in all rounds. */
    static Table validity(LatencyResults results) {
        Table table = new Table(
                Column.text("peer"),
                Column.text("waiting"),
                Column.rate("rate"),
                Column.count("due"),
                Column.share("sent"),
                Column.share("late"),
                Column.count("missing"),
                Column.time("compiler"),
                Column.text("schedule"));
        for (LatencyCell cell : results.cells()) {
            ScheduleCheck schedule = results.schedule(cell);
            table.row(
                    cell.peer(),
                    Values.name(cell.waiting()),
                    cell.framesPerSecond(),
                    schedule.offered(),
                    share(schedule.sent(), schedule.offered()),
                    share(schedule.late(), schedule.sent()),
                    results.rounds(cell).stream()
                            .mapToLong(CellFigures::missingMeasured)
                            .sum(),
                    results.rounds(cell).stream()
                                    .mapToLong(CellFigures::compilationMs)
                                    .sum()
                            * 1e6,
                    results.isKept(cell) ? "kept" : "INVALID");
        }
        return table;
    }

    private static @Nullable Double share(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    /**
     * Peers beside each other, from end to end: the median of the rounds with the least and the greatest, and as a multiple of
     * what the first peer had in the same round.
     */
    static Table comparison(LatencyResults results) {
        Table table = new Table(
                Column.text("waiting"),
                Column.rate("rate"),
                Column.text("peer"),
                Column.text("p50"),
                Column.text("x first, p50"),
                Column.text("p99.9"),
                Column.text("x first, p99.9"));
        List<LatencyCell> cells = results.cells();
        for (LatencyCell cell : cells) {
            LatencyCell base = cells.stream()
                    .filter(other ->
                            other.waiting() == cell.waiting() && other.framesPerSecond() == cell.framesPerSecond())
                    .findFirst()
                    .orElse(cell);
            table.row(
                    Values.name(cell.waiting()),
                    cell.framesPerSecond(),
                    cell.peer(),
                    text(results.endToEndNs(cell, 50), Units::time),
                    text(results.ratio(cell, base, 50), Units::three),
                    text(results.endToEndNs(cell, 99.9), Units::time),
                    text(results.ratio(cell, base, 99.9), Units::three));
        }
        return table;
    }

    private static String text(Optional<Spread> spread, DoubleFunction<String> format) {
        return spread.map(values -> values.text(format)).orElse(NONE);
    }
}
