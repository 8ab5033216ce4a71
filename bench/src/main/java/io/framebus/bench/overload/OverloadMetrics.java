package io.framebus.bench.overload;

import io.framebus.bench.slo.Judgements;
import io.framebus.bench.slo.Metrics;
import io.framebus.bench.slo.Slo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * What {@code --slo} can demand of a run: of the first system, with each kind of subscriber and at each of the publisher's rates,
 * unless an objective says of which system or which cell. All rounds of a cell are judged together.
 */
final class OverloadMetrics {
    private final Map<String, OverloadResults.Cell> cells = new LinkedHashMap<>();
    private final Slo.Bound<Scope> slo;

    /** What one objective is about. */
    private record Scope(OverloadResults results, OverloadResults.Cell cell) {
        double sum(ToDoubleFunction<OverloadFigures> figure) {
            return results.rounds(cell).stream().mapToDouble(figure).sum();
        }
    }

    /** Refuses objectives that cannot be judged of such a run. */
    OverloadMetrics(OverloadPlan plan, Slo slo) {
        Map<String, List<String>> bySystem = new LinkedHashMap<>();
        for (OverloadResults.Cell cell : plan.cells()) {
            cells.put(cell.name(), cell);
            bySystem.computeIfAbsent(name(cell.system()), system -> new ArrayList<>())
                    .add(cell.name());
        }
        Metrics<Scope> metrics = metrics(
                cells.keySet().toArray(new String[0]), name(plan.cells().get(0).system()));
        bySystem.forEach(metrics::group);
        this.slo = slo.of(metrics);
    }

    private static String name(String system) {
        return system.replace(' ', '-');
    }

    private static Metrics<Scope> metrics(String[] scopes, String usual) {
        return new Metrics<Scope>(scopes)
                .share("goodput", usual, sum(OverloadFigures::handedOver), sum(OverloadMetrics::reachedAlone))
                .share("decodable-goodput", usual, sum(OverloadFigures::decodable), sum(OverloadMetrics::reachedAlone))
                .share("undecodable", usual, sum(OverloadFigures::undecodable), sum(f -> f.sent() - f.missing()))
                .share("loss", usual, sum(OverloadFigures::missing), sum(OverloadFigures::sent))
                .share("frozen", usual, sum(OverloadFigures::frozenNs), sum(f -> f.windowSeconds() * 1e9))
                .time("longest-freeze", usual, OverloadMetrics::longestFreezeNs)
                .count("gaps", usual, sum(OverloadFigures::gaps))
                .share(
                        "late",
                        usual,
                        sum(f -> f.schedule().late()),
                        sum(f -> f.schedule().sent()))
                .quantiles("", usual, scope -> scope.results().endToEnd(scope.cell()));
    }

    private static ToDoubleFunction<Scope> sum(ToDoubleFunction<OverloadFigures> figure) {
        return scope -> scope.sum(figure);
    }

    /** Frames that it would have been given alone in the same time. */
    private static double reachedAlone(OverloadFigures figures) {
        return figures.alonePerSecond() * figures.windowSeconds();
    }

    private static double longestFreezeNs(Scope scope) {
        return scope.results().rounds(scope.cell()).stream()
                .mapToDouble(OverloadFigures::longestFreezeNs)
                .max()
                .orElse(Double.NaN);
    }

    Judgements judge(OverloadResults results) {
        return slo.judge(name -> new Scope(results, Objects.requireNonNull(cells.get(name))));
    }
}
