package io.framebus.bench.overload;

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

/** {@code overload}: what a subscriber gets of a publisher that is faster than it is. */
@Command(
        name = "overload",
        sortOptions = false,
        description = {
            "Measures what a subscriber gets of a publisher that is faster than it is: frames handed over and decodable"
                    + " beside what it reaches alone, gaps, freezes, latency; for each resync policy of the bus and for its"
                    + " peers.",
            "",
            "First the subscriber's own rate is measured, with a publisher that waits for it; then the publisher publishes"
                    + " at multiples of that on a fixed timetable, with the frame sizes and key frames of a real video."
                    + " Each system is measured in a fresh JVM, all of them in turn, in several rounds. Objectives are judged of"
                    + " the first system in all its cells, unless said of which: goodput>=95%%, agrona:undecodable<1%%.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:OK: the timetable was kept and every frame is accounted for",
            "1:FAILED: the books do not balance, a frame came out of order or not as published, or one that cannot be"
                    + " decoded came with resync sync-point; or an internal error",
            "2:bad options, or media that cannot be used",
            "3:INVALID: the generator did not keep its timetable: it sent less than 99.9 %% of the frames that were due, or"
                    + " more than 5 %% of them more than 20 ms late",
            SloOption.EXIT_CODE,
            "130:Ctrl-C: it ended early, with the figures so far"
        })
public final class OverloadCommand implements Callable<Integer> {
    /** Set by picocli. */
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private OverloadOptions options = new OverloadOptions();

    @Mixin
    private ResultOptions output = new ResultOptions();

    @Mixin
    private HtmlOption html = new HtmlOption();

    @Mixin
    private SloOption slo = new SloOption();

    /** For picocli. */
    public OverloadCommand() {}

    @Override
    public Integer call() throws Exception {
        OverloadPlan plan = new OverloadPlan(options, Work.Computing.stepsPerNs());
        OverloadMetrics objectives = new OverloadMetrics(plan, slo.slo());
        output.checkWritable();
        html.checkWritable();
        try (Interrupt interrupt = new Interrupt()) {
            return run(plan, objectives, interrupt.signal());
        }
    }

    private int run(OverloadPlan plan, OverloadMetrics objectives, StopSignal interrupt) throws Exception {
        OverloadReport report = new OverloadReport(plan);
        PrintWriter err = spec.commandLine().getErr();
        output.tell(err, report.plan());
        OverloadResults results = plan.run(line -> output.tell(err, line + '\n'), interrupt);
        RunVerdict verdict = results.verdict(interrupt.isStopped()).judge(objectives.judge(results));
        ObjectNode json = report.json(results, verdict);
        output.write(spec.commandLine().getOut(), report.results(results, verdict, output.format()), json);
        output.writeHistograms("overload", results.log());
        if (html.isWanted()) {
            html.write(new OverloadPage(plan, results, verdict).page(html.commandLine(), HtmlOption.madeNow(), json));
        }
        return verdict.outcome().exitCode();
    }
}
