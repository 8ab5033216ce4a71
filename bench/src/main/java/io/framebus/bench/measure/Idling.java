package io.framebus.bench.measure;

import io.framebus.bench.text.Values;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;
import picocli.CommandLine.ITypeConverter;

/** What an egress thread does when there is nothing to read. */
public enum Idling {
    SPIN,
    YIELD,
    BACKOFF;

    private static final int SPINS = 20;
    private static final int YIELDS = 20;
    private static final long MIN_PARK_NS = 1_000;
    private static final long MAX_PARK_NS = 100_000;

    /** For picocli. */
    public static final class Converter implements ITypeConverter<Idling> {
        /** For picocli. */
        public Converter() {}

        @Override
        public Idling convert(String value) {
            return Values.constant(Idling.class, value);
        }
    }

    public IdleStrategy newStrategy() {
        return switch (this) {
            case SPIN -> new BusySpinIdleStrategy();
            case YIELD -> new YieldingIdleStrategy();
            case BACKOFF -> new BackoffIdleStrategy(SPINS, YIELDS, MIN_PARK_NS, MAX_PARK_NS);
        };
    }
}
