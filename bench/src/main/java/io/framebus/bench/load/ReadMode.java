package io.framebus.bench.load;

import io.framebus.FrameHandler;
import io.framebus.Subscription;
import java.time.Duration;

/** Which of the ways to read a subscription is used. */
enum ReadMode {
    /** Frames are copied out of the ring. */
    POLL,
    /** Frames are read in the ring. */
    IN_PLACE,
    /** As {@link #POLL}, but waiting for frames: a thread for each subscriber. */
    RECEIVE;

    private static final Duration WAIT = Duration.ofMillis(50);

    /** Reads up to {@code limit} frames. What {@code poll} returns. */
    int read(Subscription subscription, FrameHandler handler, int limit) {
        return switch (this) {
            case POLL -> subscription.poll(handler, limit);
            case IN_PLACE -> subscription.pollInPlace(handler, limit);
            case RECEIVE -> receive(subscription, handler, limit);
        };
    }

    private static int receive(Subscription subscription, FrameHandler handler, int limit) {
        try {
            return subscription.receive(handler, limit, WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
