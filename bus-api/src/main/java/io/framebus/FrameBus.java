package io.framebus;

import java.util.List;
import java.util.Optional;

/**
 * A set of applications and their live streams. All methods may be called from any thread; none waits for a publisher or a
 * subscriber, but for {@link #startPublish} on a stream in its reconnect grace, which waits until the former publisher's last call has
 * returned: not at all if that thread is the caller's or has ended, else up to 50 ms after it left, and if it is still under way
 * after a second the stream is ended and started anew. Any number of buses can live in one process.
 */
public interface FrameBus extends AutoCloseable {
    /**
     * Starts a stream with the application's settings, or takes over one whose publisher left within the reconnect grace. Of
     * many concurrent starts on one key exactly one succeeds.
     *
     * @throws IllegalArgumentException if the key is null
     * @throws AppNotFoundException if the bus has no such application
     * @throws StreamAlreadyPublishingException if the stream has a publisher
     * @throws PublisherLimitReachedException if the bus has as many publishers as it may have
     * @throws FrameBusException if the bus is closed
     */
    StreamHandle startPublish(StreamKey key);

    /**
     * Starts a stream with settings of its own. A stream in its reconnect grace is taken over if it has the same settings, and
     * otherwise ended and started anew.
     *
     * @throws IllegalArgumentException if an argument is null
     * @throws AppNotFoundException if the bus has no such application
     * @throws StreamAlreadyPublishingException if the stream has a publisher
     * @throws PublisherLimitReachedException if the bus has as many publishers as it may have
     * @throws FrameBusException if the bus is closed
     */
    StreamHandle startPublish(StreamKey key, StreamConfig config);

    /**
     * The publisher of {@code key} leaves: the stream ends, or is kept for the reconnect grace where the bus has one. Does
     * nothing if there is no such stream or its publisher has left already.
     *
     * @throws IllegalArgumentException if the key is null
     */
    void endPublish(StreamKey key);

    /**
     * The stream, while it has not ended.
     *
     * @throws IllegalArgumentException if the key is null
     */
    Optional<StreamHandle> stream(StreamKey key);

    /** The keys of all streams that have not ended. A copy. */
    List<StreamKey> streams();

    /** How many streams have not ended. */
    int streamCount();

    /** The names of the applications. A copy. */
    List<String> apps();

    /**
     * Ends every stream whose publisher has been silent for longer than the idle timeout, on the monotonic clock. The
     * housekeeper does the same on its own.
     *
     * @return number of streams ended; 0 if the bus has no idle timeout
     */
    int reapIdle();

    /** Ends all streams and refuses new ones. Subscribers read what was published before. Idempotent. */
    @Override
    void close();
}
