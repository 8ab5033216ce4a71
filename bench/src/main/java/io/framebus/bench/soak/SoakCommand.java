package io.framebus.bench.soak;

import io.framebus.bench.measure.Interrupt;
import io.framebus.bench.measure.OutputFiles;
import io.framebus.bench.text.Units;
import io.framebus.bench.text.Values;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code soak}: everything that can go wrong, for as long as one likes. */
@Command(
        name = "soak",
        sortOptions = false,
        description = {
            "Does to a frame bus in this process what users, networks and machines do, all at once, and checks every byte of"
                    + " every frame, the books of every subscriber, memory, threads, delay and progress.",
            "",
            "Subscribers join in all ways, read in all ways, leave, stall, are slow, throw and are evicted; publishers die"
                    + " within a claim, fall silent, leave and return; streams end and begin anew; observers throw; the bus's"
                    + " clock leaps and stands still; the collector has work.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:OK: nothing was found",
            "1:FAILED: a frame was lost, torn or out of order, something is stuck, grows or is left; or an internal error",
            "2:bad options",
            "130:Ctrl-C: the run ended early, with the figures so far"
        })
public final class SoakCommand implements Callable<Integer> {
    /** Set by picocli. */
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--minutes", paramLabel = "N", description = "For how long, 0.05 being three seconds. Default: 1.")
    private double minutes = 1;

    @Option(names = "--streams", paramLabel = "N", description = "Streams at a time. Default: 200.")
    private int streams = 200;

    @Option(
            names = "--subscribers",
            paramLabel = "N",
            description = "Subscribers at a time, over all streams. Default: 2000.")
    private int subscribers = 2_000;

    @Option(
            names = "--receivers",
            paramLabel = "N",
            description = "How many of them have a thread of their own, which waits in receive, at most. Default: 48.")
    private int receivers = 48;

    @Option(names = "--fps", paramLabel = "N", description = "Frames per second of each publisher. Default: 20.")
    private double framesPerSecond = 20;

    @Option(names = "--publisher-threads", paramLabel = "N", description = "Threads that publish. Default: 2.")
    private int publisherThreads = 2;

    @Option(
            names = "--stuck-after",
            paramLabel = "TIME",
            converter = Values.DurationConverter.class,
            description = "How long a subscriber may read nothing although it could. Default: 10s.")
    private Duration stuckAfter = Duration.ofSeconds(10);

    @Option(
            names = "--stop-process",
            description =
                    "Stop this process as a whole now and then, for up to 1.5 s, by SIGSTOP. Needs a POSIX shell; an"
                            + " interactive one takes its terminal back meanwhile, so in the background or from a script.")
    private boolean stopProcess;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Of all that is random; threads make each run another nevertheless. Default: another each time.")
    private @Nullable Long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there as well, as JSON.")
    private @Nullable Path json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing of how it goes.")
    private boolean quiet;

    /** For picocli. */
    public SoakCommand() {}

    @Override
    public Integer call() throws Exception {
        SoakPlan plan = new SoakPlan(
                Duration.ofMillis((long) (minutes * 60_000)),
                streams,
                subscribers,
                receivers,
                framesPerSecond,
                publisherThreads,
                stuckAfter,
                stopProcess,
                seed == null ? new SplittableRandom().nextLong() : seed);
        OutputFiles.checkWritable("--json", json);
        tell("soak: " + Units.count(streams, "stream") + ", " + Units.count(subscribers, "subscriber") + ", "
                + Units.time(plan.duration()) + ", seed " + plan.seed());
        try (Interrupt interrupt = new Interrupt()) {
            SoakFigures figures = new Soak(plan, interrupt::isRunBy).run(this::tell, interrupt.signal());
            SoakReport report = new SoakReport(figures);
            PrintWriter out = spec.commandLine().getOut();
            out.print(report.text());
            out.flush();
            if (json != null) {
                Files.writeString(json, report.json().toPrettyString() + '\n');
            }
            return figures.outcome().exitCode();
        } catch (IllegalArgumentException e) {
            // What the user asked for was checked before.
            throw new IllegalStateException("the soak failed: " + e.getMessage(), e);
        }
    }

    /** Every second at first, then every ten. */
    private void tell(SoakTick tick) {
        long second = Math.round(tick.elapsedNs() / 1e9);
        if (second <= 10 || second % 10 == 0) {
            tell(tick.line());
        }
    }

    private void tell(String line) {
        if (!quiet) {
            spec.commandLine().getErr().println(line);
            spec.commandLine().getErr().flush();
        }
    }
}
