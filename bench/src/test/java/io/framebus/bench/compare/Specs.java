package io.framebus.bench.compare;

import io.framebus.bench.measure.Idling;
import io.framebus.bench.peer.CheckingSink.Look;
import io.framebus.bench.peer.Peers;
import java.util.Arrays;
import java.util.List;

/** Measurements for tests. */
final class Specs {
    private Specs() {}

    static RunSpec spec(Measure measure, int subscribers, long warmUpNs, long durationNs) {
        return new RunSpec(
                "framebus",
                measure,
                300,
                null,
                0,
                subscribers,
                1,
                256,
                256 * 300,
                64,
                Look.ALL,
                Idling.YIELD,
                warmUpNs,
                durationNs,
                3);
    }

    static PeerFigures cost(String peer, int subscribers, double publishNs, double deliveryNs) {
        return new PeerFigures(
                peer,
                new FrameBooks(100, 0, subscribers, 100L * subscribers, 0, 0, 0, 0, 0),
                new PeerFigures.CostFigures(publishNs, publishNs, deliveryNs, deliveryNs, 10),
                null,
                0,
                0,
                1000,
                1,
                0,
                0,
                0);
    }

    static CompareConfig config(int rounds, List<Case> cases, String... peers) {
        return new CompareConfig(
                spec(Measure.COST, 1, 1, 1),
                Workload.fixed(300),
                Arrays.stream(peers).map(Peers::named).toList(),
                cases,
                rounds,
                List.of());
    }
}
