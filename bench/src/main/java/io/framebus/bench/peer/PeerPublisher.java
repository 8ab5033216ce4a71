package io.framebus.bench.peer;

import java.nio.ByteBuffer;

/** Where frames go in. One thread at a time. */
public interface PeerPublisher {
    /**
     * Frames are about to be published one right after the other, as many as had come when the publisher looked; {@link #endBatch}
     * follows. By the publishing thread, and part of what publishing costs. Nothing for most.
     */
    default void beginBatch() {}

    /** All frames of the batch have been published: where they were held back until now, subscribers can see them. As {@link #beginBatch}. */
    default void endBatch() {}

    /**
     * Publishes a frame. Never waits. The payload is copied into the medium before this returns: the caller may overwrite it.
     *
     * @param sequence the number of this call; a frame that was refused has used its number up
     * @param sentNs when the frame was due, on any clock
     * @param key whether a decoder can start here
     * @param payload from position to limit, at least one byte; neither is moved. Outside the heap, with room for a header
     *     before the position that may be overwritten ({@link Imprint#HEADROOM}): so peers that carry one piece of memory need
     *     no copy beforehand, as an ingest that knows its transport would see to it
     * @return false if the frame was refused, and no subscriber gets it. True says nothing of any subscriber: see
     *     {@link PeerSubscriber#toldLost}
     */
    boolean publish(long sequence, long sentNs, boolean key, ByteBuffer payload);
}
