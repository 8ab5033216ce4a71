package io.framebus.bench.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.MaxLagPolicy;
import io.framebus.Resync;
import io.framebus.StreamConfig;
import io.framebus.bench.load.Parsing;
import io.framebus.bench.media.TestClips;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is printed to paste is compiled and run. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ConfigSnippetTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SYNC_POINT | 256 | 4194304 | none",
                "OLDEST     | 2   | 65536   | cumulative=500",
                "LIVE       | 64  | 512     | within=20/1500ms,behind-live=2s, stalled-for=1500us",
                "SYNC_POINT | 64  | 1048576 | none,behind-live=2s",
            })
    void shouldMakeTheRingThatWasFound(Resync resync, int frames, int bytes, String maxLag) throws Exception {
        MaxLagPolicy policy = new Parsing.MaxLagConverter().convert(maxLag);
        StreamConfig settings =
                StreamConfig.builder().resync(resync).maxLag(policy).build();
        Scenario scenario = new Scenario(
                "test", TestClips.trace(), 1, settings, maxLag, false, 1, Duration.ofSeconds(1), Duration.ZERO, 1, 1);
        StreamConfig wanted =
                settings.toBuilder().capacityFrames(frames).capacityBytes(bytes).build();
        assertEquals(wanted, run(ConfigSnippet.of(scenario, new Capacity(frames, bytes))));
    }

    private Object run(String code) throws Exception {
        Path source = directory.resolve("Pasted.java");
        Files.writeString(
                source,
                ConfigSnippet.imports() + "public class Pasted { public static Object make() {\n" + code
                        + "return config; } }\n");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int failed = compiler.run(
                null,
                null,
                null,
                "-d",
                directory.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-proc:none",
                source.toString());
        assertTrue(failed == 0, code);
        URL[] classes = {directory.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
            Method make = loader.loadClass("Pasted").getMethod("make");
            return make.invoke(null);
        }
    }
}
