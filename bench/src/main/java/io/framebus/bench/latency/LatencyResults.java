package io.framebus.bench.latency;

import io.framebus.bench.measure.HistogramLog;
import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.measure.ScheduleCheck;
import io.framebus.bench.measure.Spread;
import io.framebus.bench.text.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** The cells of all rounds, by what was measured. For one thread. */
final class LatencyResults {
    private final Map<LatencyCell, List<CellFigures>> rounds = new LinkedHashMap<>();

    /** Adds what came out of one cell in one round. */
    void add(CellFigures figures) {
        rounds.computeIfAbsent(figures.cell(), cell -> new ArrayList<>()).add(figures);
    }

    /** What was measured, in the order in which it was added first. */
    List<LatencyCell> cells() {
        return List.copyOf(rounds.keySet());
    }

    /** Its rounds, at least one. */
    List<CellFigures> rounds(LatencyCell cell) {
        return List.copyOf(rounds.getOrDefault(cell, List.of()));
    }

    List<CellFigures> all() {
        return rounds.values().stream().flatMap(List::stream).toList();
    }

    /** One series of all its rounds together. */
    Histogram total(LatencyCell cell, String series) {
        Histogram total = LatencySeries.newHistogram();
        rounds(cell).forEach(figures -> total.add(figures.log().total(series)));
        return total;
    }

    /** A percentile of the time from end to end, in each of its rounds; empty if nothing arrived in one. */
    Optional<Spread> endToEndNs(LatencyCell cell, double percentile) {
        List<Double> values = new ArrayList<>();
        for (CellFigures figures : rounds(cell)) {
            if (figures.endToEnd().getTotalCount() == 0) {
                return Optional.empty();
            }
            values.add((double) figures.endToEnd().getValueAtPercentile(percentile));
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
    }

    /**
     * The same as a multiple of what {@code base} had in the same round; empty if they have no round in common in which
     * something arrived at both.
     */
    Optional<Spread> ratio(LatencyCell cell, LatencyCell base, double percentile) {
        List<Double> ratios = new ArrayList<>();
        List<CellFigures> mine = rounds(cell);
        List<CellFigures> others = rounds(base);
        for (int r = 0; r < Math.min(mine.size(), others.size()); r++) {
            Histogram histogram = mine.get(r).endToEnd();
            Histogram other = others.get(r).endToEnd();
            if (histogram.getTotalCount() > 0 && other.getTotalCount() > 0) {
                ratios.add((double) histogram.getValueAtPercentile(percentile)
                        / Math.max(1, other.getValueAtPercentile(percentile)));
            }
        }
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
    }

    /** How the generator kept the schedule, in all rounds together. */
    ScheduleCheck schedule(LatencyCell cell) {
        return rounds(cell).stream().map(CellFigures::schedule).reduce(ScheduleCheck.NONE, ScheduleCheck::plus);
    }

    /** Whether the generator kept it in each round. */
    boolean isKept(LatencyCell cell) {
        return rounds(cell).stream().allMatch(figures -> figures.schedule().isKept());
    }

    /** What all of this is worth. */
    RunVerdict verdict(boolean interrupted) {
        List<RunVerdict.Measurement> measurements = all().stream()
                .map(figures ->
                        new RunVerdict.Measurement(figures.cell().name(), figures.schedule(), figures.problems()))
                .toList();
        ScheduleCheck all = measurements.stream()
                .map(RunVerdict.Measurement::schedule)
                .reduce(ScheduleCheck.NONE, ScheduleCheck::plus);
        long missing = all().stream().mapToLong(CellFigures::missingMeasured).sum();
        return RunVerdict.of(
                measurements,
                interrupted,
                Units.count(measurements.size(), "measurement") + " of " + Units.count(rounds.size(), "cell") + ": "
                        + Units.percent(all.sent(), all.offered()) + " of " + Units.count(all.offered())
                        + " frames sent, " + Units.count(missing) + " missing, books balance");
    }

    /** All series of all cells, tagged with cell and series. */
    HistogramLog log() {
        HistogramLog log = new HistogramLog();
        all().forEach(figures -> log.appendAll(figures.cell().name() + '-', figures.log()));
        return log;
    }
}
