package io.framebus.bench.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Targets of the fuzzer: whatever bytes a media file has, it opens and reads well, or is refused in one line, within a bound on
 * memory ({@link Opening}). One target a format, so that each has its own corpus and none is found by way of another.
 */
public final class MediaFuzz {
    private static final Path FILE = newFile();

    private MediaFuzz() {}

    private static Path newFile() {
        try {
            Path file = Files.createTempFile("framebus-fuzz", ".media");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized void open(byte[] content, Predicate<byte[]> isOfFormat) {
        if (content.length == 0 || !isOfFormat.test(content)) {
            return; // another target's
        }
        try {
            Files.write(FILE, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Opening.problem(FILE);
        } catch (AssertionError e) {
            Opening.problem(
                    FILE); // what classes took that were loaded, and prepared for the fuzzer, is not the input's
        }
    }

    private static boolean startsWith(byte[] content, int at, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        return content.length >= at + wanted.length
                && Arrays.equals(content, at, at + wanted.length, wanted, 0, wanted.length);
    }

    /** MP4, fragmented or not. */
    public static final class Mp4 {
        private Mp4() {}

        /** Called by the fuzzer. */
        public static void fuzzerTestOneInput(byte[] content) {
            open(content, bytes -> startsWith(bytes, 4, "ftyp") || startsWith(bytes, 4, "moov"));
        }
    }

    /** IVF. */
    public static final class Ivf {
        private Ivf() {}

        /** Called by the fuzzer. */
        public static void fuzzerTestOneInput(byte[] content) {
            open(content, bytes -> startsWith(bytes, 0, "DKIF"));
        }
    }

    /** H.264 in Annex B. */
    public static final class AnnexB {
        private AnnexB() {}

        /** Called by the fuzzer. */
        public static void fuzzerTestOneInput(byte[] content) {
            open(content, bytes -> startsWith(bytes, 0, "\0\0\1") || startsWith(bytes, 0, "\0\0\0\1"));
        }
    }

    /** Traces. */
    public static final class Trace {
        private Trace() {}

        /** Called by the fuzzer. */
        public static void fuzzerTestOneInput(byte[] content) {
            open(content, bytes -> startsWith(bytes, 0, TraceFormat.SIGNATURE));
        }
    }

    /** Whatever does not say what it is. */
    public static final class Anything {
        private Anything() {}

        /** Called by the fuzzer. */
        public static void fuzzerTestOneInput(byte[] content) {
            open(content, bytes -> true);
        }
    }
}
