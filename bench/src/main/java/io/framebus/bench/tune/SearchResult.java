package io.framebus.bench.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
        return byPhase().values().stream().flatMap(List::stream).toList();
    }

    /** All runs by what each was for, in their order. */
    Map<String, List<Trial>> byPhase() {
        Map<String, List<Trial>> phases = new LinkedHashMap<>();
        phases.put("search", searched);
        put(phases, "confirm", answer);
        put(phases, "half the frames", halfTheFrames);
        put(phases, "half the bytes", halfTheBytes);
        return phases;
    }

    private static void put(Map<String, List<Trial>> phases, String phase, @Nullable Confirmation confirmation) {
        if (confirmation != null) {
            phases.put(phase, confirmation.trials());
        }
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
