package io.framebus.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was noted at even intervals, in bounded room: when it gets too much, neighbours are merged by pairs, and from then on an
 * entry stands for twice as many intervals. So all entries stand for the same number, but for the last. One thread.
 *
 * @param <T> what is noted
 */
public final class BoundedHistory<T> {
    private final long maxWeight;
    private final ToLongFunction<T> weight;
    private final BinaryOperator<T> merge;
    private List<T> entries = new ArrayList<>();
    private @Nullable T pending;
    private int pendingIntervals;
    private int intervalsPerEntry = 1;
    private long totalWeight;

    /**
     * An empty history.
     *
     * @param maxWeight what all entries may weigh together; a single one may weigh more
     * @param merge makes one of two neighbours, the earlier first
     */
    public BoundedHistory(long maxWeight, ToLongFunction<T> weight, BinaryOperator<T> merge) {
        this.maxWeight = maxWeight;
        this.weight = weight;
        this.merge = merge;
    }

    /** Notes the next interval. */
    public void add(T next) {
        pending = pending == null ? next : merge.apply(pending, next);
        pendingIntervals++;
        if (pendingIntervals == intervalsPerEntry) {
            append(pending);
            pending = null;
            pendingIntervals = 0;
            while (totalWeight > maxWeight && entries.size() > 1) {
                halve();
            }
        }
    }

    private void append(T entry) {
        entries.add(entry);
        totalWeight += weight.applyAsLong(entry);
    }

    /** An odd one at the end waits for its neighbour. */
    private void halve() {
        List<T> finer = entries;
        entries = new ArrayList<>(finer.size() / 2 + 1);
        totalWeight = 0;
        for (int i = 0; i + 1 < finer.size(); i += 2) {
            append(merge.apply(finer.get(i), finer.get(i + 1)));
        }
        if (finer.size() % 2 == 1) {
            pending = finer.get(finer.size() - 1);
            pendingIntervals = intervalsPerEntry;
        }
        intervalsPerEntry *= 2;
    }

    /** How many intervals an entry stands for. */
    public int intervalsPerEntry() {
        return intervalsPerEntry;
    }

    /** What was noted, in order; the last entry may stand for fewer intervals than the others. */
    public List<T> entries() {
        List<T> all = new ArrayList<>(entries);
        if (pending != null) {
            all.add(pending);
        }
        return all;
    }
}
