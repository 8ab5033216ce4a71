package io.framebus.bench.text;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the operating system says of the terminal that a descriptor of this process goes to. */
final class Terminal {
    private static final Pattern SIZE = Pattern.compile("\\d{1,5} (\\d{1,5})\\s*");
    private static final long PATIENCE_MS = 1_000;

    private Terminal() {}

    /** Linux says it of each descriptor. Elsewhere output is taken not to go to a terminal, which is only less pretty. */
    static boolean is(int descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor(descriptor)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException noProc) {
            return false;
        }
    }

    private static Path descriptor(int number) {
        return Path.of("/proc/self/fd/" + number);
    }

    /** The width of that terminal, 0 if it is not known. Starts a process: not to be asked while something is measured. */
    static int columns(int descriptor) {
        Process stty = null;
        try {
            stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File(descriptor(descriptor).toString()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (stty.waitFor(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                return columns(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            }
        } catch (IOException noStty) {
            // Not known, then.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (stty != null) {
                stty.destroy();
            }
        }
        return 0;
    }

    /** The second number of {@code rows columns}, as {@code stty size} says it. */
    static int columns(String size) {
        Matcher matcher = SIZE.matcher(size);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
