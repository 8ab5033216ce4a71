package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.framebus.Subscription;
import io.framebus.SubscriptionStats;
import java.util.List;

/** Do a subscriber's books balance, and do they say what its handler saw? For a moment at which nobody publishes or polls. */
public final class BooksCheck {
    private BooksCheck() {}

    /** The subscription's own figures among each other. */
    public static void check(Subscription subscription) {
        SubscriptionStats stats = subscription.stats();
        String who = stats.toString();
        assertAll(
                () -> assertEquals(
                        stats.published(),
                        stats.delivered() + stats.dropped() + stats.filtered() + stats.lagFrames(),
                        () -> "delivered + dropped + filtered + lag is published: " + who),
                () -> assertEquals(
                        stats.nextSequence() - stats.startSequence(),
                        stats.delivered() + stats.dropped() + stats.filtered(),
                        () -> "delivered + dropped + filtered leads to the next sequence: " + who),
                () -> assertEquals(
                        stats.dropped(),
                        stats.overwritten() + stats.skipped(),
                        () -> "overwritten + skipped is dropped: " + who),
                () -> assertEquals(subscription.delivered(), stats.delivered(), "delivered"),
                () -> assertEquals(subscription.dropped(), stats.dropped(), "dropped"),
                () -> assertEquals(subscription.filtered(), stats.filtered(), "filtered"),
                () -> assertEquals(subscription.lag(), stats.lagFrames(), "lag"));
        if (!subscription.isEnded()) {
            long published = subscription.stream().cursor() + 1 - stats.startSequence();
            assertEquals(published, stats.published(), () -> "published since it joined: " + who);
        }
    }

    /** The same, and against what its handler was told. */
    public static void check(Subscription subscription, FrameLedger seen) {
        assertEquals(List.of(), seen.violations(), () -> "seen by " + subscription.label());
        check(subscription);
        SubscriptionStats stats = subscription.stats();
        String who = stats.toString();
        assertAll(
                () -> assertEquals(seen.frames(), stats.delivered(), () -> "delivered: " + who),
                () -> assertEquals(seen.gapFrames(), stats.dropped(), () -> "sum of the gaps' frames: " + who),
                () -> assertEquals(seen.gaps(), stats.gaps(), () -> "gaps: " + who),
                () -> assertEquals(seen.overwritten(), stats.overwritten(), () -> "overwritten: " + who),
                () -> assertEquals(seen.skipped(), stats.skipped(), () -> "skipped: " + who),
                () -> assertEquals(seen.torn(), stats.torn(), () -> "torn: " + who),
                () -> assertEquals(
                        stats.filtered(),
                        seen.passedOver() + stats.nextSequence() - seen.expected(),
                        () -> "passed over without a word: " + who));
    }
}
