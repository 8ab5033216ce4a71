package io.framebus.bench.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The fuzzer's targets without the fuzzer: every input that once broke something, the seeds, and some changes of each. The table
 * is that of {@code bench/fuzz}.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FuzzCorpusTest {
    private static final int VARIANTS = 20;
    private static final long SEED = 20_261_127;

    @ParameterizedTest
    @CsvSource({
        "io.framebus.bench.media.MediaFuzz$Mp4, mp4, .mp4",
        "io.framebus.bench.media.MediaFuzz$Ivf, ivf, .ivf",
        "io.framebus.bench.media.MediaFuzz$AnnexB, annex-b, .h264",
        "io.framebus.bench.media.MediaFuzz$Trace, trace, -",
        "io.framebus.bench.media.MediaFuzz$Anything, anything, -",
        "io.framebus.bench.consumer.RecordingFuzz, recording, -",
        "io.framebus.bench.consumer.ConsumerFuzz, consumer, -",
        "io.framebus.bench.tune.TargetFuzz, slo, -",
        "io.framebus.bench.OptionsFuzz, options, -"
    })
    void shouldReadOrRefuseWhatTheFuzzerReads(String target, String corpus, String media) throws Exception {
        Method read = Class.forName(target).getMethod("fuzzerTestOneInput", byte[].class);
        List<Path> inputs = new ArrayList<>(files("/io/framebus/bench/fuzz/" + corpus));
        if (!media.equals("-")) {
            files("/io/framebus/bench/media").stream()
                    .filter(file -> file.toString().endsWith(media))
                    .forEach(inputs::add);
        }
        assertFalse(inputs.isEmpty(), "no inputs for " + target);
        Random random = new Random(SEED);
        for (Path input : inputs) {
            byte[] content = Files.readAllBytes(input);
            read(read, content, input.toString());
            for (int variant = 0; variant < VARIANTS && content.length > 0; variant++) {
                byte[] changed = content.clone();
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
                read(read, changed, "variant " + variant + " of " + input + ", seed " + SEED);
            }
        }
    }

    private static void read(Method read, byte[] content, String what) throws IllegalAccessException {
        try {
            read.invoke(null, (Object) content);
        } catch (InvocationTargetException e) {
            throw new AssertionError(what, e.getCause());
        }
    }

    /** Those of a folder among the resources; none where there is no such folder, as git keeps no empty ones. */
    private static List<Path> files(String folder) throws IOException, URISyntaxException {
        URL url = FuzzCorpusTest.class.getResource(folder);
        if (url == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
