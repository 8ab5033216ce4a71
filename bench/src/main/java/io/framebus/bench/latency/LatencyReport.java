package io.framebus.bench.latency;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.bench.measure.Environment;
import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.text.OutputFormat;
import io.framebus.bench.text.Table;
import io.framebus.bench.text.Units;
import java.util.List;
import java.util.stream.Collectors;

/** A run as text, Markdown, CSV or JSON. */
final class LatencyReport {
    static final String SCHEMA = "framebus-latency/1";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final LatencyPlan plan;

    LatencyReport(LatencyPlan plan) {
        this.plan = plan;
    }

    /** What is going to be measured. */
    String plan() {
        LatencySettings settings = plan.settings();
        return "schedule " + plan.rates().stream().map(Units::rate).collect(Collectors.joining(", "))
                + " frames/s of " + Units.bytes(settings.payloadBytes()) + "; each " + settings.keyEvery()
                + ". slot a key frame of " + Units.count(settings.keyPackets(), "packet") + "\n"
                + "run      " + Units.count(plan.rounds(), "round") + " of "
                + Units.count(plan.jobs().size(), "JVM")
                + ", " + Units.count(plan.rates().size(), "rate") + " each: " + Units.time(settings.warmUpNs())
                + " or more to warm up, then " + Units.time(settings.durationNs()) + "; "
                + Units.time(plan.durationNs())
                + " at least\n"
                + "threads  generator (spins), subscriber, hiccup meter (sleeps "
                + Units.time(settings.hiccupIntervalNs()) + " at a time), on " + Environment.processors()
                + " processors\n"
                + plan.skipped().stream().map(line -> "note: " + line + '\n').collect(Collectors.joining());
    }

    /** The results in that format, ended by a line feed. */
    String results(LatencyResults results, RunVerdict verdict, OutputFormat format) {
        return switch (format) {
            case TABLE -> sections(results, verdict, format, "") + verdict.outcome() + "  " + verdict.reason() + '\n';
            case MARKDOWN ->
                sections(results, verdict, format, "### ") + "\n**" + verdict.outcome() + "**: " + verdict.reason()
                        + '\n';
            case CSV -> LatencyTables.series(results).toString(format);
            case JSON -> json(results, verdict).toPrettyString() + '\n';
        };
    }

    private static String sections(LatencyResults results, RunVerdict verdict, OutputFormat format, String heading) {
        StringBuilder text = new StringBuilder();
        section(text, heading + "Percentiles, all rounds together", LatencyTables.series(results), format);
        section(text, heading + "End to end, median of the rounds (least to greatest)", comparison(results), format);
        section(text, heading + "Schedule", LatencyTables.validity(results), format);
        if (!verdict.judgements().isEmpty()) {
            section(text, heading + "Objectives", verdict.objectives(), format);
        }
        return text.toString();
    }

    private static Table comparison(LatencyResults results) {
        return LatencyTables.comparison(results);
    }

    private static void section(StringBuilder text, String title, Table table, OutputFormat format) {
        text.append(title).append("\n\n").append(table.toString(format)).append('\n');
    }

    /** For programs. Names carry their units; the schema's number changes when a name or a meaning does. */
    ObjectNode json(LatencyResults results, RunVerdict verdict) {
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
        root.set("series", LatencyTables.series(results).toJson());
        root.set("schedule", LatencyTables.validity(results).toJson());
        ArrayNode rounds = root.putArray("measurements");
        for (LatencyCell cell : results.cells()) {
            List<CellFigures> all = results.rounds(cell);
            for (int round = 0; round < all.size(); round++) {
                rounds.add(measurement(all.get(round), round));
            }
        }
        return root;
    }

    private static ObjectNode measurement(CellFigures figures, int round) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("peer", figures.cell().peer());
        node.put("waiting", figures.cell().waiting().name());
        node.put("framesPerSecond", figures.cell().framesPerSecond());
        node.put("round", round);
        node.put("offeredFrames", figures.schedule().offered());
        node.put("sentFrames", figures.schedule().sent());
        node.put("lateFrames", figures.schedule().late());
        node.put("receivedFramesWithWarmUp", figures.received());
        node.put("missingFramesWithWarmUp", figures.missing());
        node.put("compilationMs", figures.compilationMs());
        if (figures.endToEnd().getTotalCount() > 0) {
            node.put("endToEndP50Ns", figures.endToEnd().getValueAtPercentile(50));
            node.put("endToEndP999Ns", figures.endToEnd().getValueAtPercentile(99.9));
            node.put("endToEndMaxNs", figures.endToEnd().getMaxValue());
        }
        return node;
    }
}
