package io.framebus.disruptor;

/** Lets publishers into a stream's {@link FrameWriter}, one at a time. */
sealed interface PublisherGate permits Occupancy, PublishLock {
    /**
     * Enters, and then looks at whether the publication is still open: see {@link Occupancy}.
     *
     * @throws IllegalStateException if the stream has one publisher and it is inside already
     */
    void enter();

    void exit();

    /**
     * Whether no publisher is inside, nor can come inside without seeing that the publication was closed before.
     *
     * @param settled whether it was closed at least {@link Occupancy#SETTLE_NS} ago
     */
    boolean isVacant(boolean settled);
}
