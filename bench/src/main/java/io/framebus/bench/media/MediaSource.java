package io.framebus.bench.media;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Access units of some tracks in decode order, interleaved over the tracks by decoding time.
 *
 * <p>There are two kinds: sources with payload (real media) and sources without ({@link #hasPayload()} is false), which know
 * sizes and times only, and whose payload the reader makes up. Not thread-safe. Looping is the reader's business:
 * {@link #rewind()}, and add {@link #durationUs()} to the times.
 */
public interface MediaSource extends AutoCloseable {
    /** Where this comes from. */
    MediaOrigin origin();

    /** The tracks, by their ids. At least one. */
    List<MediaTrack> tracks();

    /** Whether {@link #copyPayload} can be called. */
    boolean hasPayload();

    /** Number of units in one pass. */
    int unitCount();

    /**
     * Microseconds of media time from the first decoding time to the end of the unit that ends last: the distance at which
     * another pass follows seamlessly. 0 if there are too few units to tell.
     */
    long durationUs();

    /**
     * The next unit, or null after the last.
     *
     * @throws MediaException if the medium cannot be read
     */
    @Nullable
    MediaUnit next();

    /**
     * Copies the payload of the unit last returned by {@link #next()} to {@code target}, from its position on, which moves
     * behind what was copied. May be called more than once per unit.
     *
     * @return the number of bytes copied, the unit's size
     * @throws java.nio.BufferOverflowException if the payload does not fit, before anything is copied
     * @throws IllegalStateException if there is no such unit, or this source has no payload
     * @throws MediaException if the medium cannot be read
     */
    int copyPayload(ByteBuffer target);

    /** Starts over, before the first unit. */
    void rewind();

    /** Lets go of the file. Idempotent. */
    @Override
    void close();
}
