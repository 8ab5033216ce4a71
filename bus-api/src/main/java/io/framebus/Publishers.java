package io.framebus;

/** How many threads publish to a stream at a time. */
public enum Publishers {
    /**
     * One at a time. The publisher may move between threads if each hand-over orders the last call on the old thread before
     * the first on the new one, as executors, queues and locks do. No lock, no compare-and-set.
     */
    ONE,
    /**
     * Any number at once. They exclude each other for the length of one copy; none waits for a subscriber. A claim is written
     * in memory of the claiming thread's own and copied at commit.
     */
    SHARED
}
