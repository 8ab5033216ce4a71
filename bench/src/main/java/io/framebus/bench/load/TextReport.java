package io.framebus.bench.load;

import io.framebus.StreamConfig;
import io.framebus.bench.measure.Environment;
import io.framebus.bench.measure.Outcome;
import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.media.MediaClip;
import io.framebus.bench.media.MediaTrack;
import io.framebus.bench.text.Screen;
import io.framebus.bench.text.Style;
import io.framebus.bench.text.TextTable;
import io.framebus.bench.text.Units;
import io.framebus.bench.text.Values;
import java.util.stream.Collectors;

/** A run as text for people: what is going to be done, and what came out. */
final class TextReport {
    private static final int MAX_PROBLEMS = 10;

    private TextReport() {}

    /** What is going to be done. */
    static String plan(LoadConfig config, int columns) {
        Playlist playlist = config.playlist();
        MediaClip clip = config.clip();
        StreamConfig ring = config.ring();
        TextTable table = new TextTable();
        table.row("media", config.source() + ": " + tracks(clip));
        table.row(
                "",
                Units.time(clip.durationUs() * 1e3) + " played over and over, a key frame every "
                        + Units.time(clip.durationUs() * 1e3 / playlist.syncPoints().length) + packets(clip));
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
        table.row("run", warmUp(config) + Units.time(config.duration()) + "; seed " + config.seed());
        table.row(
                "threads",
                Units.count(config.generators(), "generator")
                        + (config.publishing() == Publishing.BATCH ? " (batches), " : ", ") + egress(config) + ", on "
                        + Environment.processors() + " processors");
        return table.toString(columns);
    }

    /** What there is to add where media is in packets. */
    static String packets(MediaClip clip) {
        return clip.packetsPerUnit() == 1
                ? ""
                : ", " + Units.three(clip.packetsPerUnit()) + " packets for each picture or sound";
    }

    private static String warmUp(LoadConfig config) {
        return config.warmUp().isZero() ? "" : Units.time(config.warmUp()) + " or more to warm up, then ";
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
    static String results(LoadConfig config, RunFigures figures, int columns) {
        return LoadTables.subscribers(figures).toString(columns)
                + '\n'
                + LoadTables.latencies(figures).toString(columns)
                + '\n'
                + costs(config, figures, columns);
    }

    private static String costs(LoadConfig config, RunFigures figures, int columns) {
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
                        + figures.process().collectionMs() + " ms), the compiler "
                        + cpu(1_000_000 * figures.process().compilationMs(), seconds));
        table.row("", "memory", memory(config));
        table.row(
                "",
                "throughput",
                Units.byteRate(figures.sentBytes() / seconds) + " published in " + Units.rate(figures.sent() / seconds)
                        + " frames/s, " + Units.rate(total.delivered() / seconds) + " frames/s delivered");
        return table.toString(columns);
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
    static String verdict(RunVerdict verdict, RunFigures figures, Screen screen) {
        StringBuilder text = new StringBuilder();
        figures.problems().stream()
                .limit(MAX_PROBLEMS)
                .forEach(line -> text.append("problem: ").append(line).append('\n'));
        LoadVerdict.notes(figures)
                .forEach(line -> text.append("note: ").append(line).append('\n'));
        String outcome = verdict.outcome().name();
        String line = outcome + "  " + verdict.reason() + (figures.interrupted() ? " (interrupted)" : "");
        String wrapped = TextTable.wrap(line, outcome.length() + 2, screen.columns());
        return text + screen.paint(style(verdict.outcome()), outcome) + wrapped.substring(outcome.length());
    }

    private static Style style(Outcome outcome) {
        return switch (outcome) {
            case OK -> Style.GOOD_HEADLINE;
            case FAILED, MISSED -> Style.BAD_HEADLINE;
            case INVALID, INTERRUPTED -> Style.WARNING_HEADLINE;
        };
    }
}
