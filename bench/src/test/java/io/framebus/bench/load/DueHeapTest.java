package io.framebus.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DueHeapTest {
    private record Entry(int stream, long dueNs) {}

    @Test
    void shouldBeEmptyAtFirst() {
        assertTrue(new DueHeap(1).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 100, 1001})
    void shouldGiveStreamsInTheOrderInWhichTheyAreDue(int streams) {
        Random random = new Random(streams);
        DueHeap heap = new DueHeap(streams);
        PriorityQueue<Entry> model =
                new PriorityQueue<>(Comparator.comparingLong(Entry::dueNs).thenComparingInt(Entry::stream));
        for (int stream = 0; stream < streams; stream++) {
            long due = distinct(random, stream);
            heap.add(stream, due);
            model.add(new Entry(stream, due));
        }
        for (int i = 0; i < 5 * streams; i++) {
            Entry first = model.remove();
            assertEquals(first.stream(), heap.stream(), "step " + i + ", seed " + streams);
            assertEquals(first.dueNs(), heap.dueNs());
            if (random.nextInt(4) == 0) {
                heap.remove();
            } else {
                long later = first.dueNs() + distinct(random, 0);
                heap.reschedule(later);
                model.add(new Entry(first.stream(), later));
            }
            assertEquals(model.isEmpty(), heap.isEmpty());
            if (heap.isEmpty()) {
                return;
            }
        }
    }

    /** Far enough apart for no two to be equal. */
    private static long distinct(Random random, int stream) {
        return (1 + random.nextInt(1 << 20)) * 10_000_000L + random.nextInt(1 << 20) * 10L + stream % 10;
    }
}
