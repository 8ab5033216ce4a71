package io.framebus.disruptor;

import io.framebus.FrameHandler;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** {@link io.framebus.Subscription#receive} of one subscription: polls, and waits for what there is to poll. Polling thread only. */
final class Receive {
    private static final long STUCK_PAUSE_NS = 50_000;

    private final RingSubscription subscription;
    private final Waiter waiter;
    private final BooleanSupplier ready;

    Receive(RingSubscription subscription, Waiter waiter) {
        this.subscription = subscription;
        this.waiter = waiter;
        this.ready = subscription::isReady;
    }

    int run(FrameHandler handler, int limit, long timeoutNs) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        int handed = subscription.poll(handler, limit);
        return handed != 0 || timeoutNs == 0 ? handed : waitAndPoll(handler, limit, timeoutNs);
    }

    private int waitAndPoll(FrameHandler handler, int limit, long timeoutNs) throws InterruptedException {
        // Half of the range at most, so that differences to the clock cannot overflow.
        long deadlineNs = System.nanoTime() + Math.min(timeoutNs, Long.MAX_VALUE / 2);
        while (true) {
            long before = subscription.nextSequence();
            waiter.await(ready, deadlineNs);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            int handed = subscription.poll(handler, limit);
            if (handed != 0 || deadlineNs - System.nanoTime() <= 0) {
                return handed;
            }
            if (ready.getAsBoolean() && subscription.nextSequence() == before) {
                LockSupport.parkNanos(subscription, STUCK_PAUSE_NS); // frames are just being retired
            }
        }
    }
}
