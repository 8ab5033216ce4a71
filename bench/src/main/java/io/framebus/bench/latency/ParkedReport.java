package io.framebus.bench.latency;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.bench.measure.Environment;
import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.measure.Spread;
import io.framebus.bench.text.Column;
import io.framebus.bench.text.OutputFormat;
import io.framebus.bench.text.Table;
import io.framebus.bench.text.Units;

/**
 * A run beside sleepers as text, Markdown, CSV or JSON.
 *
 * @param payloadBytes of each frame
 * @param rounds that were asked for
 * @param seed of the order of calls in the first round
 */
record ParkedReport(int payloadBytes, int rounds, long seed, ParkedResults results, RunVerdict verdict) {
    static final String SCHEMA = "framebus-parked/1";

    private static final double[] PERCENTILES = {50, 99, 99.9};
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The results in that format, ended by a line feed. */
    String results(OutputFormat format) {
        return switch (format) {
            case TABLE -> table().toString(format) + '\n' + verdict.outcome() + "  " + verdict.reason() + '\n';
            case MARKDOWN -> table().toString(format) + "\n**" + verdict.outcome() + "**: " + verdict.reason() + '\n';
            case CSV -> table().toString(format);
            case JSON -> json().toPrettyString() + '\n';
        };
    }

    /** For programs. Names carry their units; the schema's number changes when a name or a meaning does. */
    ObjectNode json() {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", SCHEMA);
        root.put("verdict", verdict.outcome().name());
        root.put("reason", verdict.reason());
        root.put("exitCode", verdict.outcome().exitCode());
        root.put("payloadBytes", payloadBytes);
        root.put("rounds", rounds);
        root.put("seed", seed);
        root.set("environment", MAPPER.valueToTree(Environment.describe()));
        root.set("publishCalls", table().toJson());
        ArrayNode measurements = root.putArray("measurements");
        for (int sleepers : results.sleepers()) {
            for (ParkedRun.Figures figures : results.rounds(sleepers)) {
                measurements
                        .addObject()
                        .put("sleepers", sleepers)
                        .put("calls", figures.parked().getTotalCount())
                        .put("noSleepersP999Ns", figures.alone().getValueAtPercentile(99.9))
                        .put("withSleepersP999Ns", figures.parked().getValueAtPercentile(99.9));
            }
        }
        return root;
    }

    /** A row for each number of sleepers and percentile. */
    Table table() {
        Table table = new Table(
                Column.count("sleepers"),
                Column.text("threads"),
                Column.text("publish call"),
                Column.time("no sleepers"),
                Column.time("with sleepers"),
                Column.number("ratio"),
                Column.number("least").named("leastRatio"),
                Column.number("greatest").named("greatestRatio"),
                Column.count("calls of each"));
        for (int sleepers : results.sleepers()) {
            for (double percentile : PERCENTILES) {
                Spread ratio = results.ratio(sleepers, percentile);
                table.row(
                        sleepers,
                        results.rounds(sleepers).get(0).threads(),
                        "p" + Units.three(percentile),
                        results.costNs(sleepers, ParkedRun.Figures::alone, percentile)
                                .median(),
                        results.costNs(sleepers, ParkedRun.Figures::parked, percentile)
                                .median(),
                        ratio.median(),
                        ratio.min(),
                        ratio.max(),
                        results.total(sleepers, ParkedRun.Figures::parked).getTotalCount());
            }
        }
        return table;
    }
}
