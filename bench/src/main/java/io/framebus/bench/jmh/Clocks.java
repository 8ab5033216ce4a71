package io.framebus.bench.jmh;

import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

/** The clocks a bus is measured with. */
final class Clocks {
    /** What the clock {@code none} always says. */
    static final long NONE_NS = 1_000_000_000L;

    private Clocks() {}

    /** {@code none}, which costs nothing for it stands still, or {@code system}. */
    static NanoClock named(String name) {
        return switch (name) {
            case "none" -> new Still();
            case "system" -> SystemNanoClock.INSTANCE;
            default -> throw new IllegalArgumentException("clock must be none or system, is " + name);
        };
    }

    private static final class Still implements NanoClock {
        @Override
        public long nanoTime() {
            return NONE_NS;
        }
    }
}
