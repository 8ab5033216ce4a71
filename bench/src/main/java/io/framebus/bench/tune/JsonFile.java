package io.framebus.bench.tune;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** {@code --json}: results for programs. */
final class JsonFile {
    private JsonFile() {}

    /**
     * Makes sure that results can be written there, leaving what is there as it is. Nowhere is fine.
     *
     * @throws IllegalArgumentException if they cannot
     */
    static void checkWritable(@Nullable Path file) {
        if (file == null) {
            return;
        }
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.flush();
        } catch (IOException e) {
            throw new IllegalArgumentException("--json " + file + " cannot be written: " + e, e);
        }
    }

    static void write(Path file, JsonNode result) throws IOException {
        Files.writeString(file, result.toPrettyString() + '\n');
    }
}
