package io.framebus.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Threads that begin together and are joined together. The first failure of any is kept. */
public final class Crew {
    private final Runnable onFailure;
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** @param onFailure run on the thread that failed */
    public Crew(Runnable onFailure) {
        this.onFailure = onFailure;
    }

    /** Starts a thread, which waits to be released. */
    public void add(String name, Runnable work) {
        Thread thread = new Thread(() -> run(work), name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** The same on a virtual thread, which this JDK has to have. */
    public void addVirtual(String name, Runnable work) {
        Thread thread = VirtualThreads.unstarted(() -> run(work));
        thread.setName(name);
        threads.add(thread);
        thread.start();
    }

    private void run(Runnable work) {
        try {
            released.await();
            work.run();
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
            onFailure.run();
        }
    }

    /** Lets all threads begin. What was done before is visible to them. */
    public void release() {
        released.countDown();
    }

    /**
     * Waits for all threads to end.
     *
     * @throws IllegalStateException if one failed, or has not ended by then
     */
    public void join(long deadlineNs) throws InterruptedException {
        for (Thread thread : threads) {
            TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1_000_000, deadlineNs - System.nanoTime()));
            if (thread.isAlive() && failure.get() == null) {
                throw new IllegalStateException(thread.getName() + " does not end");
            }
        }
        Throwable cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("the run failed: " + cause, cause);
        }
    }
}
