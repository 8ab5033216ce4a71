package io.framebus.bench.tune;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.bench.consumer.ConsumerModel;
import io.framebus.bench.measure.Environment;
import io.framebus.bench.report.Fact;
import io.framebus.bench.report.HeatMap;
import io.framebus.bench.report.HtmlOption;
import io.framebus.bench.report.Level;
import io.framebus.bench.report.Quantity;
import io.framebus.bench.report.ReportPage;
import io.framebus.bench.report.Scale;
import io.framebus.bench.text.Column;
import io.framebus.bench.text.Table;
import io.framebus.bench.text.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A sweep as a table, as JSON, and as a page with heat maps.
 *
 * @param scenario what was tried
 * @param consumers the consumers
 * @param capacities the rings
 * @param cells each consumer with each ring
 */
record SweepReport(Scenario scenario, List<ConsumerModel> consumers, List<Capacity> capacities, List<SweepCell> cells) {
    static final String SCHEMA = "framebus-sweep/1";

    /** Characters of a row's label for which a heat map has room. */
    private static final int ROOM = 20;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    SweepReport {
        consumers = List.copyOf(consumers);
        capacities = List.copyOf(capacities);
        cells = List.copyOf(cells);
    }

    Table table() {
        List<Column> columns = TrialTable.columns(Column.text("consumer"));
        columns.add(Column.flag("best"));
        columns.add(Column.text("remark"));
        Table table = new Table(columns);
        for (SweepCell cell : cells) {
            List<Object> row = new ArrayList<>();
            row.add(cell.consumer().name());
            row.addAll(TrialTable.values(cell.capacity(), cell.outcome()));
            row.add(cell.isBest());
            row.add(cell.invalid().isEmpty() ? "" : "invalid: " + cell.invalid());
            table.row(row.toArray());
        }
        return table;
    }

    ObjectNode json() {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", SCHEMA);
        root.set("scenario", TuneJson.scenario(scenario));
        root.set("cells", table().toJson());
        root.set("environment", MAPPER.valueToTree(Environment.describe()));
        return root;
    }

    /** One line on what to read first. */
    String summary() {
        long best = cells.stream().filter(SweepCell::isBest).count();
        return Units.count(capacities.size(), "ring") + " x " + Units.count(consumers.size(), "consumer") + ", "
                + scenario.describeRun() + "; " + best + " of " + cells.size()
                + " are best: no other ring loses less, is no later and takes no more memory";
    }

    ReportPage page(String command) {
        ReportPage.Builder page = ReportPage.builder("framebus sweep", "What ring size does to consumers")
                .made(HtmlOption.madeNow())
                .verdict(isValid() ? Level.RESULT : Level.INVALID, summary());
        for (ConsumerModel consumer : consumers.subList(0, Math.min(5, consumers.size()))) {
            page.fact(fact(consumer));
        }
        page.section(
                "Shown or not",
                "Frames that a viewer could not be shown: lost, or handed over without what they depend on. Marked: the smallest"
                        + " ring of the best ones that loses less than one in a thousand.",
                map("undecodable", Quantity.SHARE, Scale.LOG, SweepCell::unshownShare));
        page.section(
                "Frozen",
                "Share of time in which a picture stood still for more than 150 ms too long.",
                map("frozen", Quantity.SHARE, Scale.LINEAR, SweepCell::frozenShare));
        page.section(
                "Late",
                "From when a frame was due to its handler, 99th percentile of what was delivered.",
                map("p99", Quantity.TIME, Scale.LOG, SweepCell::p99Ns));
        page.section("Memory", "What a ring takes: payload outside the heap, slots on it.", memory());
        return page.settings(settings(command))
                .environment(Environment.describe())
                .data("sweep.json", json())
                .build();
    }

    boolean isValid() {
        return cells.stream().allMatch(cell -> cell.invalid().isEmpty());
    }

    /** The smallest ring that loses less than one frame in a thousand. */
    private Fact fact(ConsumerModel consumer) {
        for (Capacity capacity : capacities) {
            SweepCell cell = SweepCell.of(cells, consumer, capacity);
            if (cell != null && cell.unshownShare() < 0.001) {
                return new Fact(
                        consumer.name(),
                        capacity.toString(),
                        "not shown " + Units.share(cell.unshownShare()) + ", p99 " + Units.time(cell.p99Ns()));
            }
        }
        return new Fact(consumer.name(), "none", "every ring loses more than 0.1 %");
    }

    private HeatMap map(String title, Quantity quantity, Scale scale, ToDoubleFunction<SweepCell> value) {
        HeatMap map = new HeatMap(
                title,
                quantity,
                scale,
                "consumer",
                "ring",
                capacities.stream().map(Capacity::label).toList());
        for (int row = 0; row < consumers.size(); row++) {
            ConsumerModel consumer = consumers.get(row);
            map.row(
                    number(row) + shortened(consumer.name()),
                    capacities.stream()
                            .map(capacity -> SweepCell.of(cells, consumer, capacity))
                            .mapToDouble(cell -> cell == null ? Double.NaN : value.applyAsDouble(cell))
                            .toArray());
            for (int column = 0; column < capacities.size(); column++) {
                SweepCell cell = SweepCell.of(cells, consumer, capacities.get(column));
                if (cell != null && cell.isBest() && cell.unshownShare() < 0.001) {
                    map.mark(row, column);
                    break;
                }
            }
        }
        return map.caption(names());
    }

    private static String number(int row) {
        return (row + 1) + ": ";
    }

    /** The names of the consumers with the numbers of their rows: rows have little room. */
    private String names() {
        List<String> names = new ArrayList<>();
        for (int row = 0; row < consumers.size(); row++) {
            names.add(number(row) + consumers.get(row).name());
        }
        return String.join("; ", names);
    }

    private static String shortened(String name) {
        return name.length() <= ROOM ? name : name.substring(0, ROOM - 3) + "...";
    }

    private io.framebus.bench.report.Table memory() {
        int streams = scenario.streams();
        var table = new io.framebus.bench.report.Table("Memory")
                .words("ring")
                .figures("a stream", Units.count(streams, "stream"));
        for (Capacity capacity : capacities) {
            long bytes = capacity.memoryBytes();
            table.row(capacity.label(), Units.bytes(bytes), Units.bytes(bytes * streams));
        }
        return table;
    }

    private Map<String, String> settings(String command) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("command", command);
        settings.put("media", scenario.source());
        settings.put("resync", scenario.settings().resync().name());
        settings.put("max lag", scenario.maxLag());
        settings.put("runs", scenario.describeRun());
        settings.put("seed", String.valueOf(scenario.seed()));
        return settings;
    }
}
