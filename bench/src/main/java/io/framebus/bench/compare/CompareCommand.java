package io.framebus.bench.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.bench.measure.Environment;
import io.framebus.bench.measure.Interrupt;
import io.framebus.bench.report.HtmlOption;
import io.framebus.bench.text.ColorOption;
import io.framebus.bench.text.FormatOption;
import io.framebus.bench.text.OutputFormat;
import io.framebus.bench.text.Screen;
import io.framebus.bench.text.Units;
import io.framebus.bench.text.Values;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code compare}: the bus beside its peers. */
@Command(
        name = "compare",
        sortOptions = false,
        description = {
            "Moves the same frames through framebus and its peers (Agrona broadcast, a gated Disruptor, Aeron IPC, queues"
                    + " of the JDK and of JCTools, SubmissionPublisher) and says what each costs and loses.",
            "",
            "Each measurement is a JVM of its own. In each round every peer is measured once. Costs are measured side by side:"
                    + " the JVMs of a round take turns in slices of time. Ratios are taken slice by slice, then round by"
                    + " round, and shown with the least and the greatest round.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, whoever is ahead: the first line of the output says it",
            "1:FAILED: a measurement crashed or hung, a frame came out of order or not as published, or a peer told another"
                    + " loss than there was; or an internal error",
            "2:bad options, or media that cannot be used",
            "130:Ctrl-C: the run ended early, with the figures so far"
        })
public final class CompareCommand implements Callable<Integer> {
    private static final long GRACE_NS = TimeUnit.SECONDS.toNanos(60);
    private static final int INTERRUPTED = 130;

    /** Set by picocli. */
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CompareOptions options = new CompareOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private ColorOption colour = new ColorOption();

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures there, as JSON.")
    private @Nullable Path json;

    @Mixin
    private HtmlOption html = new HtmlOption();

    @Option(
            names = {"-q", "--quiet"},
            description = "Tell nothing of the progress.")
    private boolean quiet;

    /** For picocli. */
    public CompareCommand() {}

    @Override
    public Integer call() throws Exception {
        CompareConfig config = new ComparePlanner(options).config();
        checkWritable();
        html.checkWritable();
        PrintWriter err = spec.commandLine().getErr();
        if (!quiet) {
            err.print(plan(config));
            err.flush();
        }
        try (Interrupt interrupt = new Interrupt()) {
            Fork fork = new Fork(config.jvmOptions(), PeerProcess.class, GRACE_NS);
            Screen screen = colour.error();
            SideBySide measurement =
                    new SideBySide(fork, new Random(config.base().seed()));
            Results results =
                    new Comparison(config, measurement).run(line -> progress(screen, line), interrupt.signal());
            finishProgress(screen);
            boolean interrupted = interrupt.signal().isStopped();
            int exitCode = report(config, results, interrupted);
            return interrupted ? INTERRUPTED : exitCode;
        }
    }

    private static String plan(CompareConfig config) {
        RunSpec base = config.base();
        Workload workload = config.workload();
        String frames = base.trace() == null
                ? Units.bytes((long) workload.maxBytes()) + " each"
                : base.trace() + ": " + Units.bytes(workload.meanBytes()) + " on average, "
                        + Units.bytes((long) workload.maxBytes()) + " at most";
        return "frames    " + frames + "; read " + Values.name(base.look()) + "; batches of " + base.batchFrames()
                + '\n'
                + "capacity  " + Units.count(base.capacityFrames(), "frame") + ", "
                + Units.bytes((long) base.capacityBytes()) + '\n'
                + "run       " + Units.count(config.rounds(), "round") + " of "
                + Units.count(config.peers().size(), "peer") + " in "
                + Units.count(config.cases().size(), "case") + ": "
                + Units.count(config.runs(), "measurement") + " of " + Units.time(base.duration())
                + (base.slices() > 1 ? ", costs in " + base.slices() + " slices, side by side" : "") + "; seed "
                + base.seed() + "; " + Units.count(Environment.processors(), "processor") + '\n';
    }

    /** On a terminal the line is written over. */
    private void progress(Screen screen, String line) {
        if (quiet) {
            return;
        }
        PrintWriter err = spec.commandLine().getErr();
        if (screen.interactive()) {
            err.print("\r\033[K" + line.substring(0, Math.min(line.length(), screen.columns() - 1)));
        } else {
            err.println(line);
        }
        err.flush();
    }

    private void finishProgress(Screen screen) {
        if (!quiet && screen.interactive()) {
            spec.commandLine().getErr().print("\r\033[K");
            spec.commandLine().getErr().flush();
        }
    }

    private int report(CompareConfig config, Results results, boolean interrupted) throws IOException {
        Verdict verdict = Verdict.of(config, results);
        ObjectNode data = CompareJson.of(config, results, verdict, interrupted);
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (format.format()) {
                    case JSON -> CompareJson.text(data);
                    case CSV -> new CompareTables(config, results).programs().toString(OutputFormat.CSV);
                    case TABLE, MARKDOWN ->
                        new CompareText(config, results, verdict, colour.output()).text(format.format());
                });
        out.flush();
        if (json != null) {
            Files.writeString(json, CompareJson.text(data));
        }
        if (html.isWanted()) {
            html.write(new ComparePage(config, results, verdict).page(data, html.commandLine()));
        }
        return verdict.outcome().exitCode();
    }

    /** Before the minutes that it takes. Leaves what is there as it is. */
    private void checkWritable() {
        if (json == null) {
            return;
        }
        try (OutputStream out = Files.newOutputStream(json, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.flush();
        } catch (IOException e) {
            throw new IllegalArgumentException("--json " + json + " cannot be written: " + e, e);
        }
    }
}
