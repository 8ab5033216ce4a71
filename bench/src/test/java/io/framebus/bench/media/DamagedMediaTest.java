package io.framebus.bench.media;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real files, cut short and with bytes changed: each must open and read well, or be refused in one line. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamagedMediaTest {
    private static final int EDGE_BYTES = 1500;
    private static final int STRIDE = 23;
    private static final int VARIANTS = Integer.getInteger("framebus.variants", 400);

    /** A trace, too. */
    private static final String TRACE = "trace.csv";

    @TempDir
    Path directory;

    static List<String> names() {
        List<String> names = new ArrayList<>(TestMedia.names());
        names.add(TRACE);
        return names;
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldReadAPrefixOrRefuseWhenCutShort(String name) throws IOException {
        byte[] whole = content(name);
        Path file = Files.write(directory.resolve(name), whole);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int length = whole.length - 1; length >= 0; length--) {
                boolean isEdge = length < EDGE_BYTES || length > whole.length - EDGE_BYTES;
                if (isEdge || length % STRIDE == 0) {
                    channel.truncate(length);
                    open(file, name + " cut to " + length + " bytes");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldReadOrRefuseWhateverBytesAreChanged(String name) throws IOException {
        long seed = Long.getLong("framebus.seed", System.nanoTime());
        System.out.println("DamagedMediaTest " + name + ": -Dframebus.seed=" + seed);
        Random random = new Random(seed);
        byte[] whole = content(name);
        int metadataAt = metadataAt(whole);
        Path file = directory.resolve(name);
        for (int variant = 0; variant < VARIANTS; variant++) {
            byte[] damaged = whole.clone();
            for (int flips = 1 + random.nextInt(6); flips > 0; flips--) {
                boolean inMetadata = random.nextInt(4) > 0;
                int from = inMetadata ? metadataAt : 0;
                int at = from + random.nextInt(Math.min(inMetadata ? 2500 : whole.length, whole.length - from));
                damaged[at] =
                        random.nextBoolean() ? EXTREMES[random.nextInt(EXTREMES.length)] : (byte) random.nextInt();
            }
            Files.write(file, damaged);
            open(file, name + " variant " + variant + " of seed " + seed);
        }
    }

    private static final byte[] EXTREMES = {0, 1, 0x7F, (byte) 0x80, (byte) 0xFF};

    private static void open(Path file, String what) {
        try {
            Opening.problem(file);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(what + ": " + e, e);
        }
    }

    private static byte[] content(String name) throws IOException {
        if (!name.equals(TRACE)) {
            return TestMedia.bytes(name);
        }
        StringBuilder trace = new StringBuilder();
        try (MediaSource source = MediaFiles.open(TestMedia.path("bframes.mp4"))) {
            TraceWriter.write(source, source.origin(), trace);
        }
        return trace.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Where the moov box is, which is where a flip hurts most; 0 in other formats. */
    private static int metadataAt(byte[] file) {
        for (int i = 4; i + 4 <= file.length; i++) {
            if (file[i] == 'm' && file[i + 1] == 'o' && file[i + 2] == 'o' && file[i + 3] == 'v') {
                return i - 4;
            }
        }
        return 0;
    }
}
