package io.framebus.bench.latency;

import io.framebus.bench.measure.ScheduleCheck;
import io.framebus.bench.slo.Judgements;
import io.framebus.bench.slo.Metrics;
import io.framebus.bench.slo.Slo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;

/**
 * What {@code --slo} can demand of a run: of the first peer, with each way of waiting and at each rate, unless an objective says of
 * which peer or which cell. All rounds of a cell are judged together.
 */
final class LatencyMetrics {
    private final Map<String, LatencyCell> cells = new LinkedHashMap<>();
    private final Slo.Bound<Scope> slo;

    /** What one objective is about. */
    private record Scope(LatencyResults results, LatencyCell cell) {
        Histogram series(String name) {
            return results.total(cell, name);
        }

        ScheduleCheck schedule() {
            return results.schedule(cell);
        }

        long missing() {
            return results.rounds(cell).stream()
                    .mapToLong(CellFigures::missingMeasured)
                    .sum();
        }
    }

    /** Refuses objectives that cannot be judged of such a run. */
    LatencyMetrics(LatencyPlan plan, Slo slo) {
        Map<String, List<String>> byPeer = new LinkedHashMap<>();
        for (LatencyCell cell : plan.cells()) {
            cells.put(cell.name(), cell);
            byPeer.computeIfAbsent(cell.peer(), peer -> new ArrayList<>()).add(cell.name());
        }
        String first = plan.cells().get(0).peer();
        Metrics<Scope> metrics = new Metrics<Scope>(cells.keySet().toArray(new String[0]))
                .quantiles("", first, scope -> scope.series(CellFigures.END_TO_END))
                .quantiles(CellFigures.TRANSIT, first, scope -> scope.series(CellFigures.TRANSIT))
                .quantiles(CellFigures.SEND_DELAY, first, scope -> scope.series(CellFigures.SEND_DELAY))
                .quantiles(CellFigures.HICCUP, first, scope -> scope.series(CellFigures.HICCUP))
                .share(
                        "missing",
                        first,
                        Scope::missing,
                        scope -> scope.schedule().sent())
                .share(
                        "late",
                        first,
                        scope -> scope.schedule().late(),
                        scope -> scope.schedule().sent());
        byPeer.forEach(metrics::group);
        this.slo = slo.of(metrics);
    }

    Judgements judge(LatencyResults results) {
        return slo.judge(name -> new Scope(results, Objects.requireNonNull(cells.get(name))));
    }
}
