package io.framebus.bench.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person looks at what is written. */
public final class Terminal {
    private Terminal() {}

    /** Whether standard output goes to a terminal. */
    public static boolean isOutput() {
        return isTerminal(1);
    }

    /** Whether standard error goes to a terminal. */
    public static boolean isError() {
        return isTerminal(2);
    }

    /** Whether colours are welcome there: not if NO_COLOR is set, whatever to. */
    public static boolean isColourful() {
        return isOutput() && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
    }

    /** Linux says it of each descriptor. Elsewhere output is taken not to go to a terminal, which is only less pretty. */
    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException noProc) {
            return false;
        }
    }
}
