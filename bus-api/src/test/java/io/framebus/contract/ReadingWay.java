package io.framebus.contract;

import io.framebus.FrameHandler;
import io.framebus.Subscription;

/** The two ways to read a subscription. */
public enum ReadingWay {
    BY_COPY,
    IN_PLACE;

    public int poll(Subscription subscription, FrameHandler handler, int limit) {
        return this == IN_PLACE ? subscription.pollInPlace(handler, limit) : subscription.poll(handler, limit);
    }
}
