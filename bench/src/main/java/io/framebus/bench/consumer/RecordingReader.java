package io.framebus.bench.consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framebus.bench.measure.LatencySeries;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Reads recordings. What a file says is believed only where it makes sense; memory is bounded by the limits on its lines. */
public final class RecordingReader {
    private static final int MAX_LINE_BYTES = 1 << 20;
    private static final int MAX_NUMBERS = 1 << 14;
    private static final int MAX_LABEL = 200;
    private static final long MAX_COUNT = 1L << 40;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String name;
    private final InputStream in;
    private int line;

    private RecordingReader(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    /**
     * The profiles of a recording.
     *
     * @throws IllegalArgumentException in one line, if the file cannot be read or is not a recording
     */
    static List<Profile> read(Path file) {
        return recording(file).profiles();
    }

    /**
     * A recording.
     *
     * @throws IllegalArgumentException in one line, if the file cannot be read or is not a recording
     */
    public static Recording recording(Path file) {
        String name = file.toString().replaceAll("\\p{Cntrl}", "?");
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return new RecordingReader(name, in).read();
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException(name + ": does not exist", missing);
        } catch (IOException e) {
            throw new IllegalArgumentException(name + ": cannot be read: " + e, e);
        }
    }

    private Recording read() throws IOException {
        JsonNode head = next();
        if (head == null || !head.path("schema").asText().equals(Recording.SCHEMA)) {
            throw bad("is not a recording of consumers (" + Recording.SCHEMA + ")");
        }
        long count = number(head, "subscribers", 1, Recording.MAX_SUBSCRIBERS);
        long durationNs = number(head, "durationNs", 1, Distribution.MAX_NS);
        List<Recording.Subscriber> subscribers = new ArrayList<>();
        for (JsonNode node = next(); node != null; node = next()) {
            if (subscribers.size() == count) {
                throw bad("is one more than the " + count + " subscribers that the first line says");
            }
            subscribers.add(subscriber(node));
        }
        if (subscribers.size() < count) {
            throw bad("is the last, but the first says " + count + " subscribers: cut short");
        }
        return new Recording(durationNs, subscribers);
    }

    private Recording.Subscriber subscriber(JsonNode node) {
        String label = node.path("label").asText();
        if (label.isEmpty() || label.length() > MAX_LABEL) {
            throw bad("label must have 1 to " + MAX_LABEL + " characters");
        }
        long durationNs = number(node, "durationNs", 1, Distribution.MAX_NS);
        long thresholdNs = number(node, "stallThresholdNs", 1, Distribution.MAX_NS);
        long[] starts = numbers(node, "stallStartNs", 0, durationNs);
        long[] lengths = numbers(node, "stallNs", 1, durationNs);
        if (starts.length != lengths.length) {
            throw bad("stallStartNs and stallNs must be equally long, are " + starts.length + " and " + lengths.length);
        }
        checkOrder(starts, lengths, durationNs);
        return new Recording.Subscriber(label, durationNs, thresholdNs, holds(node), starts, lengths);
    }

    private void checkOrder(long[] starts, long[] lengths, long durationNs) {
        for (int i = 0; i < starts.length; i++) {
            long untilNs = i + 1 < starts.length ? starts[i + 1] : durationNs;
            if (starts[i] + lengths[i] > untilNs) {
                throw bad("stall " + i + " ends at " + (starts[i] + lengths[i]) + " ns, after "
                        + (i + 1 < starts.length ? "the next one begins" : "the recording") + " (" + untilNs + ")");
            }
        }
    }

    private Histogram holds(JsonNode node) {
        long[] values = numbers(node, "holdNs", 0, LatencySeries.MAX_NS);
        long[] counts = numbers(node, "holdCounts", 1, MAX_COUNT);
        if (values.length != counts.length) {
            throw bad("holdNs and holdCounts must be equally long, are " + values.length + " and " + counts.length);
        }
        Histogram holds = LatencySeries.newHistogram();
        for (int i = 0; i < values.length; i++) {
            holds.recordValueWithCount(values[i], counts[i]);
        }
        return holds;
    }

    private long number(JsonNode node, String field, long min, long max) {
        return checked(node.path(field), field, min, max);
    }

    private long checked(JsonNode value, String field, long min, long max) {
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < min || value.asLong() > max) {
            throw bad(field + " must be a whole number between " + min + " and " + max);
        }
        return value.asLong();
    }

    private long[] numbers(JsonNode node, String field, long min, long max) {
        JsonNode array = node.path(field);
        if (!array.isArray()) {
            throw bad(field + " must be an array");
        }
        if (array.size() > MAX_NUMBERS) {
            throw bad(field + " must have at most " + MAX_NUMBERS + " numbers, has " + array.size());
        }
        long[] numbers = new long[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = checked(array.get(i), field, min, max);
        }
        return numbers;
    }

    /** The next line, or null after the last. */
    private @Nullable JsonNode next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int b = in.read();
        if (b < 0) {
            return null;
        }
        line++;
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (bytes.size() == MAX_LINE_BYTES) {
                throw bad("is longer than " + MAX_LINE_BYTES + " bytes");
            }
            bytes.write(b);
        }
        try {
            JsonNode node = MAPPER.readTree(bytes.toString(StandardCharsets.UTF_8));
            if (!node.isObject()) {
                throw bad("is not a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name + ": line " + line + " is not JSON", e);
        }
    }

    private IllegalArgumentException bad(String problem) {
        return new IllegalArgumentException(name + ": line " + Math.max(1, line) + ' ' + problem);
    }
}
