package io.framebus;

/**
 * How the thread of an {@link EgressAgent} is put to sleep while there is nothing for it to do, and woken. For threads that have something
 * else to wait for as well, such as a {@code Selector}: {@code park} selects, {@code wake} is its {@code wakeup}.
 * {@link EgressAgent#idleUntilTold()} needs none of this.
 *
 * <p>One for one idle strategy, which keeps it for as long as it lives, as an agent does while its thread is parked. Nobody closes it.
 *
 * <p>A {@code wake} that comes before the {@code park} it is for must not be lost: that {@code park} returns at once. This is how
 * {@code LockSupport} and {@code Selector} are.
 */
public interface EgressParking {
    /**
     * Blocks until {@link #wake}, and not for much longer than {@code atMostNs}. May return earlier, for whatever reason. The agent's thread.
     * Where all streams tell, only whoever stops the thread without waking it needs the limit.
     *
     * @param atMostNs nanoseconds, more than 0
     */
    void park(long atMostNs);

    /**
     * Has {@link #park} return, now or as soon as it is called. Called by whichever thread has published, ended or added something while the
     * agent's was parked, at most once for each {@code park}: it is part of what that frame's publishing costs. Must not wait nor throw: what it throws
     * is contained as with any {@link ActivityListener}, or meets whoever has added or removed, and the agent sleeps on.
     * May come late, when {@code park} has returned for another reason and even when it has been called anew.
     */
    void wake();
}
