package io.framebus.bench.rig;

import io.framebus.bench.measure.Outcome;
import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.report.Level;
import io.framebus.bench.report.ReportPage;
import io.framebus.bench.report.Table;
import io.framebus.bench.text.Column;

/** What the pages of several commands have in common. */
public final class Pages {
    private Pages() {}

    /** A table of results as a page shows it. */
    public static Table table(String caption, io.framebus.bench.text.Table results) {
        Table table = new Table(caption);
        for (Column column : results.columns()) {
            if (column.rightAligned()) {
                table.figures(column.header());
            } else {
                table.words(column.header());
            }
        }
        results.shownRows().forEach(row -> table.row(row.toArray(String[]::new)));
        return table;
    }

    /** Puts the verdict on a page: {@code found} in one sentence where there is nothing to complain of. */
    public static void verdict(ReportPage.Builder page, RunVerdict verdict, String found) {
        if (verdict.outcome() == Outcome.OK) {
            page.verdict(Level.RESULT, found);
        } else {
            page.verdict(verdict.outcome() == Outcome.FAILED ? Level.FAILED : Level.INVALID, verdict.reason());
        }
    }
}
