package io.framebus.bench.load;

import io.framebus.StreamKey;
import io.framebus.SubscriptionStats;
import java.util.ArrayList;
import java.util.List;

/** Figures of single subscribers to test with. */
final class TestSubscribers {
    private TestSubscribers() {}

    static SubscriberFigures subscriber(int id, String behaviour, long dropped, long overruns, String evictedBy) {
        long overwritten = dropped * 3 / 4;
        SubscriptionStats stats = new SubscriptionStats(
                id,
                behaviour + " " + id,
                StreamKey.of("load", "stream-0" + id % 2),
                0,
                1000,
                1000,
                1000 - dropped,
                dropped,
                overwritten,
                dropped - overwritten,
                0,
                0,
                0,
                0,
                64,
                1,
                overruns,
                overruns,
                0,
                false,
                false,
                "none");
        FrameCounts counts = new FrameCounts(
                1, 1000, 1000 - dropped, dropped, 0, 0, overruns, overruns, 0, 0, 0, 0, 0, evictedBy.isEmpty() ? 0 : 1);
        return new SubscriberFigures(stats.key().stream(), behaviour, counts, stats, 1_000_000L * (id + 1), evictedBy);
    }

    /** As many healthy ones, and after them two that lost frames. */
    static List<SubscriberFigures> subscribers(int healthy) {
        List<SubscriberFigures> all = new ArrayList<>();
        for (int id = 0; id < healthy; id++) {
            all.add(subscriber(id, "healthy", 0, 0, ""));
        }
        all.add(subscriber(healthy, "slow 100 ms", 200, 4, ""));
        all.add(subscriber(healthy + 1, "slow 100 ms", 100, 1, "cumulative > 99 frames"));
        return all;
    }
}
