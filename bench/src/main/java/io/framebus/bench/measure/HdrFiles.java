package io.framebus.bench.measure;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;

/**
 * Histograms in the formats that the tools of HdrHistogram read: {@code load.hlog} has each kind of time by the second, with the
 * kind as its tag, and a {@code .hgrm} file the percentiles of each over the whole run, in microseconds.
 */
public final class HdrFiles implements AutoCloseable {
    private static final double NS_PER_US = 1000.0;

    private final @Nullable Path directory;
    private final @Nullable PrintStream stream;
    private final @Nullable HistogramLogWriter log;

    private HdrFiles(@Nullable Path directory, @Nullable PrintStream stream) {
        this.directory = directory;
        this.stream = stream;
        this.log = stream == null ? null : begin(stream, System.currentTimeMillis());
    }

    /**
     * Files in {@code directory}, which is made if it does not exist; without one nothing is written.
     *
     * @throws IllegalArgumentException if it cannot be written to
     */
    public static HdrFiles open(@Nullable Path directory) {
        if (directory == null) {
            return new HdrFiles(null, null);
        }
        try {
            Files.createDirectories(directory);
            PrintStream stream = new PrintStream(
                    Files.newOutputStream(directory.resolve("load.hlog")), false, StandardCharsets.UTF_8);
            return new HdrFiles(directory, stream);
        } catch (IOException e) {
            throw new IllegalArgumentException("--hdr " + directory + " cannot be written: " + e, e);
        }
    }

    /** Begins a log. */
    static HistogramLogWriter begin(PrintStream stream, long startMs) {
        HistogramLogWriter log = new HistogramLogWriter(stream);
        log.outputLogFormatVersion();
        log.outputStartTime(startMs);
        log.outputLegend();
        return log;
    }

    /** Logs what the series gathered last. */
    public void append(List<LatencySeries> series) {
        if (log != null) {
            for (LatencySeries kind : series) {
                Histogram latest = kind.latest();
                latest.setTag(tag(kind));
                log.outputIntervalHistogram(latest);
            }
        }
    }

    /** Writes the percentiles of the whole run. */
    public void finish(List<LatencySeries> series) throws IOException {
        append(series);
        if (directory != null) {
            for (LatencySeries kind : series) {
                Path file = directory.resolve(tag(kind) + ".hgrm");
                try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
                    kind.total().outputPercentileDistribution(out, NS_PER_US);
                }
            }
        }
    }

    /**
     * Writes a log that was gathered before: {@code NAME.hlog}, and a {@code .hgrm} of each tag, in microseconds.
     *
     * @throws IllegalArgumentException if the directory cannot be written to
     */
    public static void write(Path directory, String name, HistogramLog log) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name + ".hlog"), log.toText());
            for (Map.Entry<String, Histogram> total : log.totals().entrySet()) {
                Path file = directory.resolve(total.getKey() + ".hgrm");
                try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
                    total.getValue().outputPercentileDistribution(out, NS_PER_US);
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("--hdr " + directory + " cannot be written: " + e, e);
        }
    }

    /** The name of a series in logs and of files. */
    static String tag(LatencySeries kind) {
        return kind.label().replaceAll("[^A-Za-z0-9.]+", "-");
    }

    @Override
    public void close() {
        if (stream != null) {
            stream.close();
        }
    }
}
