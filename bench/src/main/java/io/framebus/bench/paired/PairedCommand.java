package io.framebus.bench.paired;

import io.framebus.bench.text.Values;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code framebus paired}: runs an experiment and prints what each fork and all of them found. */
@Command(
        name = "paired",
        hidden = true,
        description = "Compares costs within one JVM, in short slices that take turns. For those who work on the bus.")
public final class PairedCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Parameters(
            paramLabel = "EXPERIMENT",
            completionCandidates = Names.class,
            description = "One of: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init") // by picocli
    private String experiment;

    @Option(
            names = "--against",
            paramLabel = "CLASSPATH",
            description =
                    "Compares each lane with itself on another build of bus-api and bus-disruptor, of which these are the"
                            + " folders of classes or the jars. Default: the experiment's own contrasts.")
    private @Nullable String against;

    @Option(names = "--forks", paramLabel = "N", description = "JVMs, one after the other. Default: ${DEFAULT-VALUE}.")
    private int forks = 6;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            converter = Values.DurationConverter.class,
            description = "Warm-up of each; goes on up to five times as long, until the compiler has come to rest."
                    + " Default: 1500ms.")
    private Duration warmup = Duration.ofMillis(1500);

    @Option(
            names = "--measure",
            paramLabel = "TIME",
            converter = Values.DurationConverter.class,
            description = "Measuring of each. Default: 4s.")
    private Duration measured = Duration.ofSeconds(4);

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the first fork; the next count up. Default: the time.")
    private long seed = System.currentTimeMillis();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PairedRun run = new PairedRun(experiment, against, forks, warmup, measured, seed);
        out.println(run.question());
        out.printf("%d forks, about %d s, seed %d%n%n", forks, run.expected().toSeconds(), seed);
        ExperimentResult result = run.run(fork -> out.println(PairedText.fork(fork)));
        out.println("over all forks\n" + PairedText.contrasts(result.overall()));
        out.flush();
        if (json != null) {
            PairedRun.write(json, result);
        }
        return 0;
    }

    /** For picocli. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Experiments.names().iterator();
        }
    }
}
