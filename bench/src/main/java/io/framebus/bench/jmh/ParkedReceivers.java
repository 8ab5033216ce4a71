package io.framebus.bench.jmh;

import io.framebus.DeliveredFrame;
import io.framebus.FrameHandler;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that wait in {@code receive}, one subscription each: virtual threads where the JVM has them, else platform threads. Each
 * counts itself when it is handed a frame.
 */
final class ParkedReceivers {
    private static final Duration LONG = Duration.ofHours(1);
    private static final int LIMIT = 16;
    private static final long PAUSE_NS = 50_000;
    private static final @Nullable Method START_VIRTUAL = startVirtual();

    /** How many have been handed a frame since {@link #reset}. */
    final AtomicInteger woken = new AtomicInteger();

    private final Subscription[] subscriptions;
    private final List<Thread> threads = new ArrayList<>();
    private volatile @Nullable Thread whoWaitsForTheLast;

    ParkedReceivers(BenchStream bench, int count) {
        subscriptions = bench.subscribe(count, SubscribeOptions.defaults());
        for (Subscription subscription : subscriptions) {
            threads.add(start(() -> receive(subscription)));
        }
    }

    static boolean virtual() {
        return START_VIRTUAL != null;
    }

    private static @Nullable Method startVirtual() {
        try {
            return Thread.class.getMethod("startVirtualThread", Runnable.class);
        } catch (NoSuchMethodException beforeJava21) {
            return null;
        }
    }

    static Thread start(Runnable work) {
        Method startVirtual = START_VIRTUAL;
        if (startVirtual == null) {
            Thread thread = new Thread(null, work, "receiver", 128 << 10);
            thread.setDaemon(true);
            thread.start();
            return thread;
        }
        try {
            return (Thread) startVirtual.invoke(null, work);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no virtual thread", e);
        }
    }

    private void receive(Subscription subscription) {
        FrameHandler handler = this::onFrame;
        try {
            while (subscription.receive(handler, LIMIT, LONG) != Subscription.ENDED) {
                // The handler has counted it.
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts receivers", e);
        }
    }

    private void onFrame(DeliveredFrame frame) {
        if (woken.incrementAndGet() == subscriptions.length) {
            LockSupport.unpark(whoWaitsForTheLast);
        }
    }

    /** Waits until every one has been handed a frame; the last wakes the caller. */
    void awaitLast() {
        whoWaitsForTheLast = Thread.currentThread();
        while (woken.get() < subscriptions.length) {
            LockSupport.park(this);
        }
    }

    void awaitFirst() {
        while (woken.get() == 0) {
            Thread.onSpinWait();
        }
    }

    /** Returns when so many have been handed a frame and all threads sleep: the storm of the last wake-up is over. */
    void awaitParked(int handed) {
        while (woken.get() < handed) {
            LockSupport.parkNanos(PAUSE_NS);
        }
        for (Thread thread : threads) {
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                Require.that(thread.isAlive(), "a receiver has ended");
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
    }

    void reset() {
        woken.set(0);
    }

    /** Proves that each was handed every frame, one by one. */
    void requireDelivered(long frames) {
        for (Subscription subscription : subscriptions) {
            Require.equal(frames, subscription.delivered(), "delivered");
            Require.equal(0, subscription.dropped(), "dropped");
        }
    }
}
