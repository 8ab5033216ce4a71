package io.framebus.bench;

import io.framebus.bench.compare.CompareCommand;
import io.framebus.bench.doctor.DoctorCommand;
import io.framebus.bench.latency.LatencyCommand;
import io.framebus.bench.load.LoadCommand;
import io.framebus.bench.media.MediaException;
import io.framebus.bench.overload.OverloadCommand;
import io.framebus.bench.paired.PairedCommand;
import io.framebus.bench.rig.ChildJvm;
import io.framebus.bench.soak.SoakCommand;
import io.framebus.bench.suite.SuiteCommand;
import io.framebus.bench.tune.SweepCommand;
import io.framebus.bench.tune.TuneCommand;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/**
 * The framebus command line. Exit codes of all commands: 0 done, 1 an internal error, 2 bad options or bad input, told in one
 * line; more are documented by the command that uses them.
 */
@Command(
        name = "framebus",
        description =
                "A media frame bus for the JVM: load, comparison with peers, latency, overload, tuning, media traces.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        scope = picocli.CommandLine.ScopeType.INHERIT,
        subcommands = {
            LoadCommand.class,
            CompareCommand.class,
            LatencyCommand.class,
            OverloadCommand.class,
            TuneCommand.class,
            SweepCommand.class,
            SoakCommand.class,
            TraceCommand.class,
            DoctorCommand.class,
            PairedCommand.class,
            SuiteCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main {
    private static final int INTERNAL_ERROR = 1;
    private static final int BAD_INPUT = 2;

    private Main() {}

    /** Runs the command line and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(run(writer(System.out), writer(System.err), args));
    }

    /** UTF-8 wherever it goes to, since traces are files of that encoding and may be written to standard output. */
    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** Runs the command line; the exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return commandLine()
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setUsageHelpLongOptionsMaxWidth(24)
                .setParameterExceptionHandler(Main::badOptions)
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command))
                .execute(args);
    }

    /** All commands, with none of them run yet. */
    public static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    private static int badOptions(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        return tell(
                command, e.getMessage() + " (see '" + command.getCommandSpec().qualifiedName() + " --help')");
    }

    private static int failed(Exception failure, CommandLine command) {
        if (failure instanceof MediaException || failure instanceof IllegalArgumentException) {
            return tell(command, String.valueOf(failure.getMessage()));
        }
        if (failure instanceof ChildJvm.Failure) {
            command.getErr().println("framebus: " + failure.getMessage());
        } else {
            failure.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return INTERNAL_ERROR;
    }

    private static int tell(CommandLine command, String message) {
        command.getErr().println("framebus: " + message.replaceAll("\\s*[\\r\\n]+\\s*", " "));
        command.getErr().flush();
        return BAD_INPUT;
    }

    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"framebus " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
