package io.framebus;

import java.nio.ByteBuffer;

/**
 * Frames that come together and are published together, such as the packets of one receive call or of one picture. Comes from
 * {@link StreamHandle#batch()}; one object per publisher, reused.
 *
 * <p>A frame that is added is copied into the ring at once and is part of the stream from then on; it cannot be taken back. What
 * waits for {@link #publish()} is that subscribers see it: until then it is not to be read, counts nowhere, and nobody is woken for
 * it. Then all of them can be read at once. That costs a publisher one reading of the clock and one wake-up for all, and with
 * subscribers that read on other cores one change of what all of these look at.
 *
 * <p>Frames are seen in their order, and at the latest when {@code publish()} returns. Some are seen earlier: those before a frame at which a
 * decoder can begin, all that wait where they and one more would take over a quarter of the ring's frames or bytes, and all that wait where every
 * frame that can be seen has to make room. A stream with {@link Publishers#SHARED} publishers publishes each frame as it is added, since others
 * would have to wait else.
 *
 * <p>Every frame of a batch bears the time at which its first one was added; where that was shown because too much waited, those behind it bear the
 * time at which the next one was added. What a frame waited for those after it is so part of its latency.
 *
 * <p>Threading: for the publisher, one thread at a time. From the first frame until {@link #publish()}, a {@link Publishers#ONE} publisher can
 * neither publish otherwise nor claim, and no other can take its place. No method blocks but where the publishers are {@link Publishers#SHARED},
 * who exclude each other for the length of one copy. None allocates but for configurations ({@link FrameFlags#CONFIG}), as with
 * {@link StreamHandle#publish(FrameHeader, ByteBuffer)}.
 *
 * <pre>{@code
 * FrameBatch batch = stream.batch();
 * for (ByteBuffer packet : received) {
 *     batch.add(headerOf(packet), packet);
 * }
 * batch.publish();
 * }</pre>
 */
public interface FrameBatch extends AutoCloseable {
    /**
     * Adds a copy of {@code frame}.
     *
     * @return how many frames have been added since the last {@link #publish()}; {@link StreamHandle#CLOSED}
     * @throws IllegalArgumentException as {@link StreamHandle#publish(Frame)}; nothing has changed then, and what was added before stays
     * @throws IllegalStateException if the stream has {@link Publishers#ONE} publisher, and a claim is open or another thread is
     *     publishing
     */
    int add(Frame frame);

    /**
     * Adds a frame: what the header says, and the bytes between the buffer's position and limit, which stay as they are. Neither
     * is kept.
     *
     * @return how many frames have been added since the last {@link #publish()}; {@link StreamHandle#CLOSED}
     * @throws IllegalArgumentException as {@link StreamHandle#publish(FrameHeader, ByteBuffer)}; nothing has changed then, and what was
     *     added before stays
     * @throws IllegalStateException if the stream has {@link Publishers#ONE} publisher, and a claim is open or another thread is
     *     publishing
     */
    int add(FrameHeader header, ByteBuffer payload);

    /**
     * Publishes what was added and ends the batch: the next frame that is added begins another. Without any frame it does nothing.
     *
     * @return the number of active subscribers, 0 being a success; {@link StreamHandle#CLOSED}, when what was added is published only
     *     if the stream goes on without this publisher
     */
    int publish();

    /** {@link #publish()}. Idempotent; the batch can be used again. */
    @Override
    void close();
}
