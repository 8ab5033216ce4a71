package io.framebus.bench.doctor;

import io.framebus.bench.measure.Environment;
import io.framebus.bench.text.ColorOption;
import io.framebus.bench.text.FormatOption;
import io.framebus.bench.text.Units;
import io.framebus.bench.text.Values;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: what on this machine spoils a measurement. */
@Command(
        name = "doctor",
        sortOptions = false,
        description = {
            "Says what on this machine spoils a measurement, why, and what to do about it; first, in a sentence, what figures of"
                    + " it can be trusted.",
            "",
            "Looks at processors, quotas, clocks, memory and the JVM, and measures for some seconds how late threads wake and how"
                    + " long they stand still. Changes nothing.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done, whatever was found", "2:bad options", "3:with --strict: something is BAD"})
public final class DoctorCommand implements Callable<Integer> {
    private static final int NOT_TO_BE_TRUSTED = 3;
    private static final Duration MIN_DURATION = Duration.ofMillis(10);
    private static final Duration MAX_DURATION = Duration.ofMinutes(10);
    private static final int MAX_THREADS = 10_000;

    /** Set by picocli. */
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--spinning",
            paramLabel = "N",
            description =
                    "How many threads of the intended run spin: each needs a processor. Default: ${DEFAULT-VALUE}, a"
                            + " publisher and a subscriber.")
    private int spinning = 2;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = Values.DurationConverter.class,
            description = "How long to measure: half of it sleeping, half spinning. Default: 4s.")
    private Duration duration = Duration.ofSeconds(4);

    @Option(names = "--strict", description = "Exit code 3 if anything is BAD.")
    private boolean strict;

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private ColorOption colour = new ColorOption();

    private final HostFiles files;

    /** For picocli. */
    public DoctorCommand() {
        this(Path.of("/"));
    }

    /** @param root where the files are read in which the operating system says what it does */
    DoctorCommand(Path root) {
        this.files = new HostFiles(root);
    }

    @Override
    public Integer call() {
        if (spinning < 0 || spinning > MAX_THREADS) {
            throw new IllegalArgumentException("--spinning must be between 0 and " + MAX_THREADS + ", is " + spinning);
        }
        if (duration.compareTo(MIN_DURATION) < 0 || duration.compareTo(MAX_DURATION) > 0) {
            throw new IllegalArgumentException("--duration must be between 10ms and 10m, is " + Units.time(duration));
        }
        Cgroup cgroup = new Cgroup(files);
        int processors = Environment.processors();
        Probe probe = new Prober(files, cgroup, processors).measure(duration.toNanos() / 2);
        Diagnosis diagnosis = Diagnosis.of(new Machine(files, cgroup, probe, JvmFacts.now(), processors, spinning));
        PrintWriter out = spec.commandLine().getOut();
        out.print(DoctorReport.toString(diagnosis, format.format(), colour.output()));
        out.flush();
        return strict && diagnosis.worst() == Level.BAD ? NOT_TO_BE_TRUSTED : 0;
    }
}
