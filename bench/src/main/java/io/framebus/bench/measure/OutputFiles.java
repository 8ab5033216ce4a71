package io.framebus.bench.measure;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Makes sure before a long run that its results can be written. */
public final class OutputFiles {
    private OutputFiles() {}

    /**
     * Leaves what is there as it is. Without a file there is nothing to check.
     *
     * @param option as the user named it
     * @throws IllegalArgumentException if the file cannot be written to
     */
    public static void checkWritable(String option, @Nullable Path file) {
        if (file == null) {
            return;
        }
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.flush();
        } catch (IOException e) {
            throw new IllegalArgumentException(option + " " + file + " cannot be written: " + e, e);
        }
    }

    /**
     * Makes the directory if it is not there. Without one there is nothing to check.
     *
     * @param option as the user named it
     * @throws IllegalArgumentException if it cannot be made or written to
     */
    public static void checkDirectory(String option, @Nullable Path directory) {
        if (directory == null) {
            return;
        }
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, "framebus-", ".tmp"));
        } catch (IOException e) {
            throw new IllegalArgumentException(option + " " + directory + " cannot be written: " + e, e);
        }
    }
}
