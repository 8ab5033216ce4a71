package io.framebus.contract;

import io.framebus.FanOut;
import io.framebus.FrameHandler;
import io.framebus.Subscription;
import java.util.ArrayList;
import java.util.List;

/** A member of a fan-out that has itself polled until there is nothing more when it is not in step. */
class ServedMember implements FanOut.Member {
    private final Subscription subscription;
    private final FrameHandler handler;
    private final ReadingWay way;
    private final List<Throwable> failures = new ArrayList<>();
    private int alone;
    private int mostAlone;
    private int framesAlone = FanOutCases.MANY;
    private boolean ended;

    ServedMember(Subscription subscription, FrameHandler handler, ReadingWay way) {
        this.subscription = subscription;
        this.handler = handler;
        this.way = way;
    }

    @Override
    public Subscription subscription() {
        return subscription;
    }

    @Override
    public FrameHandler handler() {
        return handler;
    }

    @Override
    public void serveAlone(int maxFrames) {
        alone++;
        mostAlone = maxFrames;
        if (framesAlone < FanOutCases.MANY) {
            poll(Math.min(maxFrames, framesAlone));
        } else {
            drain();
        }
    }

    /** From now on it polls no more than so many frames in a turn of its own. */
    ServedMember framesAlone(int frames) {
        framesAlone = frames;
        return this;
    }

    /** Polls until nothing is left, whatever the handler throws. */
    void drain() {
        int polled;
        do {
            polled = poll(FanOutCases.MANY);
        } while (polled > 0 || (polled == 0 && subscription.lag() > 0));
    }

    private int poll(int limit) {
        try {
            int polled = way.poll(subscription, handler, limit);
            ended |= polled == Subscription.ENDED;
            return polled;
        } catch (IllegalStateException thrown) {
            return 1;
        }
    }

    @Override
    public void failed(Throwable failure) {
        failures.add(failure);
    }

    /** How often it was served alone since this was last asked. */
    int takeAlone() {
        int times = alone;
        alone = 0;
        return times;
    }

    /** How many frames it was to be handed at most when it was served alone last. */
    int mostAlone() {
        return mostAlone;
    }

    List<Throwable> failures() {
        return failures;
    }

    /** Whether a poll has told its end. */
    boolean isEnded() {
        return ended;
    }
}
