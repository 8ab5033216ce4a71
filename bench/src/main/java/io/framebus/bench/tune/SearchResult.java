package io.framebus.bench.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a search came to.
 *
 * @param answer the ring, confirmed; null where none holds enough
 * @param halfTheFrames the same of a ring of half the frames; null where that is less than there can be
 * @param halfTheBytes the same of half the bytes
 * @param searched the runs of the search, in their order
 */
record SearchResult(
        @Nullable Confirmation answer,
        @Nullable Confirmation halfTheFrames,
        @Nullable Confirmation halfTheBytes,
        List<Trial> searched) {
    SearchResult {
        searched = List.copyOf(searched);
    }

    static SearchResult infeasible(List<Trial> searched) {
        return new SearchResult(null, null, null, searched);
    }

    static SearchResult of(Capacity answer, List<Trial> searched, Map<Capacity, Confirmation> confirmed) {
        return new SearchResult(
                confirmed.get(answer),
                confirmed.get(answer.halfTheFrames()),
                confirmed.get(answer.halfTheBytes()),
                searched);
    }

    /** All runs: those of the search, then the confirmations. */
    List<Trial> trials() {
        List<Trial> all = new ArrayList<>(searched);
        for (Confirmation confirmation : confirmations()) {
            all.addAll(confirmation.trials());
        }
        return all;
    }

    /** The answer and the smaller ones, as far as there are. */
    List<Confirmation> confirmations() {
        List<Confirmation> all = new ArrayList<>();
        for (@Nullable Confirmation confirmation : new @Nullable Confirmation[] {answer, halfTheFrames, halfTheBytes}) {
            if (confirmation != null) {
                all.add(confirmation);
            }
        }
        return all;
    }
}
