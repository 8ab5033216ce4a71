package io.framebus.bench.latency;

import io.framebus.bench.measure.HistogramLog;
import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.measure.ScheduleCheck;
import io.framebus.bench.measure.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** What publish calls cost beside sleepers, by the number of these. For one thread. */
final class ParkedResults {
    static final String ALONE = "publish-no-sleepers";
    private static final String PARKED = "publish-sleepers-";

    private final Map<Integer, List<ParkedRun.Figures>> rounds = new LinkedHashMap<>();

    /** Adds what came out of one round. */
    void add(int sleepers, ParkedRun.Figures figures) {
        rounds.computeIfAbsent(sleepers, number -> new ArrayList<>()).add(figures);
    }

    /** The numbers of sleepers, in the order in which they were measured first. */
    Set<Integer> sleepers() {
        return rounds.keySet();
    }

    /** The rounds with so many sleepers. */
    List<ParkedRun.Figures> rounds(int sleepers) {
        return List.copyOf(rounds.getOrDefault(sleepers, List.of()));
    }

    /** All rounds of one kind of call together. */
    Histogram total(int sleepers, Function<ParkedRun.Figures, Histogram> kind) {
        Histogram total = LatencySeries.newHistogram();
        rounds(sleepers).forEach(figures -> total.add(kind.apply(figures)));
        return total;
    }

    /** A percentile of one kind of call, over the rounds, in nanoseconds. */
    Spread costNs(int sleepers, Function<ParkedRun.Figures, Histogram> kind, double percentile) {
        return Spread.of(rounds(sleepers).stream()
                .map(figures -> at(kind.apply(figures), percentile))
                .toList());
    }

    /** A percentile with sleepers as a multiple of that without, over the rounds. */
    Spread ratio(int sleepers, double percentile) {
        return Spread.of(rounds(sleepers).stream()
                .map(figures -> at(figures.parked(), percentile) / at(figures.alone(), percentile))
                .toList());
    }

    private static double at(Histogram histogram, double percentile) {
        return Math.max(1, histogram.getValueAtPercentile(percentile));
    }

    /** What all of this is worth. There is no schedule to keep: a call is made when everybody sleeps. */
    RunVerdict verdict(boolean interrupted) {
        List<RunVerdict.Measurement> measurements = rounds.values().stream()
                .flatMap(List::stream)
                .map(figures -> new RunVerdict.Measurement("parked", ScheduleCheck.NONE, figures.problems()))
                .toList();
        return RunVerdict.of(measurements, interrupted, "every frame was read by every subscriber");
    }

    /** The histograms of all rounds, tagged with what they show. */
    HistogramLog log() {
        HistogramLog log = new HistogramLog();
        rounds.forEach((sleepers, all) -> all.forEach(figures -> {
            log.append(ALONE, figures.alone());
            log.append(PARKED + sleepers, figures.parked());
        }));
        return log;
    }
}
