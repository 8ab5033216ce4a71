package io.framebus.bench.consumer;

import io.framebus.bench.fuzz.FuzzBound;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/** Target of the fuzzer: descriptions of consumers. What is accepted must be able to stall and hold for a while. */
public final class ConsumerFuzz {
    private static final String FILE = "recorded=";

    private ConsumerFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        if (text.strip().startsWith(FILE)) {
            return; // no file of this machine is anybody's business; what is in one is RecordingFuzz's
        }
        FuzzBound.check(
                content.length,
                () -> {
                    ConsumerModel model = new ConsumerParser().convert(text);
                    if (model.toString().isBlank()) {
                        throw new AssertionError("a consumer without a description");
                    }
                },
                List.of(TypeConversionException.class));
    }
}
