package io.framebus.bench.rig;

import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;

/** Time that passes when the test says so, or by a step each time somebody idles. */
public final class ManualClock implements NanoClock {
    private long nowNs;

    public ManualClock(long nowNs) {
        this.nowNs = nowNs;
    }

    @Override
    public long nanoTime() {
        return nowNs;
    }

    public void advance(long ns) {
        nowNs += ns;
    }

    /** Idling that takes {@code stepNs} each time, and then does {@code also}. */
    public IdleStrategy idling(long stepNs, Runnable also) {
        return new IdleStrategy() {
            @Override
            public void idle(int workCount) {
                idle();
            }

            @Override
            public void idle() {
                advance(stepNs);
                also.run();
            }

            @Override
            public void reset() {}
        };
    }
}
