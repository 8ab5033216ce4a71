package io.framebus.bench.load;

import io.framebus.EndReason;
import io.framebus.SubscriptionStats;

/**
 * One subscriber at the end of a run.
 *
 * @param stream the name of its stream
 * @param behaviour what its class is called
 * @param counts what became of its frames
 * @param stats its subscription
 * @param latestNs the longest from when a frame was due to when this subscriber had it
 * @param evictedBy the limit that ended it; empty if it was not evicted
 */
record SubscriberFigures(
        String stream, String behaviour, FrameCounts counts, SubscriptionStats stats, long latestNs, String evictedBy) {

    static SubscriberFigures of(SubscriberTask task, String behaviour, FrameCounts counts) {
        String evictedBy = task.subscription()
                .endReason()
                .filter(EndReason.Evicted.class::isInstance)
                .map(reason -> ((EndReason.Evicted) reason).policy())
                .orElse("");
        return new SubscriberFigures(
                task.subscription().key().stream(),
                behaviour,
                counts,
                task.subscription().stats(),
                task.tally().latestNs(),
                evictedBy);
    }
}
