package io.framebus.bench.load;

import io.framebus.StreamConfig;
import io.framebus.bench.measure.Environment;
import io.framebus.bench.media.MediaClip;
import io.framebus.bench.media.MediaTrack;
import io.framebus.bench.text.TextTable;
import io.framebus.bench.text.Units;
import io.framebus.bench.text.Values;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** A run as text for people: what is going to be done, and what came out. */
final class TextReport {
    private static final int MAX_PROBLEMS = 10;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9};

    private TextReport() {}

    /** What is going to be done. */
    static String plan(LoadConfig config) {
        Playlist playlist = config.playlist();
        MediaClip clip = config.clip();
        StreamConfig ring = config.ring();
        TextTable table = new TextTable();
        table.row("media", config.source() + ": " + tracks(clip));
        table.row(
                "",
                Units.time(clip.durationUs() * 1e3) + " played over and over, a key frame every "
                        + Units.time(clip.durationUs() * 1e3 / playlist.syncPoints().length));
        table.row(
                "load",
                Units.count(config.streams(), "stream") + " x " + Units.count(config.subscribers(), "subscriber")
                        + " at "
                        + Units.three(config.rateFactor())
                        + "x real time: " + Units.three(playlist.framesPerSecond()) + " frames/s and "
                        + Units.bitrate(playlist.bytesPerSecond()) + " a stream");
        table.row("", classes(config));
        table.row(
                "ring",
                Units.count(ring.effectiveCapacityFrames()) + " frames and "
                        + Units.bytes(ring.effectiveCapacityBytes()) + " a stream, which hold about "
                        + Units.time(1e9 * retainedSeconds(config)) + "; resync " + ring.resync() + ", max lag "
                        + ring.maxLag());
        table.row(
                "run",
                Units.time(config.warmUp()) + " to warm up, then " + Units.time(config.duration()) + "; seed "
                        + config.seed());
        table.row(
                "threads",
                Units.count(config.generators(), "generator") + ", " + egress(config) + ", on "
                        + Environment.processors() + " processors");
        return table.toString();
    }

    private static String tracks(MediaClip clip) {
        return clip.tracks().stream()
                .map((MediaTrack track) -> track.codec() + " " + track.format())
                .collect(Collectors.joining(", "));
    }

    private static String classes(LoadConfig config) {
        return config.classes().stream()
                .map(behaviour -> behaviour.count() + " " + behaviour.label())
                .collect(Collectors.joining(", "));
    }

    private static String egress(LoadConfig config) {
        int alone = config.ownThreads();
        String how = "egress (" + Values.name(config.mode());
        if (alone == config.totalSubscribers()) {
            return alone + " " + how + "), one for each subscriber";
        }
        String shared = config.egressThreads() + " " + how + ", " + Values.name(config.idling()) + ")";
        return alone == 0 ? shared : shared + " and one for each slow subscriber";
    }

    /** How much a ring holds at the mean rate, by the limit that is reached first. */
    static double retainedSeconds(LoadConfig config) {
        Playlist playlist = config.playlist();
        return Math.min(
                config.ring().effectiveCapacityFrames() / playlist.framesPerSecond(),
                config.ring().effectiveCapacityBytes() / playlist.bytesPerSecond());
    }

    /** What came out. */
    static String results(LoadConfig config, RunFigures figures) {
        return counts(figures) + '\n' + latencies(figures) + '\n' + costs(config, figures);
    }

    private static String counts(RunFigures figures) {
        TextTable table = new TextTable(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        table.row(
                "SUBSCRIBERS",
                "",
                "published",
                "delivered",
                "",
                "dropped",
                "unread",
                "gaps",
                "overruns",
                "undecodable",
                "evicted");
        figures.classes().forEach(part -> table.row(counts(part)));
        if (figures.classes().size() > 1) {
            table.row(counts(figures.total()));
        }
        return table.toString();
    }

    private static String[] counts(ClassFigures figures) {
        FrameCounts counts = figures.counts();
        return new String[] {
            figures.label(),
            Units.count(counts.subscribers()),
            Units.count(counts.published()),
            Units.count(counts.delivered()),
            Units.percent(counts.delivered(), counts.published()),
            Units.count(counts.dropped()),
            Units.count(counts.unread()),
            Units.count(counts.gaps()),
            Units.count(counts.overruns()),
            Units.count(counts.undecodable()),
            Units.count(counts.evicted())
        };
    }

    private static String latencies(RunFigures figures) {
        TextTable table = new TextTable(1, 2, 3, 4, 5, 6);
        table.row("LATENCY", "p50", "p90", "p99", "p99.9", "max", "count");
        for (ClassFigures part : figures.classes()) {
            table.row(latency("due to handler, " + part.label(), part.endToEnd()));
        }
        if (figures.classes().size() > 1) {
            table.row(latency("due to handler, total", figures.total().endToEnd()));
        }
        table.row(latency("due to publish call", figures.sendDelay()));
        table.row(latency("publish call", figures.publishCost()));
        table.row(latency("machine hiccups", figures.hiccups()));
        return table.toString();
    }

    private static String[] latency(String label, Histogram histogram) {
        String[] row = new String[PERCENTILES.length + 3];
        boolean empty = histogram.getTotalCount() == 0;
        row[0] = label;
        for (int i = 0; i < PERCENTILES.length; i++) {
            row[i + 1] = empty ? "-" : Units.time(histogram.getValueAtPercentile(PERCENTILES[i]));
        }
        row[PERCENTILES.length + 1] = empty ? "-" : Units.time(histogram.getMaxValue());
        row[PERCENTILES.length + 2] = Units.count(histogram.getTotalCount());
        return row;
    }

    private static String costs(LoadConfig config, RunFigures figures) {
        TextTable table = new TextTable();
        FrameCounts total = figures.total().counts();
        double seconds = figures.elapsedNs() / 1e9;
        table.row("COST", "generator", used(figures.generator(), figures.sent(), seconds));
        table.row("", "egress", used(figures.egress(), total.delivered(), seconds));
        table.row(
                "",
                "process",
                cpu(figures.process().cpuNs(), seconds) + ", "
                        + Units.count(figures.process().collections(), "collection") + " ("
                        + figures.process().collectionMs() + " ms)");
        table.row("", "memory", memory(config));
        table.row(
                "",
                "throughput",
                Units.byteRate(figures.sentBytes() / seconds) + " published in " + Units.rate(figures.sent() / seconds)
                        + " frames/s, " + Units.rate(total.delivered() / seconds) + " frames/s delivered");
        return table.toString();
    }

    private static String used(RunFigures.Cost cost, long frames, double seconds) {
        double perFrame = frames == 0 ? 0 : (double) cost.allocatedBytes() / frames;
        return cpu(cost.cpuNs(), seconds) + ", " + Units.bytes(cost.allocatedBytes()) + " allocated in all, "
                + Units.bytes(perFrame) + " a frame";
    }

    private static String cpu(long cpuNs, double seconds) {
        return Units.three(100 * cpuNs / 1e9 / seconds) + " % of a processor";
    }

    private static String memory(LoadConfig config) {
        StreamConfig ring = config.ring();
        double slots = (double) ring.effectiveCapacityFrames() * StreamConfig.SLOT_BYTES;
        double stream = ring.effectiveCapacityBytes() + slots;
        return Units.bytes(stream) + " a stream (" + Units.bytes(ring.effectiveCapacityBytes())
                + " payload outside the heap, " + Units.bytes(slots) + " slots), "
                + Units.bytes(stream * config.streams()) + " in all";
    }

    /** The verdict in the last line, what is wrong or should be known in those before it. */
    static String verdict(Verdict verdict, RunFigures figures, boolean colourful) {
        StringBuilder text = new StringBuilder();
        figures.problems().stream()
                .limit(MAX_PROBLEMS)
                .forEach(line -> text.append("problem: ").append(line).append('\n'));
        Verdict.notes(figures)
                .forEach(line -> text.append("note: ").append(line).append('\n'));
        String outcome = verdict.outcome().name();
        text.append(colourful ? "\u001b[1;" + colour(verdict.outcome()) + 'm' + outcome + "\u001b[0m" : outcome);
        return text.append("  ")
                .append(verdict.reason())
                .append(figures.interrupted() ? " (interrupted)" : "")
                .toString();
    }

    private static int colour(Verdict.Outcome outcome) {
        return switch (outcome) {
            case OK -> 32;
            case FAILED -> 31;
            case INVALID -> 33;
        };
    }
}
