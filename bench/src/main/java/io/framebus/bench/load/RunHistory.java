package io.framebus.bench.load;

import io.framebus.Subscription;
import io.framebus.bench.measure.BoundedHistory;
import io.framebus.bench.measure.IntervalLog;
import io.framebus.bench.measure.LatencySeries;
import java.util.List;

/**
 * How a run went, second by second, and the log of its histograms. Of bounded size however long the run is. By the thread that
 * watches the run.
 */
final class RunHistory {
    /** An hour by the second. */
    private static final int MAX_SECONDS = 3600;
    /** What is left of a page of 500 kB when everything else is on it. */
    private static final long MAX_LOG_BYTES = 150_000;

    private final BoundedHistory<Second> seconds = new BoundedHistory<>(MAX_SECONDS, second -> 1, Second::merge);
    private final IntervalLog log = new IntervalLog(MAX_LOG_BYTES);
    private long[] worstLagNs = {};
    private long lastNs;
    private long delivered;
    private long dropped;
    private long undecodable;

    /** Takes in the interval that ended with {@code tick}, whose histograms the run has just collected. */
    void add(Tick tick, LoadRun run) {
        List<SubscriberTask> tasks = run.subscribers().tasks();
        long nowDelivered = 0;
        long nowUndecodable = 0;
        for (SubscriberTask task : tasks) {
            nowDelivered += task.subscription().delivered();
            nowUndecodable += task.tally().undecodable();
        }
        long lengthNs = tick.elapsedNs() - lastNs;
        add(
                new Second(
                        tick.elapsedNs(),
                        lengthNs,
                        Math.round(tick.offeredPerSecond() * lengthNs / 1e9),
                        Math.round(tick.sentPerSecond() * lengthNs / 1e9),
                        nowDelivered - delivered,
                        tick.dropped() - dropped,
                        nowUndecodable - undecodable,
                        Second.percentile(tick.latency(), 50),
                        Second.percentile(tick.latency(), 99),
                        Second.percentile(tick.latency(), 100),
                        Second.max(run.hiccups()),
                        noteLag(tasks)),
                run.series());
        lastNs = tick.elapsedNs();
        delivered = nowDelivered;
        dropped = tick.dropped();
        undecodable = nowUndecodable;
    }

    void add(Second second, List<LatencySeries> collected) {
        seconds.add(second);
        log.append(collected);
    }

    /** Notes how far each subscriber is behind; the worst of all. */
    private double noteLag(List<SubscriberTask> tasks) {
        if (worstLagNs.length != tasks.size()) {
            worstLagNs = new long[tasks.size()];
        }
        long worst = 0;
        for (int i = 0; i < worstLagNs.length; i++) {
            Subscription subscription = tasks.get(i).subscription();
            if (subscription.lag() > 0 && !subscription.isEnded()) {
                long lagNs = subscription.stats().lagNs();
                worstLagNs[i] = Math.max(worstLagNs[i], lagNs);
                worst = Math.max(worst, lagNs);
            }
        }
        return worst;
    }

    /** Takes in what was recorded after the last tick: while the subscribers read what was left. */
    void finish(LoadRun run) {
        log.append(run.series());
    }

    /** What was noted, in order. */
    List<Second> seconds() {
        return seconds.entries();
    }

    /** How many seconds each of them stands for. */
    int secondsPerEntry() {
        return seconds.intervalsPerEntry();
    }

    /** The largest lag of a subscriber that was seen at the end of a second, in nanoseconds. */
    long worstLagNs(int subscriber) {
        return subscriber < worstLagNs.length ? worstLagNs[subscriber] : 0;
    }

    /** The log of all histograms. */
    String log() {
        return log.text();
    }
}
