package io.framebus.bench.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens what may be broken, and holds the readers to their promise: a source that can be read, or one clear line. */
final class Opening {
    private static final long MAX_ALLOCATED_BYTES = 256L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Opening() {}

    /** Opens and reads everything; the message of the MediaException, or null if there was none. */
    static @Nullable String problem(Path file) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        String problem = null;
        try (MediaSource source = MediaFiles.open(file)) {
            readAll(source);
        } catch (MediaException e) {
            problem = String.valueOf(e.getMessage());
            assertTrue(problem.startsWith(file + ": "), () -> "does not name the file: " + e.getMessage());
            assertEquals(1, problem.lines().count(), () -> "is more than a line: " + e.getMessage());
            assertFalse(problem.length() > 400, () -> "is a long line: " + e.getMessage());
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < MAX_ALLOCATED_BYTES, () -> file + " took " + allocated + " bytes of heap");
        return problem;
    }

    /** Opens what must not be accepted; what is said of it, without the file's name. */
    static String refusal(Path file) {
        String problem = problem(file);
        assertTrue(problem != null, "was accepted");
        return problem.substring(file.toString().length() + 2);
    }

    /** {@link #refusal(Path)} of a file with that content. */
    static String refusal(Path directory, byte[] content) {
        try {
            return refusal(Files.write(directory.resolve("hostile"), content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void readAll(MediaSource source) {
        long previousUs = Long.MIN_VALUE;
        ByteBuffer payload = ByteBuffer.allocate(1 << 16);
        int units = 0;
        for (MediaUnit unit = source.next(); unit != null; unit = source.next()) {
            assertTrue(unit.dtsUs() >= previousUs, "decodes backwards");
            previousUs = unit.dtsUs();
            units++;
            if (source.hasPayload() && unit.size() <= payload.capacity()) {
                assertEquals(unit.size(), source.copyPayload(payload.clear()));
            }
        }
        assertEquals(source.unitCount(), units);
        assertTrue(units > 0, "a source without units");
        assertTrue(source.durationUs() >= 0, "a negative duration");
        assertThrows(IllegalStateException.class, () -> source.copyPayload(payload), "payload behind the last unit");
    }
}
