package io.framebus.bench.load;

import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.text.Column;
import io.framebus.bench.text.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** A run's figures as tables. */
final class LoadTables {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9};

    private LoadTables() {}

    /** What became of the frames, a row for each class of subscribers and one for all. */
    static Table subscribers(RunFigures figures) {
        Table table = new Table(
                Column.text("SUBSCRIBERS").named("class"),
                Column.count("").named("subscribers"),
                Column.count("published"),
                Column.count("delivered"),
                Column.share("").named("deliveredShare"),
                Column.count("dropped"),
                Column.count("unread"),
                Column.count("gaps"),
                Column.count("overruns"),
                Column.count("undecodable"),
                Column.count("evicted"));
        rows(figures).forEach(part -> table.row(counts(part)));
        return table;
    }

    private static List<ClassFigures> rows(RunFigures figures) {
        List<ClassFigures> rows = new ArrayList<>(figures.classes());
        if (rows.size() > 1) {
            rows.add(figures.total());
        }
        return rows;
    }

    private static @Nullable Object[] counts(ClassFigures figures) {
        FrameCounts counts = figures.counts();
        return new @Nullable Object[] {
            figures.label(),
            counts.subscribers(),
            counts.published(),
            counts.delivered(),
            (double) counts.delivered() / counts.published(),
            counts.dropped(),
            counts.unread(),
            counts.gaps(),
            counts.overruns(),
            counts.undecodable(),
            counts.evicted()
        };
    }

    /** How long things took. */
    static Table latencies(RunFigures figures) {
        Table table = new Table(
                Column.text("LATENCY").named("series"),
                Column.time("p50"),
                Column.time("p90"),
                Column.time("p99"),
                Column.time("p99.9"),
                Column.time("max"),
                Column.count("count"));
        rows(figures).forEach(part -> table.row(times("due to handler, " + part.label(), part.endToEnd())));
        table.row(times("due to publish call", figures.sendDelay()));
        table.row(times("publish call", figures.publishCost()));
        table.row(times("machine hiccups", figures.hiccups()));
        return table;
    }

    private static @Nullable Object[] times(String label, Histogram histogram) {
        @Nullable Object[] row = new @Nullable Object[PERCENTILES.length + 3];
        row[0] = label;
        System.arraycopy(percentiles(histogram), 0, row, 1, PERCENTILES.length + 1);
        row[PERCENTILES.length + 2] = histogram.getTotalCount();
        return row;
    }

    /** The percentiles and the maximum; nulls where nothing was recorded. */
    private static @Nullable Object[] percentiles(Histogram histogram) {
        @Nullable Object[] values = new @Nullable Object[PERCENTILES.length + 1];
        if (histogram.getTotalCount() > 0) {
            for (int i = 0; i < PERCENTILES.length; i++) {
                values[i] = histogram.getValueAtPercentile(PERCENTILES[i]);
            }
            values[PERCENTILES.length] = histogram.getMaxValue();
        }
        return values;
    }

    /** All of it in one table for spreadsheets: what concerns the run stands in each row, so that runs can be put together. */
    static Table records(RunFigures figures, RunVerdict verdict) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text("verdict"));
        columns.addAll(subscribers(figures).columns());
        columns.addAll(latencies(figures).columns().subList(1, PERCENTILES.length + 2));
        columns.add(Column.time("elapsed"));
        columns.add(Column.count("offered").named("offeredFrames"));
        columns.add(Column.count("sent").named("sentFrames"));
        columns.add(Column.count("late").named("lateFrames"));
        columns.add(Column.time("publish p99"));
        columns.add(Column.time("hiccup max"));
        Table table = new Table(columns);
        for (ClassFigures part : rows(figures)) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(verdict.outcome().name());
            row.addAll(Arrays.asList(counts(part)));
            row.addAll(Arrays.asList(percentiles(part.endToEnd())));
            row.add(figures.elapsedNs());
            row.add(figures.offered());
            row.add(figures.sent());
            row.add(figures.late());
            row.add(figures.publishCost().getValueAtPercentile(99));
            row.add(figures.hiccups().getMaxValue());
            table.row(row.toArray());
        }
        return table;
    }
}
