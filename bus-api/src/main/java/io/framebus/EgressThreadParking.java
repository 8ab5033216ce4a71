package io.framebus;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Parks the thread that calls. */
final class EgressThreadParking implements EgressParking {
    private volatile @Nullable Thread parked;

    /** For a wake that comes before it is known whom to wake. */
    private volatile boolean woken;

    @Override
    public void park(long atMostNs) {
        // Volatile store, then volatile load of woken. Partner: wake. If they could change places here or there, it
        // would find nobody to unpark, and this not that it was woken.
        parked = Thread.currentThread();
        if (!woken) {
            LockSupport.parkNanos(this, atMostNs);
        }
        woken = false;
    }

    @Override
    public void wake() {
        woken = true;
        LockSupport.unpark(parked);
    }
}
