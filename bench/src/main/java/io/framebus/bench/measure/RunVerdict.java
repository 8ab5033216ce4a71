package io.framebus.bench.measure;

import io.framebus.bench.slo.Judgements;
import io.framebus.bench.text.Table;
import io.framebus.bench.text.Units;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a run of several measurements is worth, in one line.
 *
 * @param outcome what kind of verdict it is
 * @param reason the rest of the line
 * @param judgements the user's objectives, in the order in which they were given
 */
public record RunVerdict(Outcome outcome, String reason, Judgements judgements) {
    /** Where nothing was demanded. */
    public RunVerdict(Outcome outcome, String reason) {
        this(outcome, reason, Judgements.NONE);
    }

    /**
     * What one measurement says of its own worth.
     *
     * @param name as it is named in the verdict
     * @param schedule how its generator kept the schedule
     * @param problems what must not be, one line each
     */
    public record Measurement(String name, ScheduleCheck schedule, List<String> problems) {
        /** Keeps a copy of the problems. */
        public Measurement {
            problems = List.copyOf(problems);
        }
    }

    /**
     * The verdict on all of them. Books that do not balance weigh more than a schedule that was not kept.
     *
     * @param summary the reason where there is nothing to complain of
     */
    public static RunVerdict of(List<Measurement> measurements, boolean interrupted, String summary) {
        List<String> problems = measurements.stream()
                .flatMap(measurement -> measurement.problems().stream())
                .toList();
        if (!problems.isEmpty()) {
            return failed(problems);
        }
        if (interrupted) {
            return new RunVerdict(Outcome.INTERRUPTED, "ended early; " + summary);
        }
        int[] invalid = IntStream.range(0, measurements.size())
                .filter(m -> !measurements.get(m).schedule().isKept())
                .toArray();
        if (invalid.length > 0) {
            Measurement first = measurements.get(invalid[0]);
            return new RunVerdict(
                    Outcome.INVALID,
                    "the generator could not keep its schedule in " + invalid.length + " of "
                            + Units.count(measurements.size(), "measurement") + ", first in " + first.name() + ": "
                            + first.schedule().complaint().orElse(""));
        }
        return new RunVerdict(Outcome.OK, summary);
    }

    /**
     * The verdict where something is that must not be.
     *
     * @param problems at least one; the first is told
     */
    public static RunVerdict failed(List<String> problems) {
        String more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
        return new RunVerdict(Outcome.FAILED, problems.get(0) + more);
    }

    /** The same with the user's objectives, which count if the figures say anything. */
    public RunVerdict judge(Judgements objectives) {
        if (outcome != Outcome.OK) {
            return new RunVerdict(outcome, reason, objectives);
        }
        return objectives.areMet()
                ? new RunVerdict(Outcome.OK, reason + objectives.met(), objectives)
                : new RunVerdict(Outcome.MISSED, objectives.missed(), objectives);
    }

    /** Whether a frame is unaccounted for: an error in the bus, or in this program. */
    public boolean isFailed() {
        return outcome == Outcome.FAILED;
    }

    /** Each objective with what was measured, for programs. */
    public List<Map<String, Object>> describeObjectives() {
        return judgements.describe(outcome.isJudged());
    }

    /** Each objective with what was measured, as a table. */
    public Table objectives() {
        return judgements.table(outcome.isJudged());
    }
}
