package io.framebus.bench.tune;

import io.framebus.bench.consumer.ConsumerModel;
import io.framebus.bench.consumer.ConsumerParser;
import io.framebus.bench.measure.Interrupt;
import io.framebus.bench.report.HtmlOption;
import io.framebus.bench.text.FormatOption;
import io.framebus.bench.text.OutputFormat;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sweep}: what every ring does to every consumer. */
@Command(
        name = "sweep",
        sortOptions = false,
        description = {
            "Tries rings of several sizes with consumers of several behaviours and says of each what is lost, how long pictures"
                    + " freeze, how late frames are, and how much memory it takes. In virtual time, or with --real on a real bus.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:an internal error",
            "2:bad options, or media or a recording that cannot be used",
            "3:INVALID: the machine held some real runs up so that they say nothing",
            "130:Ctrl-C"
        })
public final class SweepCommand implements Callable<Integer> {
    private static final int MAX_CELLS = 2_000;
    private static final int MAX_REPETITIONS = 99;
    private static final int INVALID = 3;
    private static final int INTERRUPTED = 130;
    private static final List<String> DEFAULT_CONSUMERS = List.of(
            "stall=exp(10s)/lognormal(50ms,1)",
            "stall=exp(10s)/lognormal(200ms,1)",
            "stall=exp(10s)/lognormal(800ms,1)",
            "hold=exp(8ms)");

    /** Set by picocli. */
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ScenarioOptions scenarioOptions = new ScenarioOptions();

    @Option(
            names = "--consumer",
            paramLabel = "BEHAVIOUR",
            converter = ConsumerParser.class,
            description =
                    "How the subscribers behave, as for 'tune'. May be given more than once. Default: stalls of 50, 200"
                            + " and 800 ms every 10 s, and frames held for 8 ms, all in the mean or the median.")
    private List<ConsumerModel> consumers = List.of();

    @Option(
            names = "--capacity-frames",
            paramLabel = "RANGE",
            converter = CapacityRange.FramesConverter.class,
            description = "Rings to try: 64..4096:x2, or numbers joined by commas; rounded up to powers of two."
                    + " Default: ${DEFAULT-VALUE}.",
            defaultValue = "32..1024:x2")
    private CapacityRange frames = new CapacityRange(List.of());

    @Option(
            names = "--capacity-bytes",
            paramLabel = "RANGE",
            converter = CapacityRange.BytesConverter.class,
            description =
                    "Their payload: 1MiB..16MiB:x2, or sizes joined by commas; every one with every number of frames."
                            + " Default: what so many frames could need.")
    private @Nullable CapacityRange bytes;

    @Option(names = "--real", description = "On a real bus, in real time, in random order.")
    private boolean real;

    @Option(
            names = "--repetitions",
            paramLabel = "K",
            description = "Runs of each ring with each consumer, of different seeds. Default: 1.")
    private int repetitions = 1;

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result there as well, as JSON.")
    private @Nullable Path json;

    @Mixin
    private HtmlOption html = new HtmlOption();

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress.")
    private boolean quiet;

    /** For picocli. */
    public SweepCommand() {}

    @Override
    public Integer call() throws Exception {
        ScenarioOptions.require(
                repetitions >= 1 && repetitions <= MAX_REPETITIONS,
                "--repetitions must be between 1 and " + MAX_REPETITIONS + ", is " + repetitions);
        Scenario scenario = Scenario.of(scenarioOptions, real);
        List<Capacity> capacities = capacities(scenario.space());
        List<ConsumerModel> asked = consumers.isEmpty()
                ? DEFAULT_CONSUMERS.stream().map(new ConsumerParser()::convert).toList()
                : consumers;
        long cells = (long) capacities.size() * asked.size();
        ScenarioOptions.require(
                cells <= MAX_CELLS, "rings x consumers must be at most " + MAX_CELLS + ", are " + cells);
        html.checkWritable();
        JsonFile.checkWritable(json);
        try (Interrupt interrupt = new Interrupt()) {
            List<SweepCell> swept =
                    new Sweeper(scenario, asked, capacities, repetitions, this::tell).sweep(interrupt.signal());
            return report(new SweepReport(scenario, asked, capacities, swept));
        } catch (InterruptedException interrupted) {
            spec.commandLine().getErr().println("interrupted: there are no figures");
            return INTERRUPTED;
        }
    }

    private List<Capacity> capacities(SearchSpace space) {
        List<Capacity> capacities = new ArrayList<>();
        for (int f : frames.values()) {
            if (bytes == null) {
                capacities.add(new Capacity(f, space.bytesFor(f)));
            } else {
                bytes.values().forEach(b -> capacities.add(new Capacity(f, b)));
            }
        }
        for (Capacity capacity : capacities) {
            ScenarioOptions.require(
                    capacity.bytes() >= space.minBytes(),
                    "--capacity-bytes must be at least " + space.clip().largestUnitBytes() + ", the largest frame, is "
                            + capacity.bytes());
        }
        return capacities;
    }

    private int report(SweepReport report) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (format.format() == OutputFormat.JSON) {
            out.println(report.json().toPrettyString());
        } else {
            out.print(report.table().toString(format.format()));
        }
        (format.format().isForTerminal() ? out : spec.commandLine().getErr()).println(report.summary());
        out.flush();
        if (json != null) {
            JsonFile.write(json, report.json());
        }
        if (html.isWanted()) {
            html.write(report.page(html.commandLine()));
        }
        return report.isValid() ? 0 : INVALID;
    }

    private void tell(ConsumerModel consumer, Trial trial) {
        if (!quiet) {
            spec.commandLine().getErr().println("  " + consumer.name() + ", " + trial.capacity());
            spec.commandLine().getErr().flush();
        }
    }
}
