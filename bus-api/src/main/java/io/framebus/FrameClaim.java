package io.framebus;

import java.nio.ByteBuffer;

/**
 * A place for one frame that the publisher fills in itself. Comes from {@link StreamHandle#claim}; one object per stream (per
 * thread, where publishers are {@link Publishers#SHARED}), reused. Every claim is ended by exactly one {@code commit} or
 * {@link #abort()}; until then nothing of it can be seen by anyone. Meanwhile a {@link Publishers#ONE} publisher can neither publish nor claim; a
 * thread of {@link Publishers#SHARED} ones can publish, but not claim again on this stream.
 *
 * <p>For use by the thread that claimed. No method blocks or allocates. In a try-with-resources statement, {@link #close()}
 * aborts what was not committed.
 */
public interface FrameClaim extends AutoCloseable {
    /**
     * Where to write: the payload lies between the buffer's position and limit as they are when the claim is made; moving
     * them later changes nothing. Big-endian. The content is undefined: write all of it. Not to be used after the claim has
     * ended.
     */
    ByteBuffer buffer();

    /**
     * Publishes the frame with the whole claimed length.
     *
     * @return the number of active subscribers, or {@link StreamHandle#CLOSED} if the stream was closed meanwhile
     * @throws IllegalStateException if the claim has ended already
     */
    int commit();

    /**
     * Publishes the frame with the first {@code length} bytes of what was claimed.
     *
     * @return the number of active subscribers, or {@link StreamHandle#CLOSED} if the stream was closed meanwhile
     * @throws IllegalArgumentException if {@code length} is negative or more than was claimed; the claim stays open
     * @throws IllegalStateException if the claim has ended already
     */
    int commit(int length);

    /**
     * Gives the place up: nothing is published, and the next frame takes the same sequence. Frames that were retired to make
     * room stay lost.
     *
     * @throws IllegalStateException if the claim has ended already
     */
    void abort();

    /** Aborts if the claim is open; otherwise does nothing. */
    @Override
    void close();
}
