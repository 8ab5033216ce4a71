package io.framebus.bench.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one measurement found.
 *
 * @param peer whose
 * @param books what became of the frames
 * @param cost for {@link Measure#COST}
 * @param flow for {@link Measure#FLOW}
 * @param publisherGarbageBytes allocated for each frame offered, by the publishing thread
 * @param readerGarbageBytes allocated for each frame delivered to one subscriber, by the reading threads
 * @param memoryBytes what the medium takes, by the peer's own arithmetic
 * @param cpuCores processors that the publishing and the reading threads kept busy
 * @param collections garbage collections while it was measured
 * @param collectionMs time they took
 * @param compilationMs time the compiler worked while it was measured: much of it says that the warm-up was too short
 */
record PeerFigures(
        String peer,
        FrameBooks books,
        @Nullable CostFigures cost,
        @Nullable FlowFigures flow,
        double publisherGarbageBytes,
        double readerGarbageBytes,
        long memoryBytes,
        double cpuCores,
        long collections,
        long collectionMs,
        long compilationMs) {

    /**
     * Costs by batch: a batch's time divided by its frames, or by its deliveries.
     *
     * @param publishNs median over the batches
     * @param publishMeanNs mean: with the collections and whatever else came between
     * @param deliveryNs a frame to one subscriber, median over the batches
     * @param deliveryMeanNs mean
     * @param batches how many were measured
     * @param slices those of each piece of time that was measured, one after the other; the medians above are of theirs. Empty in a slice
     */
    record CostFigures(
            double publishNs,
            double publishMeanNs,
            double deliveryNs,
            double deliveryMeanNs,
            long batches,
            List<CostFigures> slices) {}

    /** The same, of each slice; of the whole, if there are no slices. */
    List<PeerFigures> bySlice() {
        return cost == null || cost.slices().isEmpty()
                ? List.of(this)
                : cost.slices().stream().map(this::of).toList();
    }

    private PeerFigures of(CostFigures slice) {
        return new PeerFigures(
                peer,
                books,
                slice,
                null,
                publisherGarbageBytes,
                readerGarbageBytes,
                memoryBytes,
                cpuCores,
                collections,
                collectionMs,
                compilationMs);
    }

    /**
     * What came through while both sides ran.
     *
     * @param publishNs the publisher's time for each frame offered; of a paced one only that in which it published
     * @param offeredPerSecond frames
     * @param deliveredPerSecond frames to one subscriber, mean over the subscribers
     */
    record FlowFigures(double publishNs, double offeredPerSecond, double deliveredPerSecond) {}
}
