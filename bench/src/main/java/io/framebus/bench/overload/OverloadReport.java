package io.framebus.bench.overload;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.bench.measure.Environment;
import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.text.OutputFormat;
import io.framebus.bench.text.Table;
import io.framebus.bench.text.Units;
import java.util.stream.Collectors;

/** A run as text, Markdown, CSV or JSON. */
final class OverloadReport {
    static final String SCHEMA = "framebus-overload/1";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final OverloadPlan plan;

    OverloadReport(OverloadPlan plan) {
        this.plan = plan;
    }

    /** What is going to be measured. */
    String plan() {
        OverloadSettings settings = plan.settings();
        Rhythm rhythm = plan.rhythm();
        return "rhythm   " + Units.count(rhythm.frames()) + " video frames over and over, "
                + Units.bytes(rhythm.meanBytes())
                + " in the mean, at most " + rhythm.longestKeyInterval() + " from key frame to key frame\n"
                + "ring     " + Units.count(settings.capacityFrames()) + " frames, "
                + Units.bytes(settings.capacityBytes()) + "; what the subscriber does alone in "
                + Units.time((double) settings.capacityFrames() * settings.workNs()) + "\n"
                + "work     " + Units.time(settings.workNs()) + " a frame, "
                + (settings.blocking() ? "waiting" : "computing") + "; stalls of " + Units.time(settings.stallNs())
                + " every " + Units.time(settings.stallEveryNs()) + "\n"
                + "publish  at "
                + plan.factors().stream().map(Units::three).collect(Collectors.joining(", "))
                + " times the rate that the subscriber reaches alone\n"
                + "run      " + Units.count(plan.rounds(), "round") + " of "
                + Units.count(plan.jobs().size(), "JVM")
                + ": " + Units.time(settings.warmUpNs()) + " or more to warm up, then "
                + Units.time(settings.durationNs())
                + " alone and as long at each rate in turn; " + Units.time(plan.durationNs()) + " at least\n"
                + "threads  generator (spins), subscriber (spins when idle), hiccup meter, on "
                + Environment.processors() + " processors\n";
    }

    /** The results in that format, ended by a line feed. */
    String results(OverloadResults results, RunVerdict verdict, OutputFormat format) {
        return switch (format) {
            case TABLE -> sections(results, verdict, format, "") + verdict.outcome() + "  " + verdict.reason() + '\n';
            case MARKDOWN ->
                sections(results, verdict, format, "### ") + "**" + verdict.outcome() + "**: " + verdict.reason()
                        + '\n';
            case CSV -> measurements(results).toString(format);
            case JSON -> json(results, verdict).toPrettyString() + '\n';
        };
    }

    private static String sections(OverloadResults results, RunVerdict verdict, OutputFormat format, String heading) {
        return heading + "What the subscriber gets, frames per second; median of the rounds (least to greatest)\n\n"
                + OverloadTables.goodput(results).toString(format) + '\n'
                + heading
                + "What it loses, and what a viewer sees; gaps and overruns per second, latency end to end\n\n"
                + OverloadTables.damage(results).toString(format) + '\n'
                + (verdict.judgements().isEmpty()
                        ? ""
                        : heading + "Objectives\n\n" + verdict.objectives().toString(format) + '\n');
    }

    /** For programs: each measurement by itself. The schema's number changes when a name or a meaning does. */
    ObjectNode json(OverloadResults results, RunVerdict verdict) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", SCHEMA);
        root.put("verdict", verdict.outcome().name());
        root.put("reason", verdict.reason());
        root.put("exitCode", verdict.outcome().exitCode());
        root.set("objectives", MAPPER.valueToTree(verdict.describeObjectives()));
        root.set("settings", MAPPER.valueToTree(plan.settings()));
        root.put("rounds", plan.rounds());
        root.set("environment", MAPPER.valueToTree(Environment.describe()));
        ArrayNode problems = root.putArray("problems");
        results.all().forEach(figures -> figures.problems().forEach(problems::add));
        root.set("measurements", measurements(results).toJson());
        return root;
    }

    private static Table measurements(OverloadResults results) {
        return OverloadTables.measurements(results);
    }
}
