package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/** The threads of one test: started here, awaited at its end, and what they throw fails the test. */
public final class TestThreads {
    private static final long DEADLINE_MS = 15_000;

    /** What a thread does. */
    @FunctionalInterface
    public interface Task {
        void run() throws Exception;
    }

    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    public Thread start(String name, Task task) {
        Thread thread = new Thread(() -> runGuarded(task), name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return thread;
    }

    /** Starts a virtual thread; only where {@link #virtualThreads()} says there are some. */
    public Thread startVirtual(Task task) throws ReflectiveOperationException {
        Runnable guarded = () -> runGuarded(task);
        Thread thread = (Thread) virtualThreads().orElseThrow().invoke(null, guarded);
        threads.add(thread);
        return thread;
    }

    /** How to start a virtual thread, where the JDK has them: the floor, Java 17, does not. */
    public static Optional<Method> virtualThreads() {
        try {
            return Runtime.version().feature() < 21
                    ? Optional.empty()
                    : Optional.of(Thread.class.getMethod("startVirtualThread", Runnable.class));
        } catch (NoSuchMethodException none) {
            return Optional.empty();
        }
    }

    /** Waits for all of them; fails if one does not end or has thrown something. */
    public void awaitAll() throws InterruptedException {
        awaitAll(0);
    }

    /** As {@link #awaitAll()}, for threads that are to run for so long. */
    public void awaitAll(long runMs) throws InterruptedException {
        long deadlineMs = System.nanoTime() / 1_000_000 + runMs + DEADLINE_MS;
        for (Thread thread : threads) {
            thread.join(Math.max(1, deadlineMs - System.nanoTime() / 1_000_000));
        }
        for (Thread thread : threads) {
            assertFalse(thread.isAlive(), () -> thread + " has not ended; it is at " + stackOf(thread));
        }
        threads.clear();
        failIfOneFailed();
    }

    /** As {@link Await#until}, but fails at once if one of the threads has thrown something: it may never come about then. */
    public void until(String what, BooleanSupplier condition) {
        Await.until(what, () -> {
            failIfOneFailed();
            return condition.getAsBoolean();
        });
    }

    private void failIfOneFailed() {
        Throwable first = failures.poll();
        if (first != null) {
            failures.forEach(first::addSuppressed);
            failures.clear();
            throw new AssertionError("a thread of the test failed: " + first, first);
        }
    }

    private void runGuarded(Task task) {
        try {
            task.run();
        } catch (Throwable failure) {
            failures.add(failure);
        }
    }

    private static String stackOf(Thread thread) {
        return List.of(thread.getStackTrace()).toString();
    }
}
