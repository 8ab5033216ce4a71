package io.framebus.bench.soak;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds platform threads that were not there before and do not end. */
final class ThreadWatch {
    private final Set<Thread> before = Thread.getAllStackTraces().keySet();
    private final Predicate<Thread> bystander;

    /** @param bystander threads that may begin meanwhile and stay: of whoever runs this, not of what is watched */
    ThreadWatch(Predicate<Thread> bystander) {
        this.bystander = bystander;
    }

    /** Waits for others to end until the monotonic clock shows {@code deadlineNs}, and tells of those that do not. */
    void judge(long deadlineNs, Ledger ledger) throws InterruptedException {
        List<Thread> left = left();
        while (!left.isEmpty() && System.nanoTime() < deadlineNs) {
            Thread.sleep(10);
            left = left();
        }
        if (!left.isEmpty()) {
            String names = left.stream().map(Thread::getName).sorted().collect(Collectors.joining(", "));
            ledger.found(Trouble.THREADS, left.size() + " threads have not ended: " + names);
        }
    }

    /**
     * Those of the JVM itself, which come when it likes and stay for a while, do not count: to carry virtual threads, to reap
     * processes. They are of classes of the JDK's own.
     */
    List<Thread> left() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.isAlive() && !bystander.test(thread))
                .filter(thread ->
                        thread.getClass() == Thread.class || thread.getClass().getClassLoader() != null)
                .filter(thread -> thread.getThreadGroup() == null
                        || !"system".equals(thread.getThreadGroup().getName()))
                .toList();
    }
}
