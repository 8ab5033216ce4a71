package io.framebus.bench.compare;

import io.framebus.bench.compare.PeerFigures.CostFigures;
import io.framebus.bench.compare.PeerFigures.FlowFigures;
import java.util.Objects;

/** The figures that are shown, by name. Those of one measure are asked for in its cases only. */
final class Figures {
    private Figures() {}

    static double publishNs(PeerFigures figures) {
        return figures.cost() != null
                ? figures.cost().publishNs()
                : flow(figures).publishNs();
    }

    static double publishMeanNs(PeerFigures figures) {
        return cost(figures).publishMeanNs();
    }

    static double deliveryNs(PeerFigures figures) {
        return cost(figures).deliveryNs();
    }

    static double deliveryMeanNs(PeerFigures figures) {
        return cost(figures).deliveryMeanNs();
    }

    static double offeredPerSecond(PeerFigures figures) {
        return flow(figures).offeredPerSecond();
    }

    static double deliveredPerSecond(PeerFigures figures) {
        return flow(figures).deliveredPerSecond();
    }

    /** What a frame costs for each subscriber, its share of the publisher's time among it. */
    static double inAllNs(PeerFigures figures) {
        return publishNs(figures) / Math.max(1, figures.books().subscribers()) + deliveryNs(figures);
    }

    private static CostFigures cost(PeerFigures figures) {
        return Objects.requireNonNull(figures.cost(), "cost");
    }

    private static FlowFigures flow(PeerFigures figures) {
        return Objects.requireNonNull(figures.flow(), "flow");
    }
}
