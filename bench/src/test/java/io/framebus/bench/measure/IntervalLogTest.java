package io.framebus.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;

class IntervalLogTest {
    private static final int MAX_BYTES = 20_000;

    private final LatencySeries fast = new LatencySeries("end-to-end, healthy");
    private final LatencySeries slow = new LatencySeries("hiccup");
    private int intervals;

    /** What a log holds, by tag, as the tools of HdrHistogram read it. */
    private Map<String, Histogram> read(String text) {
        Map<String, Histogram> sums = new HashMap<>();
        HistogramLogReader reader =
                new HistogramLogReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        for (EncodableHistogram next = reader.nextIntervalHistogram();
                next != null;
                next = reader.nextIntervalHistogram()) {
            sums.computeIfAbsent(next.getTag(), tag -> LatencySeries.newHistogram())
                    .add((Histogram) next);
            intervals++;
        }
        return sums;
    }

    @Test
    void shouldLogEveryIntervalOfAShortRun() {
        IntervalLog log = new IntervalLog(MAX_BYTES);
        LatencySeries.Writer writer = fast.writer();
        for (int n = 1; n <= 5; n++) {
            writer.record(n * 1_000_000L);
            fast.collect();
            log.append(List.of(fast));
        }
        assertEquals(Map.of("end-to-end-healthy", fast.total()), read(log.text()));
        assertEquals(5, intervals);
    }

    @Test
    void shouldLoseNothingOfALongRunAndStayShort() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        IntervalLog log = new IntervalLog(MAX_BYTES);
        LatencySeries.Writer fastWriter = fast.writer();
        LatencySeries.Writer slowWriter = slow.writer();
        for (int n = 0; n < 3000; n++) {
            fastWriter.record((long) (1e5 * Math.exp(random.nextGaussian())));
            slowWriter.record((long) (1e8 * Math.exp(random.nextGaussian())));
            fast.collect();
            slow.collect();
            log.append(List.of(fast, slow));
        }
        String text = log.text();
        assertEquals(Map.of("end-to-end-healthy", fast.total(), "hiccup", slow.total()), read(text), "seed " + seed);
        assertTrue(text.length() < MAX_BYTES * 1.2, "seed " + seed + ": " + text.length() + " characters");
        assertTrue(text.length() > MAX_BYTES / 4, "seed " + seed + ": " + text.length() + " characters");
    }
}
