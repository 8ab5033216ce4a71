package io.framebus.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.StreamConfig;
import io.framebus.bench.measure.Environment;
import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.measure.ScheduleCheck;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.HdrHistogram.Histogram;

/** A run as JSON for programs. Names carry their units; the schema's number changes when a name or a meaning does. */
final class JsonReport {
    static final String SCHEMA = "framebus-load/1";

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};
    private static final String[] PERCENTILE_NAMES = {"p50Ns", "p90Ns", "p99Ns", "p999Ns", "p9999Ns"};

    private JsonReport() {}

    /**
     * Makes sure that a report can be written there, leaving what is there as it is.
     *
     * @throws IllegalArgumentException if it cannot
     */
    static void checkWritable(Path file) {
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.flush();
        } catch (IOException e) {
            throw new IllegalArgumentException("--json " + file + " cannot be written: " + e, e);
        }
    }

    static void write(Path file, LoadConfig config, RunFigures figures, RunVerdict verdict) throws IOException {
        Files.writeString(file, MAPPER.writeValueAsString(of(config, figures, verdict)) + '\n');
    }

    static ObjectNode of(LoadConfig config, RunFigures figures, RunVerdict verdict) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", SCHEMA);
        root.put("verdict", verdict.outcome().name());
        root.put("reason", verdict.reason());
        root.put("exitCode", verdict.outcome().exitCode());
        root.put("interrupted", figures.interrupted());
        ArrayNode problems = root.putArray("problems");
        figures.problems().forEach(problems::add);
        root.set("objectives", MAPPER.valueToTree(verdict.describeObjectives()));
        root.set("configuration", configuration(config));
        root.set("environment", MAPPER.valueToTree(Environment.describe()));
        root.set("generator", generator(figures));
        ArrayNode classes = root.putArray("classes");
        figures.classes().forEach(part -> classes.add(subscribers(part)));
        root.set("total", subscribers(figures.total()));
        root.set("hiccups", percentiles(figures.hiccups()));
        root.set("cost", cost(config, figures));
        return root;
    }

    private static ObjectNode configuration(LoadConfig config) {
        ObjectNode node = MAPPER.createObjectNode();
        Playlist playlist = config.playlist();
        StreamConfig ring = config.ring();
        node.put("media", config.source());
        node.put("packetsPerUnit", config.clip().packetsPerUnit());
        node.put("streams", config.streams());
        node.put("subscribersPerStream", config.subscribers());
        node.put("rateFactor", config.rateFactor());
        node.put("framesPerSecondPerStream", playlist.framesPerSecond());
        node.put("bytesPerSecondPerStream", playlist.bytesPerSecond());
        node.put("warmUpNs", config.warmUp().toNanos());
        node.put("durationNs", config.duration().toNanos());
        node.put("capacityFrames", ring.effectiveCapacityFrames());
        node.put("capacityBytes", ring.effectiveCapacityBytes());
        node.put("retainedSeconds", TextReport.retainedSeconds(config));
        node.put("resync", ring.resync().name());
        node.put("maxLag", ring.maxLag().toString());
        node.put("waiting", ring.waiting().name());
        node.put("mode", config.mode().name());
        node.put("batch", config.batch());
        node.put("idle", config.idling().name());
        node.put("publishing", config.publishing().name());
        node.put("generators", config.generators());
        node.put("egressThreads", config.egressThreads());
        node.put("aligned", config.aligned());
        node.put("seed", config.seed());
        ArrayNode classes = node.putArray("classes");
        for (SubscriberClass behaviour : config.classes()) {
            classes.addObject()
                    .put("label", behaviour.label())
                    .put("subscribers", behaviour.count())
                    .put("holdNs", behaviour.hold().toNanos())
                    .put("stallEveryNs", behaviour.every().toNanos())
                    .put("stallNs", behaviour.length().toNanos());
        }
        return node;
    }

    private static ObjectNode generator(RunFigures figures) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("elapsedNs", figures.elapsedNs());
        node.put("offeredFrames", figures.offered());
        node.put("sentFrames", figures.sent());
        node.put("sentBytes", figures.sentBytes());
        node.put("lateFrames", figures.late());
        node.put("lateNs", ScheduleCheck.LATE_NS);
        node.set("sendDelay", percentiles(figures.sendDelay()));
        node.set("publishCost", percentiles(figures.publishCost()));
        return node;
    }

    private static ObjectNode subscribers(ClassFigures figures) {
        FrameCounts counts = figures.counts();
        ObjectNode node = MAPPER.createObjectNode();
        node.put("label", figures.label());
        node.put("subscribers", counts.subscribers());
        node.put("published", counts.published());
        node.put("delivered", counts.delivered());
        node.put("dropped", counts.dropped());
        node.put("filtered", counts.filtered());
        node.put("unread", counts.unread());
        node.put("gaps", counts.gaps());
        node.put("overruns", counts.overruns());
        node.put("torn", counts.torn());
        node.put("undecodable", counts.undecodable());
        node.put("corrupt", counts.corrupt());
        node.put("misordered", counts.misordered());
        node.put("configurationsHandedOver", counts.configurations());
        node.put("evicted", counts.evicted());
        node.set("endToEnd", percentiles(figures.endToEnd()));
        return node;
    }

    private static ObjectNode percentiles(Histogram histogram) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("count", histogram.getTotalCount());
        if (histogram.getTotalCount() > 0) {
            node.put("meanNs", histogram.getMean());
            for (int i = 0; i < PERCENTILES.length; i++) {
                node.put(PERCENTILE_NAMES[i], histogram.getValueAtPercentile(PERCENTILES[i]));
            }
            node.put("maxNs", histogram.getMaxValue());
        }
        return node;
    }

    private static ObjectNode cost(LoadConfig config, RunFigures figures) {
        ObjectNode node = MAPPER.createObjectNode();
        node.set("generator", cost(figures.generator(), figures.sent()));
        node.set("egress", cost(figures.egress(), figures.total().counts().delivered()));
        node.putObject("process")
                .put("cpuNs", figures.process().cpuNs())
                .put("collections", figures.process().collections())
                .put("collectionMs", figures.process().collectionMs())
                .put("compilationMs", figures.process().compilationMs());
        node.putObject("memoryPerStream")
                .put("payloadBytes", config.ring().effectiveCapacityBytes())
                .put("slotBytes", (long) config.ring().effectiveCapacityFrames() * StreamConfig.SLOT_BYTES);
        return node;
    }

    private static ObjectNode cost(RunFigures.Cost cost, long frames) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("threads", cost.threads());
        node.put("cpuNs", cost.cpuNs());
        node.put("allocatedBytes", cost.allocatedBytes());
        node.put("allocatedBytesPerFrame", frames == 0 ? 0 : (double) cost.allocatedBytes() / frames);
        return node;
    }
}
