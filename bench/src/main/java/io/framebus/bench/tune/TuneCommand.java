package io.framebus.bench.tune;

import io.framebus.bench.consumer.ConsumerModel;
import io.framebus.bench.consumer.ConsumerParser;
import io.framebus.bench.measure.Interrupt;
import io.framebus.bench.report.HtmlOption;
import io.framebus.bench.slo.Slo;
import io.framebus.bench.text.FormatOption;
import io.framebus.bench.text.OutputFormat;
import io.framebus.bench.text.Units;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tune}: the smallest ring that meets a target. */
@Command(
        name = "tune",
        sortOptions = false,
        description = {
            "Finds the smallest ring, in frames and in bytes, with which consumers of a described or recorded behaviour get what"
                    + " the target says, confirms it on runs that had no part in finding it, and prints the StreamConfig.",
            "",
            "With --simulate in virtual time, else on a real bus in real time, beginning where virtual time says the answer is.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:FOUND: there is an answer, and most confirming runs meet the target",
            "1:an internal error",
            "2:bad options, or media or a recording that cannot be used",
            "3:INVALID: the machine held the runs up so that they say nothing",
            "99:IMPOSSIBLE: no ring meets the target; the reason is told",
            "130:Ctrl-C"
        })
public final class TuneCommand implements Callable<Integer> {
    private static final int MAX_CONFIRMATIONS = 99;
    private static final int INTERRUPTED = 130;
    /** Runs of a search on a real bus that begins near its answer, without the confirmations. */
    private static final int SEARCH_RUNS = 5;

    /** Set by picocli. */
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ScenarioOptions scenarioOptions = new ScenarioOptions();

    @Option(
            names = "--consumer",
            paramLabel = "BEHAVIOUR",
            converter = ConsumerParser.class,
            description = "How the subscribers behave: healthy; hold=TIMES, how long each frame is held;"
                    + " stall=EVERY/LENGTH, when nothing is read; both joined by a comma; or recorded=FILE, made by 'load"
                    + " --record-consumer'. TIMES are 20ms, exp(MEAN), lognormal(MEDIAN,SIGMA) or uniform(MIN,MAX)."
                    + " Default: ${DEFAULT-VALUE}.",
            defaultValue = "stall=exp(10s)/lognormal(200ms,1)")
    private ConsumerModel consumer = new ConsumerParser().convert("healthy");

    @Option(
            names = "--target",
            paramLabel = "OBJECTIVES",
            converter = Slo.Converter.class,
            description =
                    "What they have to get, joined by commas: loss<0.1%%, undecodable<0.1%% (lost, or not to be decoded),"
                            + " frozen<1%% (share of time), freeze<500ms (the longest), freezes-per-minute<1, gaps-per-minute<1,"
                            + " evicted=0, p99<50ms (from when a frame was due). Default: ${DEFAULT-VALUE}.",
            defaultValue = "undecodable<0.1%")
    private List<Slo> targets = List.of();

    @Option(names = "--simulate", description = "In virtual time.")
    private boolean simulate;

    @Option(
            names = "--confirmations",
            paramLabel = "K",
            description =
                    "Runs on fresh seeds of the answer and of the next smaller rings; the majority counts. Default: 3.")
    private int confirmations = 3;

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result there as well, as JSON.")
    private @Nullable Path json;

    @Mixin
    private HtmlOption html = new HtmlOption();

    @Option(
            names = {"-q", "--quiet"},
            description = "Print the verdict only, or what --format asks for.")
    private boolean quiet;

    /** For picocli. */
    public TuneCommand() {}

    @Override
    public Integer call() throws Exception {
        ScenarioOptions.require(
                confirmations >= 1 && confirmations <= MAX_CONFIRMATIONS,
                "--confirmations must be between 1 and " + MAX_CONFIRMATIONS + ", is " + confirmations);
        Target target = Target.of(spec.commandLine(), targets);
        Scenario scenario = Scenario.of(scenarioOptions, !simulate);
        html.checkWritable();
        JsonFile.checkWritable(json);
        say(TuneText.plan(scenario, consumer, target) + cost(scenario));
        try (Interrupt interrupt = new Interrupt()) {
            TuneResult result =
                    new Tuner(scenario, consumer, target, confirmations, this::tell).tune(interrupt.signal());
            return report(result);
        } catch (InterruptedException interrupted) {
            spec.commandLine().getErr().println("interrupted: there is no answer");
            return INTERRUPTED;
        }
    }

    private String cost(Scenario scenario) {
        if (!scenario.real()) {
            return "";
        }
        int runs = SEARCH_RUNS + 3 * confirmations;
        double ns = (double) runs
                * (scenario.duration().toNanos() + scenario.warmUp().toNanos() + 1e9);
        return "          about " + runs + " runs: " + Units.time(ns) + "; more where virtual time is wrong\n";
    }

    private int report(TuneResult result) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (format.format().isForTerminal()) {
            say(TuneText.result(result));
            out.println(TuneText.verdict(result));
        } else {
            out.print(
                    format.format() == OutputFormat.JSON
                            ? TuneJson.of(result).toPrettyString() + '\n'
                            : TrialTable.of(result.search()).toString(format.format()));
            spec.commandLine().getErr().println(TuneText.verdict(result));
        }
        out.flush();
        if (json != null) {
            JsonFile.write(json, TuneJson.of(result));
        }
        if (html.isWanted()) {
            html.write(TunePage.of(result, html.commandLine()));
        }
        return result.verdict().exitCode();
    }

    private void tell(Trial trial) {
        if (!quiet) {
            spec.commandLine().getErr().println("  " + trial.capacity() + ": " + trial.judgement());
            spec.commandLine().getErr().flush();
        }
    }

    private void say(String text) {
        if (!quiet && format.format().isForTerminal()) {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        }
    }
}
