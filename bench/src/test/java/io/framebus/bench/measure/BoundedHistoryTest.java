package io.framebus.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedHistoryTest {
    private final BoundedHistory<List<Integer>> history = new BoundedHistory<>(8, entry -> 1, (earlier, later) -> {
        List<Integer> both = new ArrayList<>(earlier);
        both.addAll(later);
        return both;
    });

    private void add(int count) {
        for (int n = 0; n < count; n++) {
            history.add(List.of(n));
        }
    }

    @Test
    void shouldKeepEverythingWhileThereIsRoom() {
        add(8);
        assertEquals(8, history.entries().size());
        assertEquals(1, history.intervalsPerEntry());
    }

    @Test
    void shouldMergeNeighboursWhenThereIsNoneLeft() {
        add(9);
        assertEquals(
                List.of(List.of(0, 1), List.of(2, 3), List.of(4, 5), List.of(6, 7), List.of(8)), history.entries());
        assertEquals(2, history.intervalsPerEntry());
    }

    @Test
    void shouldLoseNothingAndKeepTheOrder() {
        for (int count = 0; count < 200; count++) {
            BoundedHistoryTest fresh = new BoundedHistoryTest();
            fresh.add(count);
            List<Integer> all = new ArrayList<>();
            List<List<Integer>> entries = fresh.history.entries();
            entries.forEach(all::addAll);
            List<Integer> expected = new ArrayList<>();
            for (int n = 0; n < count; n++) {
                expected.add(n);
            }
            assertEquals(expected, all);
            assertTrue(entries.size() <= 9, count + " gave " + entries);
            for (int i = 0; i + 1 < entries.size(); i++) {
                assertEquals(fresh.history.intervalsPerEntry(), entries.get(i).size(), count + " gave " + entries);
            }
        }
    }
}
