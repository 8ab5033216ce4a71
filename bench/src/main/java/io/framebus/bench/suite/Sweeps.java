package io.framebus.bench.suite;

import io.framebus.bench.suite.JmhResults.Row;
import java.util.Map;
import java.util.Optional;

/** How an egress sweep grows, from JMH's figures. */
final class Sweeps {
    /** What two JVMs differ by anyway. */
    private static final double SAME = 1.15;

    private Sweeps() {}

    static Finding finding(JmhResults jmh) {
        Optional<Row> idle = sweep(jmh, "0", "1");
        Optional<Row> idleOfMany = sweep(jmh, "0", "8");
        Optional<Row> hundred = sweep(jmh, "100", "1");
        Optional<Row> thousand = sweep(jmh, "1000", "1");
        if (idle.isEmpty() || idleOfMany.isEmpty() || hundred.isEmpty() || thousand.isEmpty()) {
            return Finding.notMeasured();
        }
        double atHundredNs = (hundred.get().score() - idle.get().score()) / 100;
        double atThousandNs = (thousand.get().score() - idle.get().score()) / 1000;
        double subscriptions = idleOfMany.get().score() / idle.get().score();
        boolean linear = atHundredNs > 0 && atThousandNs <= SAME * atHundredNs;
        return new Finding(
                linear && subscriptions <= SAME ? Outcome.MET : Outcome.MISSED,
                Markdown.number(atHundredNs, 0) + " ns per active stream of 100, " + Markdown.number(atThousandNs, 0)
                        + " ns of 1000; idle streams with 8 subscriptions / with 1: "
                        + Markdown.number(subscriptions, 3)
                        + " (no interval; the same is up to " + SAME + ")",
                "all idle: " + Markdown.number(idle.get().score(), 0) + " ns a sweep");
    }

    private static Optional<Row> sweep(JmhResults jmh, String active, String idleSubscribers) {
        return jmh.find(
                "EgressBenchmark",
                "sweep",
                Map.of("streams", "10000", "active", active, "subscribers", "1", "idleSubscribers", idleSubscribers));
    }
}
