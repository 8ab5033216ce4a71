package io.framebus.contract;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.NanoClock;

/** A monotonic clock that moves when it is told to. Any thread may read and move it. */
public final class ManualClock implements NanoClock {
    private final AtomicLong nowNs;

    /** Starts at a reading that is neither zero nor round: a monotonic clock promises nothing about its origin. */
    public ManualClock() {
        this(-3_600_000_000_123L);
    }

    public ManualClock(long originNs) {
        nowNs = new AtomicLong(originNs);
    }

    @Override
    public long nanoTime() {
        return nowNs.get();
    }

    public void advance(Duration by) {
        nowNs.addAndGet(by.toNanos());
    }

    public void advanceMs(long ms) {
        nowNs.addAndGet(ms * 1_000_000);
    }
}
