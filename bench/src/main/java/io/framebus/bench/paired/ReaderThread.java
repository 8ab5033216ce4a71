package io.framebus.bench.paired;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A lane's reader, on a thread of its own: it spins while its lane's slice lasts and sleeps otherwise, so that the other lanes'
 * slices do not have it for a neighbour.
 */
final class ReaderThread {
    /** Far more than a reader on a core of its own needs for a burst. */
    private static final int SPINS = 10_000;

    private final IntSupplier read;
    private final Thread thread;
    private final AtomicLong delivered = new AtomicLong();
    private volatile boolean wanted;
    private volatile boolean reading;
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;

    /** @param read reads what there is and says how many frames that was */
    ReaderThread(String name, IntSupplier read) {
        this.read = read;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            long sum = 0;
            while (!ended) {
                while (wanted) {
                    reading = true;
                    int frames = read.getAsInt();
                    if (frames > 0) {
                        sum += frames;
                        delivered.lazySet(sum);
                    } else {
                        Thread.onSpinWait();
                    }
                }
                reading = false;
                LockSupport.park(this);
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    /** Returns when it is spinning. */
    void start() {
        wanted = true;
        LockSupport.unpark(thread);
        while (!reading) {
            pause();
        }
    }

    /** Returns when it is not. */
    void rest() {
        wanted = false;
        while (reading) {
            pause();
        }
    }

    /** Returns when that many frames have been read since it was made. */
    @SuppressWarnings("ThreadPriorityCheck") // yields only where there are fewer cores than threads that spin
    void awaitDelivered(long frames) {
        for (int spins = 0; delivered.getAcquire() < frames; spins++) {
            if (spins < SPINS) {
                pause();
            } else {
                Thread.yield();
            }
        }
    }

    long delivered() {
        return delivered.get();
    }

    void end() {
        rest();
        ended = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while " + thread.getName() + " ends", e);
        }
    }

    private void pause() {
        Throwable cause = failure;
        if (cause != null) {
            throw new IllegalStateException(thread.getName() + " failed", cause);
        }
        Thread.onSpinWait();
    }
}
