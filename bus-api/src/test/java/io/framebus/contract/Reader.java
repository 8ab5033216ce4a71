package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Subscription;
import java.time.Duration;
import java.util.List;

/** A subscription with the ledger that watches it. What every single poll must keep to is checked here. */
public final class Reader {
    private static final int MANY = 1 << 20;
    private static final int MAX_POLLS = 100_000;

    private final Subscription subscription;
    private final RecordingHandler seen;

    public Reader(Subscription subscription, RecordingHandler seen) {
        this.subscription = subscription;
        this.seen = seen;
    }

    public Subscription subscription() {
        return subscription;
    }

    public RecordingHandler seen() {
        return seen;
    }

    public List<String> events() {
        return seen.events();
    }

    public List<Long> sequences() {
        return seen.sequences();
    }

    public int poll() {
        return poll(MANY);
    }

    public int poll(int limit) {
        long before = seen.frames();
        return told(subscription.poll(seen, limit), before, limit);
    }

    /** In either way. */
    public int poll(ReadingWay way, int limit) {
        return way == ReadingWay.IN_PLACE ? pollInPlace(limit) : poll(limit);
    }

    public int pollInPlace() {
        return pollInPlace(MANY);
    }

    public int pollInPlace(int limit) {
        long before = seen.frames();
        return told(subscription.pollInPlace(seen, limit), before, limit);
    }

    public int receive(int limit, Duration timeout) throws InterruptedException {
        long before = seen.frames();
        return told(subscription.receive(seen, limit, timeout), before, limit);
    }

    /**
     * Polls until there is nothing more: returns {@link Subscription#ENDED}, or 0 while it has not ended. A poll that only tells
     * a gap returns 0 as well, so 0 alone does not say that all is read.
     */
    public int drain() {
        int result = poll();
        for (int polls = 0; result != Subscription.ENDED && hasMore(result); polls++) {
            assertTrue(polls < MAX_POLLS, () -> "polls on and on: " + subscription.stats());
            result = poll();
        }
        return result;
    }

    private boolean hasMore(int result) {
        return result > 0 || subscription.isEnded() || subscription.lag() > 0;
    }

    private int told(int result, long framesBefore, int limit) {
        assertEquals(Math.max(0, result), seen.frames() - framesBefore, "frames handed over by this poll");
        assertEquals(seen.gapFrames(), subscription.dropped(), "after a poll, every dropped frame was told in a gap");
        assertTrue(result <= limit, () -> result + " frames, asked for " + limit);
        return result;
    }
}
