package io.framebus.bench;

import io.framebus.bench.media.BundledTraces;
import io.framebus.bench.media.MediaException;
import io.framebus.bench.media.MediaFiles;
import io.framebus.bench.media.MediaOrigin;
import io.framebus.bench.media.MediaSource;
import io.framebus.bench.media.MediaSummary;
import io.framebus.bench.media.MediaTrack;
import io.framebus.bench.media.TraceWriter;
import io.framebus.bench.text.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trace}: makes traces of media files and says what is in files and traces. */
@Command(
        name = "trace",
        description = "Sizes, times and kinds of the frames of a media file, without the media: extract, show, list.",
        synopsisSubcommandLabel = "(extract | show | list)")
public final class TraceCommand {
    /** Set by picocli; a subcommand runs only after that. */
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** {@code trace extract}: writes the trace of a media file. */
    @Command(
            name = "extract",
            description = "Writes the trace of a media file (MP4, IVF, H.264 Annex B): what its frames are,"
                    + " without their content.")
    int extract(
            @Parameters(paramLabel = "FILE", description = "The media file.") Path file,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "OUT",
                            description = "Where to write the trace; standard output if not given.")
                    @Nullable
                    Path out,
            @Option(names = "--name", paramLabel = "NAME", description = "Name of the trace; the file's if not given.")
                    @Nullable
                    String name,
            @Option(
                            names = "--source",
                            paramLabel = "TEXT",
                            description = "Package and file that the media is from.",
                            defaultValue = "")
                    String from,
            @Option(
                            names = "--attribution",
                            paramLabel = "TEXT",
                            description = "Title, author, licence.",
                            defaultValue = "")
                    String attribution,
            @Option(
                            names = "--fps",
                            paramLabel = "RATE",
                            description = "Frame rate of an Annex B file; what the file itself says, else 25,"
                                    + " if not given.",
                            defaultValue = "0")
                    double framesPerSecond)
            throws IOException {
        try (MediaSource source = MediaFiles.open(file, framesPerSecond)) {
            String fileName = String.valueOf(file.getFileName());
            MediaOrigin origin = new MediaOrigin(name == null ? fileName : name, from, attribution);
            if (out == null) {
                PrintWriter stdout = spec.commandLine().getOut();
                TraceWriter.write(source, origin, stdout);
                stdout.flush();
                return 0;
            }
            if (Files.exists(out) && Files.isSameFile(file, out)) {
                throw new MediaException(out.toString(), "is the media file itself; the trace needs a file of its own");
            }
            try (Writer writer = Files.newBufferedWriter(out)) {
                TraceWriter.write(source, origin, writer);
            } catch (IOException e) {
                throw new MediaException(out.toString(), "cannot be written: " + e, e);
            }
            return 0;
        }
    }

    /** {@code trace show}: what is in a media file or trace. */
    @Command(
            name = "show",
            description = "Says what is in a media file or trace: tracks, rates, key intervals, sizes, attribution.")
    int show(
            @Parameters(
                            paramLabel = "FILE|NAME",
                            description = "A media file, a trace, or the name of a bundled trace.")
                    String fileOrName) {
        try (MediaSource source = MediaFiles.open(fileOrName)) {
            print(MediaSummary.of(source).text());
        }
        return 0;
    }

    /** {@code trace list}: the traces that ship with the bench. */
    @Command(name = "list", description = "Lists the bundled traces; the first is the default.")
    int list() {
        TextTable table = new TextTable(1);
        table.row("name", "seconds", "tracks", "attribution");
        for (String name : BundledTraces.names()) {
            try (MediaSource trace = BundledTraces.open(name)) {
                String tracks = String.join(
                        ", ",
                        trace.tracks().stream().map(TraceCommand::describe).toList());
                String seconds = String.format(Locale.ROOT, "%.3f", trace.durationUs() / 1e6);
                table.row(name, seconds, tracks, trace.origin().attribution());
            }
        }
        print(table.toString());
        return 0;
    }

    private static String describe(MediaTrack track) {
        return track.codec() + " " + track.format();
    }

    private void print(String text) {
        PrintWriter stdout = spec.commandLine().getOut();
        stdout.print(text);
        stdout.flush();
    }
}
