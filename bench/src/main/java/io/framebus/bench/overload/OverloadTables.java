package io.framebus.bench.overload;

import io.framebus.bench.measure.Spread;
import io.framebus.bench.text.Column;
import io.framebus.bench.text.Table;
import io.framebus.bench.text.Units;
import io.framebus.bench.text.Values;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Results as tables. Figures are medians of the rounds, where they have no range beside them. */
final class OverloadTables {
    private static final String NONE = "-";

    private OverloadTables() {}

    /** What the subscriber got, beside what it gets alone. */
    static Table goodput(OverloadResults results) {
        Table table = new Table(
                Column.text("subscriber"),
                Column.text("system"),
                Column.number("publisher x"),
                Column.rate("alone"),
                Column.rate("handed over"),
                Column.text("of alone"),
                Column.text("by processor time"),
                Column.rate("decodable"),
                Column.text("decodable of alone"),
                Column.text("timetable"));
        for (OverloadResults.Cell cell : results.cells()) {
            table.row(
                    Values.name(cell.behaviour()),
                    cell.system(),
                    cell.factor(),
                    median(results, cell, OverloadFigures::alonePerSecond),
                    median(results, cell, figures -> figures.handedOver() / figures.windowSeconds()),
                    shares(results.spread(cell, OverloadFigures::goodputShare)),
                    shares(results.spread(cell, OverloadFigures::goodputShareByCpu)),
                    median(results, cell, figures -> figures.decodable() / figures.windowSeconds()),
                    shares(results.spread(cell, OverloadFigures::decodableGoodputShare)),
                    results.isKept(cell) ? "kept" : "INVALID");
        }
        return table;
    }

    /** What was lost, and what that does to a viewer. */
    static Table damage(OverloadResults results) {
        Table table = new Table(
                Column.text("subscriber"),
                Column.text("system"),
                Column.number("publisher x"),
                Column.share("lost"),
                Column.rate("gaps"),
                Column.rate("overruns"),
                Column.share("decodable"),
                Column.share("frozen"),
                Column.time("longest freeze"),
                Column.time("p50"),
                Column.time("p99"),
                Column.time("max"));
        for (OverloadResults.Cell cell : results.cells()) {
            Histogram endToEnd = results.endToEnd(cell);
            boolean empty = endToEnd.getTotalCount() == 0;
            table.row(
                    Values.name(cell.behaviour()),
                    cell.system(),
                    cell.factor(),
                    median(results, cell, figures -> (double) figures.missing() / figures.sent()),
                    median(results, cell, figures -> figures.gaps() / figures.windowSeconds()),
                    overruns(results, cell),
                    median(results, cell, OverloadFigures::decodableShare),
                    median(results, cell, OverloadFigures::frozenShare),
                    median(results, cell, OverloadFigures::longestFreezeNs),
                    empty ? null : endToEnd.getValueAtPercentile(50),
                    empty ? null : endToEnd.getValueAtPercentile(99),
                    empty ? null : endToEnd.getMaxValue());
        }
        return table;
    }

    /** Each measurement by itself, for programs. */
    static Table measurements(OverloadResults results) {
        Table table = new Table(
                Column.text("subscriber"),
                Column.text("system"),
                Column.number("factor"),
                Column.count("round"),
                Column.rate("alone before"),
                Column.rate("alone after"),
                Column.count("due frames"),
                Column.count("sent frames"),
                Column.count("late frames"),
                Column.count("compilation ms"),
                Column.number("window seconds"),
                Column.count("handed over"),
                Column.count("decodable"),
                Column.count("gaps"),
                Column.count("missing with settling"),
                Column.count("undecodable with settling"),
                Column.count("overruns with settling"),
                Column.share("goodput"),
                Column.share("goodput by cpu"),
                Column.share("decodable goodput"),
                Column.count("freezes"),
                Column.time("frozen"),
                Column.time("longest freeze"),
                Column.time("end to end p50"),
                Column.time("end to end p99"),
                Column.time("hiccup max"));
        for (OverloadResults.Cell cell : results.cells()) {
            List<OverloadFigures> rounds = results.rounds(cell);
            for (int round = 0; round < rounds.size(); round++) {
                table.row(row(rounds.get(round), round));
            }
        }
        return table;
    }

    private static @Nullable Object[] row(OverloadFigures figures, int round) {
        Histogram endToEnd = figures.log().total(OverloadFigures.END_TO_END);
        boolean empty = endToEnd.getTotalCount() == 0;
        return new @Nullable Object[] {
            Values.name(figures.behaviour()),
            figures.system(),
            figures.factor(),
            round,
            figures.aloneBeforePerSecond(),
            figures.aloneAfterPerSecond(),
            figures.schedule().offered(),
            figures.schedule().sent(),
            figures.schedule().late(),
            figures.compilationMs(),
            figures.windowSeconds(),
            figures.handedOver(),
            figures.decodable(),
            figures.gaps(),
            figures.missing(),
            figures.undecodable(),
            figures.overruns() < 0 ? null : figures.overruns(),
            figures.goodputShare(),
            figures.goodputShareByCpu(),
            figures.decodableGoodputShare(),
            figures.freezes(),
            figures.frozenNs(),
            figures.longestFreezeNs(),
            empty ? null : endToEnd.getValueAtPercentile(50),
            empty ? null : endToEnd.getValueAtPercentile(99),
            figures.log().total(OverloadFigures.HICCUP).getMaxValue()
        };
    }

    /** Per second of the whole run, as the peer counts them over all of it; none where it does not. */
    private static @Nullable Double overruns(OverloadResults results, OverloadResults.Cell cell) {
        return results.rounds(cell).stream().anyMatch(figures -> figures.overruns() < 0)
                ? null
                : median(results, cell, figures -> figures.overruns() / figures.runSeconds());
    }

    private static @Nullable Double median(
            OverloadResults results, OverloadResults.Cell cell, ToDoubleFunction<OverloadFigures> figure) {
        return results.spread(cell, figure).map(Spread::median).orElse(null);
    }

    private static String shares(Optional<Spread> shares) {
        return shares.map(spread -> spread.text(share -> Units.three(100 * share) + " %"))
                .orElse(NONE);
    }
}
