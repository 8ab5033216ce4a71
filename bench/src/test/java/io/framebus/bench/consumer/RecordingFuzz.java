package io.framebus.bench.consumer;

import io.framebus.bench.fuzz.FuzzBound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Target of the fuzzer: recordings of consumers, which are files that users hand around. */
public final class RecordingFuzz {
    private static final Path FILE = newFile();

    private RecordingFuzz() {}

    private static Path newFile() {
        try {
            Path file = Files.createTempFile("framebus-fuzz", ".recording");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Called by the fuzzer. */
    public static synchronized void fuzzerTestOneInput(byte[] content) {
        try {
            Files.write(FILE, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        FuzzBound.check(
                content.length,
                () -> {
                    Recording recording = RecordingReader.recording(FILE);
                    if (recording.profiles().isEmpty()) {
                        throw new AssertionError("a recording of nobody");
                    }
                },
                List.of(IllegalArgumentException.class));
    }
}
