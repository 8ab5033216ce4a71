package io.framebus.bench.paired;

import java.util.function.BiFunction;
import java.util.function.IntToLongFunction;

/**
 * Opens a lane for one who has these classes by another loader, and so knows of it only what the JDK can name: what it takes for
 * so many operations, and how to close it. One indirect call a slice.
 */
public final class LaneBridge implements BiFunction<String, String, Object[]> {
    /** For {@link OtherBuild}, by the other loader. */
    public LaneBridge() {}

    /** {@code experiment} and {@code lane} by their names: an {@link IntToLongFunction} and a {@link Runnable}. */
    @Override
    public Object[] apply(String experiment, String lane) {
        Lane opened = Experiments.named(experiment).open(lane);
        IntToLongFunction timeNs = opened::timeNs;
        Runnable close = opened::close;
        return new Object[] {timeNs, close};
    }

    /** What {@link #apply} of the other loader gave, as a lane of this one. */
    static final class Foreign implements Lane {
        private final String name;
        private final IntToLongFunction timeNs;
        private final Runnable close;

        Foreign(String name, Object[] opened) {
            this.name = name;
            this.timeNs = (IntToLongFunction) opened[0];
            this.close = (Runnable) opened[1];
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long timeNs(int operations) {
            return timeNs.applyAsLong(operations);
        }

        @Override
        public void close() {
            close.run();
        }
    }
}
