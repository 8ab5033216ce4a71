package io.framebus.disruptor;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.jspecify.annotations.Nullable;

/** The bus's own thread: does by the clock what neither a publisher nor a subscriber can be relied on to do. */
final class Housekeeper implements Agent {
    private static final System.Logger LOG = System.getLogger("io.framebus");

    private final DisruptorFrameBus bus;
    private final ReentrantLock turns = new ReentrantLock();
    private final @Nullable AgentRunner runner;
    private volatile boolean stopping;

    Housekeeper(DisruptorFrameBus bus, Duration interval) {
        this.bus = bus;
        this.runner = interval.isZero() ? null : runner(interval);
    }

    private AgentRunner runner(Duration interval) {
        long sleepMs = Math.max(1, interval.toMillis());
        return new AgentRunner(
                new SleepingMillisIdleStrategy(sleepMs),
                thrown -> LOG.log(System.Logger.Level.ERROR, "a turn of the housekeeper failed", thrown),
                null,
                this);
    }

    void start() {
        if (runner != null) {
            Thread thread = AgentRunner.startOnThread(runner, Housekeeper::thread);
            assert thread.isDaemon();
        }
    }

    private static Thread thread(Runnable run) {
        Thread thread = new Thread(run, "framebus-housekeeper");
        thread.setDaemon(true);
        return thread;
    }

    /** Sleeps after every turn: what was done says nothing of what is left to do. */
    @Override
    public int doWork() {
        turn();
        if (stopping) {
            throw new AgentTerminationException(true);
        }
        return 0;
    }

    int turn() {
        turns.lock();
        try {
            return bus.keepStreams();
        } finally {
            turns.unlock();
        }
    }

    @Override
    public String roleName() {
        return "framebus-housekeeper";
    }

    /** Ends the thread; from that very thread, in an observer's call, once its turn is over. */
    @SuppressWarnings("ReferenceEquality") // threads are compared by identity
    void close() {
        stopping = true;
        if (runner != null && runner.thread() != Thread.currentThread()) {
            runner.close();
        }
    }
}
