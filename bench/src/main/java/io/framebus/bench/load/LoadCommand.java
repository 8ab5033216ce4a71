package io.framebus.bench.load;

import io.framebus.AppSpec;
import io.framebus.bench.consumer.RecordingWriter;
import io.framebus.bench.measure.HdrFiles;
import io.framebus.bench.measure.Interrupt;
import io.framebus.bench.measure.Outcome;
import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.measure.WarmUp;
import io.framebus.bench.report.HtmlOption;
import io.framebus.bench.slo.SloOption;
import io.framebus.bench.text.ColorOption;
import io.framebus.bench.text.FormatOption;
import io.framebus.bench.text.Units;
import io.framebus.disruptor.DisruptorFrameBus;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code load}: open-loop load on a bus in this process. */
@Command(
        name = "load",
        sortOptions = false,
        description = {
            "Publishes real media, or a trace of it, to a frame bus on a fixed schedule and says what became of every frame:"
                    + " delivered, dropped, unread, undecodable, and how late.",
            "",
            "Open loop: a frame is due at a time that does not depend on how the run goes, and latency counts from then."
                    + " Without options: a 1080p film to 8 streams x 16 subscribers in real time, 2 of them slow."
                    + " Objectives are judged of the healthy subscribers, undecodable of all, unless said of whom:"
                    + " slow:p99<5s.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:OK: the schedule was kept and every frame is accounted for",
            "1:FAILED: the books do not balance, or a frame came out of order or not as published; or an internal error",
            "2:bad options, or media that cannot be used",
            "3:INVALID: the generator did not keep its schedule: it sent less than 99.9 %% of the frames that were due, or"
                    + " more than 5 %% of them more than 20 ms late. The figures say nothing about the load asked for",
            SloOption.EXIT_CODE,
            "130:Ctrl-C: the run ended early, with the figures so far"
        })
public final class LoadCommand implements Callable<Integer> {
    /** Set by picocli. */
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private LoadOptions options = new LoadOptions();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there as well, as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--hdr",
            paramLabel = "DIR",
            description =
                    "Write the histograms there: load.hlog by the second, and a .hgrm of each kind in microseconds.")
    private @Nullable Path hdr;

    @Mixin
    private HtmlOption html = new HtmlOption();

    @Option(
            names = {"-q", "--quiet"},
            description = "Print the verdict only, or what --format asks for.")
    private boolean quiet;

    @Mixin
    private SloOption slo = new SloOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private ColorOption colour = new ColorOption();

    /** For picocli. */
    public LoadCommand() {}

    @Override
    public Integer call() throws Exception {
        LoadConfig config = new LoadPlanner(options).config();
        LoadMetrics objectives = new LoadMetrics(config, slo.slo());
        if (json != null) {
            JsonReport.checkWritable(json);
        }
        html.checkWritable();
        if (options.recordConsumer != null) {
            RecordingWriter.checkWritable("--record-consumer", options.recordConsumer);
        }
        try (HdrFiles histograms = HdrFiles.open(hdr);
                Interrupt interrupt = new Interrupt()) {
            LoadOutput output = new LoadOutput(
                    spec.commandLine().getOut(), spec.commandLine().getErr(), format.format(), colour, quiet);
            output.plan(config);
            return run(config, objectives, output, histograms, interrupt.signal());
        } catch (OutOfMemoryError e) {
            throw new IllegalArgumentException(
                    "the rings of " + config.streams() + " streams with "
                            + Units.bytes(config.ring().effectiveCapacityBytes())
                            + " of payload each do not fit the memory of"
                            + " this JVM (" + e.getMessage() + "); lower --streams or --capacity-bytes, or raise it by"
                            + " -XX:MaxDirectMemorySize",
                    e);
        }
    }

    private int run(
            LoadConfig config, LoadMetrics objectives, LoadOutput output, HdrFiles histograms, StopSignal interrupt)
            throws Exception {
        Progress progress = output.progress();
        try (DisruptorFrameBus bus = bus(config)) {
            Payloads payloads = new Payloads(config.clip(), config.seed());
            new LoadWarmUp(config, payloads, bus, WarmUp.compilationMs())
                    .run(tick -> progress.tell("warm-up", tick), interrupt);
            if (interrupt.isStopped()) {
                progress.finish();
                output.say("interrupted while warming up: there are no figures\n");
                return Outcome.FAILED.exitCode();
            }
            LoadRun run = new LoadRun(config, payloads, bus, "stream");
            RunHistory history = new RunHistory();
            RunFigures figures = run.run(
                    tick -> {
                        progress.tell("measure", tick);
                        histograms.append(run.series());
                        if (html.isWanted()) {
                            history.add(tick, run);
                        }
                    },
                    interrupt);
            progress.finish();
            histograms.finish(run.series());
            if (options.recordConsumer != null) {
                RecordingWriter.write(options.recordConsumer, run.recording());
            }
            RunVerdict verdict = LoadVerdict.of(config, figures).judge(objectives.judge(figures));
            output.results(config, figures, verdict);
            if (json != null) {
                JsonReport.write(json, config, figures, verdict);
            }
            if (html.isWanted()) {
                history.finish(run);
                LoadPage page = new LoadPage(
                        config, figures, verdict, history, run.subscribers().each());
                html.write(page.page(html.commandLine(), HtmlOption.madeNow()));
            }
            return verdict.outcome().exitCode();
        } catch (IllegalArgumentException e) {
            // What the user asked for was checked before.
            throw new IllegalStateException("the run failed: " + e.getMessage(), e);
        }
    }

    private static DisruptorFrameBus bus(LoadConfig config) {
        return DisruptorFrameBus.builder()
                .app(new AppSpec(RunStreams.APP, config.ring()))
                .maxPublishers(2 * config.streams())
                .poolBytes((long) config.streams() * config.ring().effectiveCapacityBytes())
                .build();
    }
}
