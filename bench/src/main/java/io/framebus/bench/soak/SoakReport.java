package io.framebus.bench.soak;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.bench.measure.Outcome;
import io.framebus.bench.text.Column;
import io.framebus.bench.text.Table;
import io.framebus.bench.text.Units;
import io.framebus.bench.text.Values;

/** The figures of a soak as text and as JSON. */
final class SoakReport {
    private final SoakFigures figures;
    private final Ledger ledger;

    SoakReport(SoakFigures figures) {
        this.figures = figures;
        this.ledger = figures.ledger();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(counts()).append('\n').append(memory()).append('\n');
        DelayWatch delay = figures.delay();
        text.append("p99 from publish to handler  ")
                .append(
                        delay.isJudged()
                                ? "first third " + Units.time(delay.firstNs()) + ", last third "
                                        + Units.time(delay.lastNs())
                                : "not judged: the run is too short")
                .append('\n');
        if (!figures.memory().isJudged()) {
            text.append("memory trend                 not judged: the run is too short\n");
        }
        text.append('\n').append(verdict()).append('\n');
        ledger.problems().forEach(problem -> text.append("  ").append(problem).append('\n'));
        return text.toString();
    }

    private Table counts() {
        Table table = new Table(Column.text("kind"), Column.text("what"), Column.count("count"));
        for (Operation operation : Operation.values()) {
            table.row("operation", Values.name(operation), ledger.count(operation));
        }
        table.row("check", "frames", figures.framesChecked());
        for (Fault fault : Fault.values()) {
            table.row("fault", Values.name(fault), ledger.count(fault));
        }
        for (Trouble trouble : Trouble.values()) {
            table.row("found", Values.name(trouble), ledger.count(trouble));
        }
        return table;
    }

    private Table memory() {
        Table table = new Table(Column.text("memory"), Column.bytes("heap"), Column.bytes("direct"));
        if (figures.memory().isSampled()) {
            row(table, "first sample", figures.memory().first());
            row(table, "last sample", figures.memory().last());
        }
        row(table, "after close", figures.end());
        return table;
    }

    private static void row(Table table, String when, MemoryWatch.Sample sample) {
        table.row(when, sample.heapBytes(), sample.directBytes());
    }

    private String verdict() {
        String seed = "seed " + figures.plan().seed();
        Outcome outcome = figures.outcome();
        return switch (outcome) {
            case OK ->
                "OK: " + Units.count(figures.framesChecked(), "frame") + " checked, lost 0, torn 0, misordered 0, "
                        + seed;
            case INTERRUPTED -> "INTERRUPTED: ended early; nothing found so far, " + seed;
            case FAILED, INVALID, MISSED ->
                "FAILED: "
                        + (ledger.troubles() == 0 ? "no frame was checked" : Units.count(ledger.troubles(), "trouble"))
                        + ", " + seed;
        };
    }

    ObjectNode json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        SoakPlan plan = figures.plan();
        root.putObject("plan")
                .put("durationNs", plan.duration().toNanos())
                .put("streams", plan.streams())
                .put("subscribers", plan.subscribers())
                .put("receivers", plan.receivers())
                .put("framesPerSecond", plan.framesPerSecond())
                .put("publisherThreads", plan.publisherThreads())
                .put("livenessBoundNs", plan.livenessBound().toNanos())
                .put("seed", plan.seed());
        root.put("elapsedNs", figures.elapsedNs());
        root.put("framesChecked", figures.framesChecked());
        ObjectNode operations = root.putObject("operations");
        for (Operation operation : Operation.values()) {
            operations.put(Values.name(operation), ledger.count(operation));
        }
        ObjectNode faults = root.putObject("faults");
        for (Fault fault : Fault.values()) {
            faults.put(Values.name(fault), ledger.count(fault));
        }
        ObjectNode troubles = root.putObject("found");
        for (Trouble trouble : Trouble.values()) {
            troubles.put(Values.name(trouble), ledger.count(trouble));
        }
        ObjectNode memory = root.putObject("memory");
        if (figures.memory().isSampled()) {
            put(memory, "first", figures.memory().first());
            put(memory, "last", figures.memory().last());
        }
        put(memory, "afterClose", figures.end());
        memory.put("judged", figures.memory().isJudged());
        if (figures.memory().isJudged()) {
            memory.put("heapGrowthBytes", figures.memory().growthBytes(MemoryWatch.Sample::heapBytes));
            memory.put("directGrowthBytes", figures.memory().growthBytes(MemoryWatch.Sample::directBytes));
        }
        ObjectNode delay = root.putObject("publishToHandlerP99");
        delay.put("judged", figures.delay().isJudged());
        delay.put("firstThirdNs", figures.delay().firstNs());
        delay.put("lastThirdNs", figures.delay().lastNs());
        root.put("outcome", figures.outcome().name());
        ledger.problems().forEach(root.putArray("problems")::add);
        return root;
    }

    private static void put(ObjectNode memory, String when, MemoryWatch.Sample sample) {
        memory.putObject(when).put("heapBytes", sample.heapBytes()).put("directBytes", sample.directBytes());
    }
}
