package io.framebus.bench.tune;

import io.framebus.bench.consumer.Outcome;
import io.framebus.bench.slo.Judgement;
import io.framebus.bench.slo.Limit;
import io.framebus.bench.slo.Metrics;
import io.framebus.bench.slo.Objective;
import io.framebus.bench.slo.Slo;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/** What the consumers have to get, of a run's outcome. Immutable. */
final class Target {
    static final String LOSS = "loss";
    static final String UNDECODABLE = "undecodable";

    /** What a larger ring makes smaller. The rest are latencies, which grow with what is kept instead of being lost. */
    private static final Set<String> HELPED =
            Set.of(LOSS, UNDECODABLE, "frozen", "freeze", "freezes-per-minute", "gaps-per-minute", "evicted");

    private static final double NS_PER_MINUTE = 60e9;

    private final Slo.Bound<Outcome> objectives;
    private final String text;

    /**
     * Reads what is demanded.
     *
     * @throws IllegalArgumentException if there is no such metric, or a limit does not suit it
     */
    Target(Slo slo) {
        this.objectives = slo.of(metrics());
        this.text = slo.toString();
    }

    /** What the options of a command demand; what is wrong with them is told as of any option. */
    static Target of(CommandLine command, List<Slo> slos) {
        try {
            return new Target(Slo.all(slos));
        } catch (CommandLine.TypeConversionException | IllegalArgumentException wrong) {
            throw new CommandLine.ParameterException(
                    command, "Invalid value for option '--target': " + wrong.getMessage(), wrong);
        }
    }

    private static Metrics<Outcome> metrics() {
        return new Metrics<Outcome>()
                .share(
                        LOSS,
                        "",
                        outcome -> outcome.total().dropped(),
                        outcome -> outcome.total().settled())
                .share(
                        UNDECODABLE,
                        "",
                        outcome -> outcome.total().unshown(),
                        outcome -> outcome.total().settled())
                .share(
                        "frozen",
                        "",
                        outcome -> outcome.total().frozenNs(),
                        outcome -> outcome.total().watchedNs())
                .time("freeze", "", outcome -> outcome.total().longestFreezeNs())
                .count(
                        "freezes-per-minute",
                        "",
                        outcome -> perMinute(outcome.total().freezes(), outcome))
                .count(
                        "gaps-per-minute",
                        "",
                        outcome -> perMinute(outcome.total().gaps(), outcome))
                .share(
                        "evicted",
                        "",
                        outcome -> outcome.total().evicted(),
                        outcome -> outcome.subscribers().size())
                .quantiles("", "", Outcome::latency);
    }

    /** How many there are in a minute of one track's watching. */
    static double perMinute(long count, Outcome outcome) {
        return outcome.total().watchedNs() == 0
                ? 0
                : count * NS_PER_MINUTE / outcome.total().watchedNs();
    }

    /** Whether a larger ring can help to meet it. */
    static boolean isHelpedByCapacity(Judgement judgement) {
        return HELPED.contains(judgement.objective().metric());
    }

    List<Objective> objectives() {
        return objectives.objectives();
    }

    List<Judgement> judge(Outcome outcome) {
        return objectives.judge(scope -> outcome).each();
    }

    /** The least share of frames that is said to be too much lost; 1 where none is. */
    double lossLimit() {
        return objectives().stream()
                .filter(objective ->
                        objective.metric().equals(LOSS) || objective.metric().equals(UNDECODABLE))
                .map(Objective::limit)
                .mapToDouble(limit -> limit.unit() == Limit.Unit.SHARE ? limit.value() : 0)
                .min()
                .orElse(1);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
