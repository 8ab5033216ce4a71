package io.framebus.bench;

import io.framebus.bench.fuzz.FuzzBound;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ParameterException;

/** Target of the fuzzer: whole command lines, a word a line, up to where a command would begin its work. */
public final class OptionsFuzz {
    private OptionsFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        if (text.toLowerCase(Locale.ROOT).contains("recorded") || text.indexOf('@') == 0 || text.contains("\n@")) {
            return; // would open files, of recordings or of options
        }
        FuzzBound.check(
                content.length,
                () -> Main.commandLine().parseArgs(text.lines().toArray(String[]::new)),
                List.of(ParameterException.class));
    }
}
