package io.framebus.bench.tune;

import io.framebus.bench.consumer.ConsumerModel;
import io.framebus.bench.consumer.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One consumer with one ring, over all repetitions.
 *
 * @param consumer the consumer
 * @param capacity the ring
 * @param outcome all repetitions as if they had been one
 * @param invalid why one of them says nothing, if so; else empty
 * @param isBest whether no other ring with this consumer loses less, is no later and takes no more memory
 */
record SweepCell(ConsumerModel consumer, Capacity capacity, Outcome outcome, String invalid, boolean isBest) {
    /** Marks the best of one consumer's cells. */
    static List<SweepCell> markBest(List<SweepCell> cells) {
        return cells.stream()
                .map(cell -> new SweepCell(
                        cell.consumer,
                        cell.capacity,
                        cell.outcome,
                        cell.invalid,
                        cells.stream().noneMatch(other -> other.isBetterThan(cell))))
                .toList();
    }

    /** No worse in anything, and better in something. */
    private boolean isBetterThan(SweepCell other) {
        boolean sameConsumer = consumer.name().equals(other.consumer.name());
        int memory = Long.compare(capacity.memoryBytes(), other.capacity.memoryBytes());
        int unshown = Double.compare(unshownShare(), other.unshownShare());
        int late = Long.compare(p99Ns(), other.p99Ns());
        return sameConsumer && memory <= 0 && unshown <= 0 && late <= 0 && (memory < 0 || unshown < 0 || late < 0);
    }

    double unshownShare() {
        return outcome.total().unshown() / (double) Math.max(1, outcome.total().settled());
    }

    double frozenShare() {
        return outcome.total().frozenShare();
    }

    long p99Ns() {
        return outcome.latency().getValueAtPercentile(99);
    }

    /** The cell of that ring among {@code cells}; null where there is none. */
    static @Nullable SweepCell of(List<SweepCell> cells, ConsumerModel consumer, Capacity capacity) {
        return cells.stream()
                .filter(cell -> cell.consumer.name().equals(consumer.name()) && cell.capacity.equals(capacity))
                .findFirst()
                .orElse(null);
    }
}
