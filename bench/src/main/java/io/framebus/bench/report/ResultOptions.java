package io.framebus.bench.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.bench.measure.HdrFiles;
import io.framebus.bench.measure.HistogramLog;
import io.framebus.bench.measure.OutputFiles;
import io.framebus.bench.text.FormatOption;
import io.framebus.bench.text.OutputFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * In which forms a command that measures round by round gives its results, and where: a mixin for picocli, which sets it before
 * the command runs. For the command's thread.
 */
public final class ResultOptions {
    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "--json", paramLabel = "FILE", description = "Write each measurement there as well, as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--hdr",
            paramLabel = "DIR",
            description =
                    "Write the histograms there: a .hlog by the second, and a .hgrm of each series in microseconds.")
    private @Nullable Path hdr;

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing of how it goes.")
    private boolean quiet;

    /** For picocli. */
    public ResultOptions() {}

    /**
     * Before the work is begun.
     *
     * @throws IllegalArgumentException if results cannot be written where they should be
     */
    public void checkWritable() {
        OutputFiles.checkWritable("--json", json);
        OutputFiles.checkDirectory("--hdr", hdr);
    }

    /** The form on standard output. */
    public OutputFormat format() {
        return format.format();
    }

    /** How it goes, beside the results. */
    public void tell(PrintWriter err, String text) {
        if (!quiet) {
            err.print(text);
            err.flush();
        }
    }

    /** The results, as {@link #format} wants them and wherever else they were asked for. */
    public void write(PrintWriter out, String results, ObjectNode report) throws IOException {
        out.print(results);
        out.flush();
        if (json != null) {
            Files.writeString(json, report.toPrettyString() + '\n');
        }
    }

    /** The histograms, if they were asked for. */
    public void writeHistograms(String name, HistogramLog log) throws IOException {
        if (hdr != null) {
            HdrFiles.write(hdr, name, log);
        }
    }
}
