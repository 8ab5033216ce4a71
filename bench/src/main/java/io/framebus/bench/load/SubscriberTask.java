package io.framebus.bench.load;

import io.framebus.Subscription;
import io.framebus.bench.consumer.ConsumerRecorder;
import io.framebus.bench.measure.RunClock;

/** One subscriber of a run: reads when it is its turn, unless it is stalled. One thread at a time. */
final class SubscriberTask {
    private final LoadConfig.Seat seat;
    private final Subscription subscription;
    private final SubscriberTally tally;
    private final ReadMode mode;
    private final int batch;
    private final RunClock clock;
    private final Conduct conduct;
    private boolean ended;

    /** @param batch frames to read in a turn at most */
    SubscriberTask(
            LoadConfig.Seat seat,
            Subscription subscription,
            SubscriberTally tally,
            Conduct conduct,
            ReadMode mode,
            int batch,
            RunClock clock) {
        this.seat = seat;
        this.subscription = subscription;
        this.tally = tally;
        this.mode = mode;
        this.batch = batch;
        this.clock = clock;
        this.conduct = conduct;
    }

    /** Reads what there is, up to a batch; the number of frames. */
    int turn() {
        long elapsedNs = clock.elapsedNs();
        if (ended || conduct.isStalled(elapsedNs) || (conduct.endsWithTheRun() && elapsedNs >= clock.endNs())) {
            return 0;
        }
        ConsumerRecorder recorder = conduct.recorder();
        int frames = recorder == null ? mode.read(subscription, tally, batch) : readRecorded(recorder);
        if (frames == Subscription.ENDED) {
            ended = true;
            return 0;
        }
        return frames;
    }

    private int readRecorded(ConsumerRecorder recorder) {
        recorder.readBegins(clock.elapsedNs());
        int frames = mode.read(subscription, tally, batch);
        recorder.readEnds(clock.elapsedNs());
        return frames;
    }

    boolean isEnded() {
        return ended;
    }

    Conduct conduct() {
        return conduct;
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
