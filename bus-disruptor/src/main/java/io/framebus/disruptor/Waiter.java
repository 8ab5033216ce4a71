package io.framebus.disruptor;

import io.framebus.Waiting;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.jspecify.annotations.Nullable;

/** How one subscription waits for its stream. One thread waits at a time; any thread may nudge it. */
interface Waiter {
    /**
     * Waits until {@code ready}, the deadline or an interrupt, which is left set; may return early.
     *
     * @param deadlineNs in terms of {@link System#nanoTime}
     */
    void await(BooleanSupplier ready, long deadlineNs);

    /** Makes the waiting thread look again. */
    void nudge();

    static Waiter of(Waiting waiting, @Nullable Sleepers sleepers) {
        if (sleepers != null) {
            return new Parking(sleepers);
        }
        return new Idling(
                switch (waiting) {
                    case SPIN -> new BusySpinIdleStrategy();
                    case YIELD -> new YieldingIdleStrategy();
                    case BACKOFF, PARK -> new BackoffIdleStrategy();
                });
    }

    /** Looks again by itself, so it needs no nudge. */
    record Idling(IdleStrategy idle) implements Waiter {
        @Override
        public void await(BooleanSupplier ready, long deadlineNs) {
            idle.reset();
            while (!ready.getAsBoolean()
                    && !Thread.currentThread().isInterrupted()
                    && deadlineNs - System.nanoTime() > 0) {
                idle.idle();
            }
        }

        @Override
        public void nudge() {}
    }

    /** Sleeps until it is woken. */
    record Parking(Sleepers sleepers, Sleepers.Sleeper me) implements Waiter {
        Parking(Sleepers sleepers) {
            this(sleepers, new Sleepers.Sleeper());
        }

        @Override
        public void await(BooleanSupplier ready, long deadlineNs) {
            sleepers.sleep(me, ready, deadlineNs);
        }

        @Override
        public void nudge() {
            me.nudge();
        }
    }
}
