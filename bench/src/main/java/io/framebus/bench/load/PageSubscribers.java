package io.framebus.bench.load;

import io.framebus.bench.report.BarChart;
import io.framebus.bench.report.Block;
import io.framebus.bench.report.Paragraph;
import io.framebus.bench.report.Quantity;
import io.framebus.bench.report.Table;
import io.framebus.bench.text.Units;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The part of a run's page that shows who was slow and what it cost them. */
final class PageSubscribers {
    private static final int MAX_LISTED = 200;
    private static final int WORST = 50;
    private static final int MAX_BARS = 20;
    /** Lags of less than this share of the worst are too short to see beside it. */
    private static final double NOTABLE = 0.01;

    private static final double[] PERCENTILES = {50, 90, 99, 100};

    /** A subscriber with the largest lag that was seen of it. */
    private record Row(SubscriberFigures figures, long lagNs) {
        String name() {
            return figures.stats().label() + ", " + figures.stream();
        }
    }

    private final RunFigures figures;
    private final List<Row> rows;

    PageSubscribers(RunFigures figures, List<SubscriberFigures> subscribers, RunHistory history) {
        this.figures = figures;
        rows = IntStream.range(0, subscribers.size())
                .mapToObj(i -> new Row(subscribers.get(i), history.worstLagNs(i)))
                .sorted(Comparator.comparingLong(
                                (Row row) -> row.figures().counts().dropped())
                        .thenComparingLong(Row::lagNs)
                        .thenComparingLong(row -> row.figures().latestNs())
                        .reversed())
                .toList();
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(byClass());
        if (rows.isEmpty()) {
            return blocks;
        }
        if (rows.get(0).lagNs() > 0) {
            blocks.add(lags());
        }
        if (rows.size() <= MAX_LISTED) {
            blocks.add(list("Every subscriber, the worst first", rows.size()));
        } else {
            blocks.add(
                    new Paragraph(Units.count(rows.size()) + " subscribers are too many to list: these are the worst "
                            + WORST + ", and how all of them are spread."));
            blocks.add(list("The worst " + WORST + " of " + Units.count(rows.size()) + " subscribers", WORST));
            blocks.add(spread());
        }
        return blocks;
    }

    private Table byClass() {
        Table table = Table.of("What became of the frames", LoadTables.subscribers(figures));
        return figures.classes().size() > 1 ? table.endsWithTotal() : table;
    }

    private BarChart lags() {
        long worstNs = rows.stream().mapToLong(Row::lagNs).max().orElse(0);
        BarChart chart = new BarChart("Largest lag", Quantity.TIME)
                .caption(
                        "Age of the oldest frame a subscriber had not read, the largest seen at the end of a second. The"
                                + " worst " + MAX_BARS + " at most, and none that is too short to see.");
        rows.stream()
                .sorted(Comparator.comparingLong(Row::lagNs).reversed())
                .limit(MAX_BARS)
                .filter(row -> row.lagNs() > NOTABLE * worstNs)
                .forEach(row -> chart.bar(row.name(), (double) row.lagNs()));
        return chart;
    }

    private Table list(String caption, int count) {
        Table table = new Table(caption)
                .words("subscriber", "stream")
                .figures("delivered", "dropped", "unread", "gaps", "undecodable", "largest lag", "latest frame")
                .words("why");
        rows.stream().limit(count).forEach(row -> {
            FrameCounts counts = row.figures().counts();
            table.row(
                    row.figures().stats().label(),
                    row.figures().stream(),
                    Units.percent(counts.delivered(), counts.published()),
                    Units.count(counts.dropped()),
                    Units.count(counts.unread()),
                    Units.count(counts.gaps()),
                    Units.count(counts.undecodable()),
                    row.lagNs() == 0 ? "-" : Units.time(row.lagNs()),
                    counts.delivered() == 0 ? "-" : Units.time(row.figures().latestNs()),
                    why(row.figures()));
        });
        return table;
    }

    /** Why it lost frames, in words; empty if it lost none. */
    static String why(SubscriberFigures figures) {
        List<String> reasons = new ArrayList<>();
        if (!figures.evictedBy().isEmpty()) {
            reasons.add("evicted: " + figures.evictedBy());
        }
        long overruns = figures.counts().overruns();
        if (overruns > 0) {
            reasons.add("overtaken " + (overruns == 1 ? "once" : Units.count(overruns) + " times"));
        }
        if (figures.stats().overwritten() > 0) {
            reasons.add(Units.count(figures.stats().overwritten()) + " overwritten unread");
        }
        if (figures.stats().skipped() > 0) {
            reasons.add(Units.count(figures.stats().skipped()) + " passed over to resync");
        }
        return String.join(", ", reasons);
    }

    /** How all subscribers are spread, since a list of all would be too long. */
    private Table spread() {
        Table table = new Table("All " + Units.count(rows.size()) + " subscribers")
                .words("")
                .figures("half at most", "90 % at most", "99 % at most", "the most");
        spread(table, "dropped frames", row -> row.figures().counts().dropped(), Quantity.COUNT);
        spread(table, "gaps", row -> row.figures().counts().gaps(), Quantity.COUNT);
        spread(table, "undecodable frames", row -> row.figures().counts().undecodable(), Quantity.COUNT);
        spread(table, "largest lag", Row::lagNs, Quantity.TIME);
        spread(table, "latest frame", row -> row.figures().latestNs(), Quantity.TIME);
        return table;
    }

    private void spread(Table table, String label, ToDoubleFunction<Row> value, Quantity quantity) {
        double[] sorted = rows.stream().mapToDouble(value).sorted().toArray();
        String[] cells = new String[PERCENTILES.length + 1];
        cells[0] = label;
        for (int i = 0; i < PERCENTILES.length; i++) {
            int rank = (int) Math.ceil(PERCENTILES[i] / 100 * sorted.length);
            cells[i + 1] = quantity.text(sorted[Math.max(1, rank) - 1]);
        }
        table.row(cells);
    }
}
