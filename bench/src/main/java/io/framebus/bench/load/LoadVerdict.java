package io.framebus.bench.load;

import io.framebus.bench.measure.Outcome;
import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.measure.ScheduleCheck;
import io.framebus.bench.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a run is worth, in one line. */
final class LoadVerdict {
    /** From this share of late frames on it is said that there were some. */
    private static final double NOTABLE_LATE_SHARE = 0.001;

    /** From this share of a processor on it is said that the compiler was at work. */
    private static final double NOTABLE_COMPILER_SHARE = 0.05;

    private LoadVerdict() {}

    /** An error comes first, then a schedule that was not kept. */
    static RunVerdict of(LoadConfig config, RunFigures figures) {
        if (!figures.problems().isEmpty()) {
            return RunVerdict.failed(figures.problems());
        }
        Optional<String> complaint = schedule(figures).complaint();
        if (complaint.isPresent()) {
            return new RunVerdict(
                    Outcome.INVALID,
                    "the generator could not keep its schedule: " + complaint.get() + ", " + delays(figures));
        }
        return new RunVerdict(Outcome.OK, summary(config, figures));
    }

    /** What does not make the run worthless, but should be known. */
    static List<String> notes(RunFigures figures) {
        List<String> notes = new ArrayList<>();
        long torn = figures.total().counts().torn();
        if (torn > 0) {
            notes.add(Units.count(torn) + " of the dropped frames were overwritten while they were read in place");
        }
        double late = figures.late();
        if (late > figures.sent() * NOTABLE_LATE_SHARE && schedule(figures).isKept()) {
            notes.add(Units.percent(figures.late(), figures.sent()) + " of the frames were sent more than "
                    + Units.time(ScheduleCheck.LATE_NS) + " late, which is in the latencies as well; "
                    + machine(figures));
        }
        double compiler = figures.process().compilationMs() * 1e6 / figures.elapsedNs();
        if (compiler > NOTABLE_COMPILER_SHARE) {
            notes.add("the compiler took " + Units.three(100 * compiler)
                    + " % of a processor meanwhile: what was measured was not yet all compiled; warm up longer");
        }
        return notes;
    }

    private static ScheduleCheck schedule(RunFigures figures) {
        return new ScheduleCheck(figures.offered(), figures.sent(), figures.late());
    }

    private static String machine(RunFigures figures) {
        return "an idle thread was held up by " + Units.time(figures.hiccups().getMaxValue()) + " at most";
    }

    private static String delays(RunFigures figures) {
        return "p99 " + Units.time(figures.sendDelay().getValueAtPercentile(99)) + ", at most "
                + Units.time(figures.sendDelay().getMaxValue()) + " late; " + machine(figures);
    }

    private static String summary(LoadConfig config, RunFigures figures) {
        FrameCounts total = figures.total().counts();
        return String.format(
                Locale.ROOT,
                "%s x %s, %.1f s: %s undecodable, books balance, %s of %s frames sent",
                Units.count(config.streams(), "stream"),
                Units.count(config.subscribers(), "subscriber"),
                figures.elapsedNs() / 1e9,
                Units.count(total.undecodable()),
                Units.percent(figures.sent(), figures.offered()),
                Units.count(figures.offered()));
    }
}
