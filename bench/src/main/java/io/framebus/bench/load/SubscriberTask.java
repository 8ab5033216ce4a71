package io.framebus.bench.load;

import io.framebus.Subscription;
import io.framebus.bench.measure.RunClock;

/** One subscriber of a run: reads when it is its turn, unless it is stalled. One thread at a time. */
final class SubscriberTask {
    private final LoadConfig.Seat seat;
    private final Subscription subscription;
    private final SubscriberTally tally;
    private final ReadMode mode;
    private final int batch;
    private final RunClock clock;
    private final long everyNs;
    private final long lengthNs;
    private final long phaseNs;
    private boolean ended;

    /** @param batch frames to read in a turn at most */
    SubscriberTask(
            LoadConfig.Seat seat,
            Subscription subscription,
            SubscriberTally tally,
            SubscriberClass behaviour,
            ReadMode mode,
            int batch,
            RunClock clock) {
        this.seat = seat;
        this.subscription = subscription;
        this.tally = tally;
        this.mode = mode;
        this.batch = behaviour.blocks() ? 1 : batch;
        this.clock = clock;
        this.everyNs = behaviour.every().toNanos();
        this.lengthNs = behaviour.length().toNanos();
        this.phaseNs = (long) (seat.phase() * everyNs);
    }

    /** Reads what there is, up to a batch; the number of frames. */
    int turn() {
        if (ended || (everyNs > 0 && isStalled(clock.elapsedNs()))) {
            return 0;
        }
        int frames = mode.read(subscription, tally, batch);
        if (frames == Subscription.ENDED) {
            ended = true;
            return 0;
        }
        return frames;
    }

    /** Each period ends with a stall. */
    private boolean isStalled(long elapsedNs) {
        return Math.floorMod(elapsedNs + phaseNs, everyNs) >= everyNs - lengthNs;
    }

    boolean isEnded() {
        return ended;
    }

    LoadConfig.Seat seat() {
        return seat;
    }

    Subscription subscription() {
        return subscription;
    }

    SubscriberTally tally() {
        return tally;
    }
}
