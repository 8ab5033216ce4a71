package io.framebus.bench.rig;

import io.framebus.bench.measure.Outcome;
import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.report.Level;
import io.framebus.bench.report.ReportPage;
import io.framebus.bench.report.Table;

/** What the pages of several commands have in common. */
public final class Pages {
    private Pages() {}

    /** Puts the verdict on a page: {@code found} in one sentence where there is nothing to complain of. */
    public static void verdict(ReportPage.Builder page, RunVerdict verdict, String found) {
        Level level = level(verdict.outcome());
        if (level != Level.OK) {
            page.verdict(level, verdict.reason());
        } else if (verdict.judgements().isEmpty()) {
            page.verdict(Level.RESULT, found);
        } else {
            page.verdict(Level.OK, found + " All objectives are met.");
        }
    }

    /** How a page shows an outcome. */
    public static Level level(Outcome outcome) {
        return switch (outcome) {
            case OK -> Level.OK;
            case FAILED -> Level.FAILED;
            case MISSED -> Level.MISSED;
            case INVALID, INTERRUPTED -> Level.INVALID;
        };
    }

    /** What was demanded and what came out, if anything was. */
    public static void objectives(ReportPage.Builder page, RunVerdict verdict) {
        if (!verdict.judgements().isEmpty()) {
            page.section(
                    "Objectives",
                    "What the run had to meet.",
                    Table.of("Objectives and what was measured", verdict.objectives()));
        }
    }
}
