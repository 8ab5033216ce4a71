package io.framebus.bench.load;

import io.framebus.bench.measure.ScheduleCheck;
import io.framebus.bench.slo.Judgement;
import io.framebus.bench.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a run is worth, in one line.
 *
 * @param outcome what kind of verdict it is
 * @param reason the rest of the line
 * @param judgements the user's objectives, in the order in which they were given
 */
record Verdict(Outcome outcome, String reason, List<Judgement> judgements) {
    /** From this share of late frames on it is said that there were some. */
    private static final double NOTABLE_LATE_SHARE = 0.001;

    /** Kinds of verdicts, with the exit code of each. */
    enum Outcome {
        /** The schedule was kept, every frame is accounted for. */
        OK(0),
        /** A frame is unaccounted for, out of its order, or not what was published: an error in the bus, or in this program. */
        FAILED(1),
        /** The generator did not keep its schedule, so the figures say nothing about the load that was asked for. */
        INVALID(3),
        /** The run is good, and does not meet an objective. The exit code is the one that k6 uses for this. */
        MISSED(99);

        private final int exitCode;

        Outcome(int exitCode) {
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }

    Verdict {
        judgements = List.copyOf(judgements);
    }

    static Verdict of(LoadConfig config, RunFigures figures) {
        return of(config, figures, List.of());
    }

    /** Objectives are judged only if the figures say anything: an error comes first, then a schedule that was not kept. */
    static Verdict of(LoadConfig config, RunFigures figures, List<Judgement> judgements) {
        Verdict run = ofRun(config, figures);
        if (run.outcome != Outcome.OK) {
            return new Verdict(run.outcome, run.reason, judgements);
        }
        List<Judgement> missed =
                judgements.stream().filter(judgement -> !judgement.met()).toList();
        String of = Units.count(judgements.size(), "objective");
        if (missed.isEmpty()) {
            return new Verdict(Outcome.OK, run.reason + (judgements.isEmpty() ? "" : ", " + of + " met"), judgements);
        }
        String each = missed.stream()
                .map(judgement -> judgement.objective() + " is " + judgement.actual())
                .collect(Collectors.joining("; "));
        return new Verdict(Outcome.MISSED, missed.size() + " of " + of + ": " + each, judgements);
    }

    private static Verdict ofRun(LoadConfig config, RunFigures figures) {
        if (!figures.problems().isEmpty()) {
            String first = figures.problems().get(0);
            int more = figures.problems().size() - 1;
            return new Verdict(Outcome.FAILED, more == 0 ? first : first + " (and " + more + " more)", List.of());
        }
        Optional<String> complaint = schedule(figures).complaint();
        if (complaint.isPresent()) {
            return new Verdict(
                    Outcome.INVALID,
                    "the generator could not keep its schedule: " + complaint.get() + ", " + delays(figures),
                    List.of());
        }
        return new Verdict(Outcome.OK, summary(config, figures), List.of());
    }

    /** Whether the figures say anything. */
    boolean isJudged() {
        return outcome == Outcome.OK || outcome == Outcome.MISSED;
    }

    /** What to say of an objective. */
    String result(Judgement judgement) {
        return !isJudged() ? "not judged" : judgement.met() ? "met" : "missed";
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
