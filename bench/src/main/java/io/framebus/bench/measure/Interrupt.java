package io.framebus.bench.measure;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Turns Ctrl-C into a signal to stop, and keeps the JVM until what follows is done, for some seconds at most. */
public final class Interrupt implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final StopSignal signal = new StopSignal();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "interrupt");

    public Interrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void interrupted() {
        signal.stop();
        try {
            done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Given when the JVM is asked to end. */
    public StopSignal signal() {
        return signal;
    }

    /** Whether this is the thread that waits, once the JVM was asked to end. */
    public boolean isRunBy(Thread thread) {
        return thread.equals(hook);
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running, and returns now.
        }
    }
}
