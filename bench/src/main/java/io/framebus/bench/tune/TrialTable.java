package io.framebus.bench.tune;

import io.framebus.bench.consumer.Outcome;
import io.framebus.bench.consumer.ViewerFigures;
import io.framebus.bench.text.Column;
import io.framebus.bench.text.Table;
import java.util.ArrayList;
import java.util.List;

/** Trials as rows of figures. */
final class TrialTable {
    private static final List<Column> FIGURES = List.of(
            Column.share("lost").named("lossShare"),
            Column.share("undecodable"),
            Column.share("frozen"),
            Column.time("longest freeze"),
            Column.number("gaps/min").named("gapsPerMinute"),
            Column.time("p50"),
            Column.time("p99"),
            Column.time("p99.9"));

    private TrialTable() {}

    static List<Column> columns(Column... before) {
        List<Column> columns = new ArrayList<>(List.of(before));
        columns.add(Column.count("frames"));
        columns.add(Column.bytes("bytes").named("capacityBytes"));
        columns.add(Column.bytes("memory"));
        columns.addAll(FIGURES);
        return columns;
    }

    /** The values of those columns, after some before them. */
    static List<Object> values(Capacity capacity, Outcome outcome) {
        ViewerFigures total = outcome.total();
        double settled = Math.max(1, total.settled());
        List<Object> values = new ArrayList<>();
        values.add(capacity.frames());
        values.add(capacity.bytes());
        values.add(capacity.memoryBytes());
        values.add(total.loss());
        values.add(total.unshown() / settled);
        values.add(total.frozenShare());
        values.add(total.longestFreezeNs());
        values.add(Target.perMinute(total.gaps(), outcome));
        values.add(outcome.latency().getValueAtPercentile(50));
        values.add(outcome.latency().getValueAtPercentile(99));
        values.add(outcome.latency().getValueAtPercentile(99.9));
        return values;
    }

    /** What was tried, in order, with the phase in which it was. */
    static Table of(SearchResult search) {
        List<Column> columns = columns(Column.text("phase"));
        columns.add(Column.count("seed"));
        columns.add(Column.text("target"));
        Table table = new Table(columns);
        search.byPhase().forEach((phase, trials) -> trials.forEach(trial -> add(table, phase, trial)));
        return table;
    }

    private static void add(Table table, String phase, Trial trial) {
        List<Object> row = new ArrayList<>();
        row.add(phase);
        row.addAll(values(trial.capacity(), trial.outcome()));
        row.add(trial.seed());
        row.add(trial.isValid() ? trial.judgement() : trial.judgement() + " (invalid)");
        table.row(row.toArray());
    }
}
