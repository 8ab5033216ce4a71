package io.framebus.bench.peer;

/** One stream of a peer. */
public interface PeerChannel extends AutoCloseable {
    /** The publisher, the same at every call; for one thread at a time. */
    PeerPublisher publisher();

    /**
     * Joins a subscriber, whose frames go to {@code sink}. It gets what is published from now on. Not while another thread is
     * in here.
     */
    PeerSubscriber subscribe(PeerSink sink);

    /**
     * Waits until the peer's own housekeeping is done, for threads that the peer needs beside those that publish and read: so
     * that a publisher which is measured between two calls of this is not refused for want of a processor. By the publishing
     * thread, when all was read. Nothing for most.
     */
    default void settle() {}

    /**
     * What the medium takes: buffers, slots, queues and the payloads they can hold, by arithmetic on its configuration. The
     * same before and after frames have moved.
     */
    long memoryBytes();

    /** Ends the channel. Not while another thread uses it. */
    @Override
    void close();
}
