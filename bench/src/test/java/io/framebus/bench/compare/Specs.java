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
        return spec(measure, subscribers, warmUpNs, durationNs, 1);
    }

    static RunSpec spec(Measure measure, int subscribers, long warmUpNs, long durationNs, int slices) {
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
                slices,
                0,
                3);
    }

    static PeerFigures cost(String peer, int subscribers, double publishNs, double deliveryNs) {
        return new PeerFigures(
                peer,
                new FrameBooks(100, 0, subscribers, 100L * subscribers, 0, 0, 0, 0, 0),
                new PeerFigures.CostFigures(publishNs, publishNs, deliveryNs, deliveryNs, 10, List.of()),
                null,
                0,
                0,
                1000,
                1,
                0,
                0,
                0);
    }

    static PeerFigures flow(String peer, int subscribers, double deliveredPerSecond) {
        return new PeerFigures(
                peer,
                new FrameBooks(100, 0, subscribers, 100L * subscribers, 0, 0, 0, 0, 0),
                null,
                new PeerFigures.FlowFigures(1, deliveredPerSecond, deliveredPerSecond),
                0,
                0,
                1000,
                2,
                0,
                0,
                0);
    }

    /** With these delivery costs of one slice after the other. */
    static PeerFigures sliced(String peer, int subscribers, double... deliveryNs) {
        double median = Spread.of(deliveryNs).median();
        return new PeerFigures(
                peer,
                new FrameBooks(100, 0, subscribers, 100L * subscribers, 0, 0, 0, 0, 0),
                new PeerFigures.CostFigures(
                        1,
                        1,
                        median,
                        median,
                        10L * deliveryNs.length,
                        Arrays.stream(deliveryNs)
                                .mapToObj(ns -> new PeerFigures.CostFigures(1, 1, ns, ns, 10, List.of()))
                                .toList()),
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
        return config(rounds, cases, 1, peers);
    }

    static CompareConfig config(int rounds, List<Case> cases, int slices, String... peers) {
        return new CompareConfig(
                spec(Measure.COST, 1, 1, 1, slices),
                Workload.fixed(300),
                Arrays.stream(peers).map(Peers::named).toList(),
                cases,
                rounds,
                List.of());
    }
}
