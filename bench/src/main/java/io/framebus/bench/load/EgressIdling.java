package io.framebus.bench.load;

import io.framebus.EgressAgent;
import io.framebus.bench.measure.Idling;
import io.framebus.bench.text.Values;
import org.agrona.concurrent.IdleStrategy;
import picocli.CommandLine.ITypeConverter;

/** What an egress thread of a load does when there is nothing to read. */
enum EgressIdling {
    SPIN,
    YIELD,
    BACKOFF,
    /** Is parked until a stream tells. For threads whose agent serves all of their subscribers: nobody else could wake them. */
    TOLD;

    /** For picocli. */
    static final class Converter implements ITypeConverter<EgressIdling> {
        @Override
        public EgressIdling convert(String value) {
            return Values.constant(EgressIdling.class, value);
        }
    }

    /** For the thread that runs {@code agent}. */
    IdleStrategy of(EgressAgent agent) {
        return switch (this) {
            case SPIN -> Idling.SPIN.newStrategy();
            case YIELD -> Idling.YIELD.newStrategy();
            case BACKOFF -> Idling.BACKOFF.newStrategy();
            case TOLD -> agent.idleUntilTold();
        };
    }

    /** Whether the thread keeps its processor while there is nothing to do. */
    boolean spins() {
        return this == SPIN || this == YIELD;
    }
}
