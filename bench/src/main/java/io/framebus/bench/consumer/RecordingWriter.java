package io.framebus.bench.consumer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Writes a recording as JSON lines: the first says what the file is, each other one is a subscriber. Names carry their units;
 * the schema's number changes when a name or a meaning does.
 */
public final class RecordingWriter {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RecordingWriter() {}

    /**
     * Makes sure that a recording can be written there, leaving what is there as it is.
     *
     * @throws IllegalArgumentException naming {@code option} if it cannot
     */
    public static void checkWritable(String option, Path file) {
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.flush();
        } catch (IOException e) {
            throw new IllegalArgumentException(option + ' ' + file + " cannot be written: " + e, e);
        }
    }

    /** Writes {@code recording} to {@code file}, over what is there. */
    public static void write(Path file, Recording recording) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            ObjectNode head = MAPPER.createObjectNode();
            head.put("schema", Recording.SCHEMA);
            head.put("subscribers", recording.subscribers().size());
            head.put("durationNs", recording.durationNs());
            out.write(MAPPER.writeValueAsString(head) + '\n');
            for (Recording.Subscriber subscriber : recording.subscribers()) {
                out.write(MAPPER.writeValueAsString(node(subscriber)) + '\n');
            }
        }
    }

    private static ObjectNode node(Recording.Subscriber subscriber) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("label", subscriber.label());
        node.put("durationNs", subscriber.durationNs());
        node.put("stallThresholdNs", subscriber.stallThresholdNs());
        ArrayNode values = node.putArray("holdNs");
        ArrayNode counts = node.putArray("holdCounts");
        for (HistogramIterationValue value : subscriber.holds().recordedValues()) {
            values.add(subscriber.holds().medianEquivalentValue(value.getValueIteratedTo()));
            counts.add(value.getCountAtValueIteratedTo());
        }
        ArrayNode starts = node.putArray("stallStartNs");
        ArrayNode lengths = node.putArray("stallNs");
        for (int i = 0; i < subscriber.stallNs().length; i++) {
            starts.add(subscriber.stallStartNs()[i]);
            lengths.add(subscriber.stallNs()[i]);
        }
        return node;
    }
}
