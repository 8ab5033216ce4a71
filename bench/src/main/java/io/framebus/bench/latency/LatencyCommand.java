package io.framebus.bench.latency;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.bench.measure.Interrupt;
import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.report.HtmlOption;
import io.framebus.bench.report.ResultOptions;
import io.framebus.bench.slo.SloOption;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code latency}: how long frames are on their way at fixed rates. */
@Command(
        name = "latency",
        sortOptions = false,
        description = {
            "Measures how long frames are on their way from one publisher to one subscriber, at fixed rates with key-frame"
                    + " bursts, through the bus and its peers.",
            "",
            "Open loop: a frame is due at a time that does not depend on how the run goes. Three series: from then to the"
                    + " publish call (send delay), from there to the handler (transit), and both (end to end). Each peer is"
                    + " measured in a fresh JVM, all of them in turn, in several rounds. Objectives are judged of the first peer"
                    + " in all its cells, end to end, unless said of which: agrona:p50<1us, framebus-spin-1000:transit-p99<2us.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:OK: the schedule was kept and every frame is accounted for",
            "1:FAILED: the books do not balance, or a frame came out of order or not as published; or an internal error",
            "2:bad options",
            "3:INVALID: the generator did not keep its schedule: it sent less than 99.9 %% of the frames that were due, or"
                    + " more than 5 %% of them more than 20 ms late",
            SloOption.EXIT_CODE,
            "130:Ctrl-C: it ended early, with the figures so far"
        })
public final class LatencyCommand implements Callable<Integer> {
    /** Set by picocli. */
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private LatencyOptions options = new LatencyOptions();

    @Mixin
    private ResultOptions output = new ResultOptions();

    @Mixin
    private HtmlOption html = new HtmlOption();

    @Mixin
    private SloOption slo = new SloOption();

    /** For picocli. */
    public LatencyCommand() {}

    @Override
    public Integer call() throws Exception {
        if (!options.parked.isEmpty()) {
            if (!slo.slo().isEmpty()) {
                throw new IllegalArgumentException("--slo does not go with --parked, which has no objectives");
            }
            return new ParkedCommand(spec.commandLine(), options, output, html).call();
        }
        LatencyPlan plan = new LatencyPlan(options);
        LatencyMetrics objectives = new LatencyMetrics(plan, slo.slo());
        output.checkWritable();
        html.checkWritable();
        try (Interrupt interrupt = new Interrupt()) {
            return run(plan, objectives, interrupt.signal());
        }
    }

    private int run(LatencyPlan plan, LatencyMetrics objectives, StopSignal interrupt) throws Exception {
        LatencyReport report = new LatencyReport(plan);
        PrintWriter err = spec.commandLine().getErr();
        output.tell(err, report.plan());
        LatencyResults results = plan.run(line -> output.tell(err, line + '\n'), interrupt);
        RunVerdict verdict = results.verdict(interrupt.isStopped()).judge(objectives.judge(results));
        ObjectNode json = report.json(results, verdict);
        output.write(spec.commandLine().getOut(), report.results(results, verdict, output.format()), json);
        output.writeHistograms("latency", results.log());
        if (html.isWanted()) {
            html.write(new LatencyPage(plan, results, verdict).page(html.commandLine(), HtmlOption.madeNow(), json));
        }
        return verdict.outcome().exitCode();
    }
}
