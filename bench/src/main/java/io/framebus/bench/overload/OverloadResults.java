package io.framebus.bench.overload;

import io.framebus.bench.measure.HistogramLog;
import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.measure.ScheduleCheck;
import io.framebus.bench.measure.Spread;
import io.framebus.bench.text.Units;
import io.framebus.bench.text.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** The measurements of all rounds, by what was measured. For one thread. */
final class OverloadResults {
    /** What one row of the tables is about. */
    record Cell(Behaviour behaviour, String system, double factor) {
        /** As it is named in logs, files and objectives: {@code framebus-sync-point-steady-2.0x}. */
        String name() {
            return (system + '-' + Values.name(behaviour) + '-' + factor + 'x').replaceAll("[^A-Za-z0-9.]+", "-");
        }
    }

    private final List<String> systems = new ArrayList<>();
    private final Map<Cell, List<OverloadFigures>> rounds = new TreeMap<>(Comparator.comparing(Cell::behaviour)
            .thenComparingInt(cell -> systems.indexOf(cell.system()))
            .thenComparingDouble(Cell::factor));

    void add(OverloadFigures figures) {
        if (!systems.contains(figures.system())) {
            systems.add(figures.system());
        }
        rounds.computeIfAbsent(
                        new Cell(figures.behaviour(), figures.system(), figures.factor()), cell -> new ArrayList<>())
                .add(figures);
    }

    /** By behaviour, system and factor. */
    List<Cell> cells() {
        return List.copyOf(rounds.keySet());
    }

    List<OverloadFigures> rounds(Cell cell) {
        return List.copyOf(rounds.getOrDefault(cell, List.of()));
    }

    List<OverloadFigures> all() {
        return rounds.values().stream().flatMap(List::stream).toList();
    }

    /** A figure over the rounds; empty if it is not a number in one. */
    Optional<Spread> spread(Cell cell, ToDoubleFunction<OverloadFigures> figure) {
        List<Double> values = rounds(cell).stream().map(figure::applyAsDouble).toList();
        return values.isEmpty() || values.stream().anyMatch(value -> value.isNaN())
                ? Optional.empty()
                : Optional.of(Spread.of(values));
    }

    /** Times from end to end of all rounds together. */
    Histogram endToEnd(Cell cell) {
        Histogram total = LatencySeries.newHistogram();
        rounds(cell).forEach(figures -> total.add(figures.log().total(OverloadFigures.END_TO_END)));
        return total;
    }

    /** Whether the generator kept its timetable in each round. */
    boolean isKept(Cell cell) {
        return rounds(cell).stream().allMatch(figures -> figures.schedule().isKept());
    }

    /** What all of this is worth. */
    RunVerdict verdict(boolean interrupted) {
        List<RunVerdict.Measurement> measurements = all().stream()
                .map(figures -> new RunVerdict.Measurement(figures.name(), figures.schedule(), figures.problems()))
                .toList();
        ScheduleCheck all = measurements.stream()
                .map(RunVerdict.Measurement::schedule)
                .reduce(ScheduleCheck.NONE, ScheduleCheck::plus);
        return RunVerdict.of(
                measurements,
                interrupted,
                Units.count(measurements.size(), "measurement") + " of " + Units.count(rounds.size(), "cell") + ": "
                        + Units.percent(all.sent(), all.offered()) + " of " + Units.count(all.offered())
                        + " frames sent, books balance");
    }

    /** The histograms of all measurements, tagged with their names. */
    HistogramLog log() {
        HistogramLog log = new HistogramLog();
        all().forEach(figures -> log.appendAll(figures.name() + '-', figures.log()));
        return log;
    }
}
