package io.framebus.bench.latency;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.bench.measure.Environment;
import io.framebus.bench.measure.Interrupt;
import io.framebus.bench.measure.Outcome;
import io.framebus.bench.measure.Spread;
import io.framebus.bench.report.ResultOptions;
import io.framebus.bench.text.Column;
import io.framebus.bench.text.OutputFormat;
import io.framebus.bench.text.Table;
import io.framebus.bench.text.Units;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.SystemNanoClock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code latency --parked}: the cost of publish calls while subscribers sleep, as a multiple of the cost without any. */
final class ParkedCommand {
    static final String SCHEMA = "framebus-parked/1";

    private static final int MAX_PARKED = 100_000;
    private static final int MAX_CALLS = 1_000_000;
    private static final double[] PERCENTILES = {50, 99, 99.9};
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final CommandLine command;
    private final LatencyOptions options;
    private final ResultOptions output;
    private final Map<Integer, List<ParkedRun.Figures>> results = new LinkedHashMap<>();

    ParkedCommand(CommandLine command, LatencyOptions options, ResultOptions output) {
        this.command = command;
        this.options = options;
        this.output = output;
    }

    int call() throws IOException, InterruptedException {
        options.settings();
        options.parked.forEach(parked -> within("--parked", parked, 1, MAX_PARKED));
        within("--parked-frames", options.parkedFrames, 1, MAX_CALLS);
        within("--rounds", options.rounds, 1, 100);
        output.checkWritable();
        try (Interrupt interrupt = new Interrupt();
                ParkedRun run = new ParkedRun(options.payloadBytes, SystemNanoClock.INSTANCE)) {
            run.warmUp();
            for (int round = 0; round < options.rounds; round++) {
                for (int parked : options.parked) {
                    if (!interrupt.signal().isStopped()) {
                        output.tell(
                                command.getErr(),
                                "round " + (round + 1) + "/" + options.rounds + "  " + Units.count(parked, "sleeper")
                                        + '\n');
                        results.computeIfAbsent(parked, number -> new ArrayList<>())
                                .add(run.run(parked, options.parkedFrames, options.seed + round, interrupt.signal()));
                    }
                }
            }
            return report(interrupt.signal().isStopped());
        }
    }

    private static void within(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be between " + min + " and " + max + ", is " + value);
        }
    }

    private int report(boolean interrupted) throws IOException {
        List<String> problems = results.values().stream()
                .flatMap(List::stream)
                .flatMap(figures -> figures.problems().stream())
                .toList();
        Outcome outcome = !problems.isEmpty() ? Outcome.FAILED : interrupted ? Outcome.INTERRUPTED : Outcome.OK;
        String reason = problems.isEmpty()
                ? "every frame was read by every subscriber"
                : problems.get(0) + " (of " + Units.count(problems.size(), "problem") + ")";
        ObjectNode root = json(outcome, reason);
        String results = switch (output.format()) {
            case TABLE -> table().toString(OutputFormat.TABLE) + '\n' + outcome + "  " + reason + '\n';
            case MARKDOWN -> table().toString(OutputFormat.MARKDOWN) + "\n**" + outcome + "**: " + reason + '\n';
            case CSV -> table().toString(OutputFormat.CSV);
            case JSON -> root.toPrettyString() + '\n';
        };
        output.write(command.getOut(), results, root);
        return outcome.exitCode();
    }

    private ObjectNode json(Outcome outcome, String reason) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", SCHEMA);
        root.put("verdict", outcome.name());
        root.put("reason", reason);
        root.put("exitCode", outcome.exitCode());
        root.put("payloadBytes", options.payloadBytes);
        root.put("rounds", options.rounds);
        root.put("seed", options.seed);
        root.set("environment", MAPPER.valueToTree(Environment.describe()));
        root.set("publishCalls", table().toJson());
        ArrayNode rounds = root.putArray("measurements");
        results.forEach((sleepers, all) -> all.forEach(figures -> rounds.addObject()
                .put("sleepers", sleepers)
                .put("calls", figures.parked().getTotalCount())
                .put("noSleepersP999Ns", figures.alone().getValueAtPercentile(99.9))
                .put("withSleepersP999Ns", figures.parked().getValueAtPercentile(99.9))));
        return root;
    }

    /** A row for each number of sleepers and percentile. */
    private Table table() {
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
        for (Map.Entry<Integer, List<ParkedRun.Figures>> entry : results.entrySet()) {
            for (double percentile : PERCENTILES) {
                table.row(row(entry.getKey(), entry.getValue(), percentile));
            }
        }
        return table;
    }

    private static @Nullable Object[] row(int sleepers, List<ParkedRun.Figures> rounds, double percentile) {
        Spread ratio = Spread.of(rounds.stream()
                .map(figures -> at(figures.parked(), percentile) / at(figures.alone(), percentile))
                .toList());
        return new @Nullable Object[] {
            sleepers,
            rounds.get(0).threads(),
            "p" + Units.three(percentile),
            Spread.of(rounds.stream()
                            .map(figures -> at(figures.alone(), percentile))
                            .toList())
                    .median(),
            Spread.of(rounds.stream()
                            .map(figures -> at(figures.parked(), percentile))
                            .toList())
                    .median(),
            ratio.median(),
            ratio.min(),
            ratio.max(),
            rounds.stream()
                    .mapToLong(figures -> figures.parked().getTotalCount())
                    .sum()
        };
    }

    private static double at(Histogram histogram, double percentile) {
        return Math.max(1, histogram.getValueAtPercentile(percentile));
    }
}
