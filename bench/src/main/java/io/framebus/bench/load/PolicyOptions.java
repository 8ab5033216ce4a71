package io.framebus.bench.load;

import io.framebus.MaxLagPolicy;
import io.framebus.Resync;
import io.framebus.bench.text.Values;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The options that say what happens to a subscriber that falls behind: a mixin for picocli, which sets them. */
public final class PolicyOptions {
    @Option(
            names = "--resync",
            paramLabel = "WHERE",
            converter = Values.ResyncConverter.class,
            description =
                    "Where a subscriber that was overrun goes on: sync-point, oldest or live. Default: sync-point.")
    Resync resync = Resync.SYNC_POINT;

    @Option(
            names = "--max-lag",
            paramLabel = "LIMITS",
            converter = MaxLag.Converter.class,
            description = "When a subscriber is evicted: cumulative=FRAMES dropped, within=FRAMES/WINDOW dropped,"
                    + " behind-live=TIME, stalled-for=TIME; several joined by commas: any of them. Default: none.")
    MaxLag maxLag = new MaxLag("none", MaxLagPolicy.none());

    /** For picocli. */
    public PolicyOptions() {}

    /**
     * A max-lag policy.
     *
     * @param text as it was written, for whoever writes it down again
     * @param policy what it says
     */
    public record MaxLag(String text, MaxLagPolicy policy) {
        /** For picocli. */
        static final class Converter implements ITypeConverter<MaxLag> {
            @Override
            public MaxLag convert(String value) {
                return new MaxLag(value, new Parsing.MaxLagConverter().convert(value));
            }
        }
    }

    /** Where a subscriber goes on that was overrun. */
    public Resync resync() {
        return resync;
    }

    /** When a subscriber is evicted. */
    public MaxLag maxLag() {
        return maxLag;
    }
}
