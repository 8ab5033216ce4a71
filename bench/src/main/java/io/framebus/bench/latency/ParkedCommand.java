package io.framebus.bench.latency;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.bench.measure.Interrupt;
import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.measure.WarmUp;
import io.framebus.bench.report.HtmlOption;
import io.framebus.bench.report.ResultOptions;
import io.framebus.bench.rig.Rounds;
import io.framebus.bench.text.Units;
import java.io.IOException;
import org.agrona.concurrent.SystemNanoClock;
import picocli.CommandLine;

/** {@code latency --parked}: the cost of publish calls while subscribers sleep, as a multiple of the cost without any. */
final class ParkedCommand {
    private static final int MAX_PARKED = 100_000;
    private static final int MAX_CALLS = 1_000_000;

    private final CommandLine command;
    private final LatencyOptions options;
    private final ResultOptions output;
    private final HtmlOption html;

    /**
     * @throws IllegalArgumentException if an option is out of range
     */
    ParkedCommand(CommandLine command, LatencyOptions options, ResultOptions output, HtmlOption html) {
        options.settings();
        options.parked.forEach(parked -> within("--parked", parked, 1, MAX_PARKED));
        within("--parked-frames", options.parkedFrames, 1, MAX_CALLS);
        within("--rounds", options.rounds, 1, LatencyPlan.MAX_ROUNDS);
        this.command = command;
        this.options = options;
        this.output = output;
        this.html = html;
    }

    private static void within(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be between " + min + " and " + max + ", is " + value);
        }
    }

    int call() throws IOException, InterruptedException {
        output.checkWritable();
        html.checkWritable();
        try (Interrupt interrupt = new Interrupt()) {
            ParkedResults results = measure(interrupt.signal());
            ParkedReport report = new ParkedReport(
                    options.payloadBytes,
                    options.rounds,
                    options.seed,
                    results,
                    results.verdict(interrupt.signal().isStopped()));
            return write(report, results);
        }
    }

    private ParkedResults measure(StopSignal interrupt) throws IOException, InterruptedException {
        ParkedResults results = new ParkedResults();
        try (ParkedRun run = new ParkedRun(options.payloadBytes, SystemNanoClock.INSTANCE)) {
            run.warmUp(options.warmUp.toNanos(), WarmUp.compilationMs(), interrupt);
            Rounds.run(options.parked, options.rounds, (parked, round) -> {
                if (interrupt.isStopped()) { // perhaps while warming up: a round without calls says nothing
                    return false;
                }
                output.tell(
                        command.getErr(),
                        Rounds.name(round, options.rounds) + "  " + Units.count(parked, "sleeper") + '\n');
                results.add(parked, run.run(parked, options.parkedFrames, options.seed + round, interrupt::isStopped));
                return true;
            });
        }
        return results;
    }

    private int write(ParkedReport report, ParkedResults results) throws IOException {
        ObjectNode json = report.json();
        output.write(command.getOut(), report.results(output.format()), json);
        output.writeHistograms("parked", results.log());
        if (html.isWanted()) {
            html.write(new ParkedPage(report, results).page(html.commandLine(), HtmlOption.madeNow(), json));
        }
        RunVerdict verdict = report.verdict();
        return verdict.outcome().exitCode();
    }
}
