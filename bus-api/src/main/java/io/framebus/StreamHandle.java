package io.framebus;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One live stream: what its publisher writes to and subscribers join. Handles may be kept by anyone; the stream's life follows
 * {@link FrameBus#endPublish} and {@link #close()}, not reachability.
 *
 * <p>Threading: {@code publish}, {@code claim} and {@code batch} are for the publisher, one thread at a time unless the stream is
 * {@link Publishers#SHARED}; simultaneous use is detected on a best-effort basis and answered by
 * {@link IllegalStateException}. Everything else may be called from any thread.
 *
 * <p>Publishing never waits for a subscriber, takes constant time but for the copy of the payload and for retiring the frames
 * whose place it takes, and allocates nothing but for configurations ({@link FrameFlags#CONFIG}), which the stream keeps.
 */
public interface StreamHandle extends AutoCloseable {
    /** What {@code publish} returns when the stream is closed, or another publisher has taken it over. */
    int CLOSED = -1;

    /** The most tracks a stream can have. */
    int MAX_TRACKS = 64;

    /** The stream's key. */
    StreamKey key();

    /** The stream's settings. */
    StreamConfig config();

    /**
     * Publishes a copy of {@code frame}.
     *
     * @return the number of active subscribers, 0 being a success; {@link #CLOSED}
     * @throws IllegalArgumentException if the frame is null, longer than the stream's
     *     {@link StreamConfig#effectiveCapacityBytes()}, has a field out of range, or is of one track more than
     *     {@value #MAX_TRACKS}; nothing has changed then
     * @throws IllegalStateException if the stream has {@link Publishers#ONE} publisher, and a claim or a batch is open or another thread is
     *     publishing
     */
    int publish(Frame frame);

    /**
     * Publishes a frame: what the header says, and the bytes between the buffer's position and limit, which stay as they are.
     * Neither is kept.
     *
     * @return the number of active subscribers, 0 being a success; {@link #CLOSED}
     * @throws IllegalArgumentException if an argument is null, the header lacks kind or codec, the payload is longer than the
     *     stream's {@link StreamConfig#effectiveCapacityBytes()}, or the track is one more than {@value #MAX_TRACKS}; nothing has
     *     changed then
     * @throws IllegalStateException if the stream has {@link Publishers#ONE} publisher, and a claim or a batch is open or another thread is
     *     publishing
     */
    int publish(FrameHeader header, ByteBuffer payload);

    /**
     * Claims a place of {@code length} bytes in the ring for the caller to write into. The header is read now and not kept. The
     * claim must be ended by {@link FrameClaim#commit()} or {@link FrameClaim#abort()}. Of a {@link Publishers#SHARED} stream,
     * whether there is room for one more track is found out at commit.
     *
     * @return the claim; of a closed stream, one whose commit returns {@link #CLOSED}
     * @throws IllegalArgumentException as {@link #publish(FrameHeader, ByteBuffer)}, and if the length is negative
     * @throws IllegalStateException if the publisher has a claim or a batch open, the thread of {@link Publishers#SHARED} ones a claim, or the
     *     stream has {@link Publishers#ONE} publisher and another thread is publishing
     */
    FrameClaim claim(FrameHeader header, int length);

    /**
     * What frames that come together are published by: seen together, for less than one by one. The same object with each call, for the
     * publisher's thread; where publishers are {@link Publishers#SHARED}, another with each call, for one thread.
     *
     * @return the batch; of a closed stream, one whose every call returns {@link #CLOSED}
     */
    default FrameBatch batch() {
        return new ImmediateBatch(this);
    }

    /** Joins with the stream's defaults. See {@link #subscribe(SubscribeOptions)}. */
    Subscription subscribe();

    /**
     * Joins. Joining a closed stream gives a subscription that has ended already.
     *
     * @throws IllegalArgumentException if the options are null
     */
    Subscription subscribe(SubscribeOptions options);

    /** Active subscribers; 0 once closed. */
    int subscriberCount();

    /** Sequence of the newest frame, or -1 before the first. */
    long cursor();

    /** Sequence of the oldest frame that is still retained, or 0 before the first. */
    long tail();

    /** How much is retained, against what the ring can hold. */
    Retention retention();

    /**
     * A number that grows whenever there may be something for a subscriber of this stream to do: a frame, an end, an eviction.
     * One that serves many subscriptions can pass over all of a stream's while it stays the same.
     */
    long activity();

    /**
     * Has a listener told whenever {@link #activity()} has grown, so that it need not be asked for; {@link ActivityListener} says what it
     * may do, and from when on it is told of all. One that was added twice is told twice. The stream holds on to it until it is removed.
     *
     * <p>Any thread. Waits for whoever joins or leaves the stream. Allocates.
     *
     * @return whether it is told; false from a stream that cannot tell
     * @throws IllegalArgumentException if it is null
     */
    default boolean addActivityListener(ActivityListener listener) {
        Checks.notNull(listener, "listener");
        return false;
    }

    /**
     * No longer has a listener told. Another thread that is about to tell it may still do so.
     *
     * @return whether it was told
     * @throws IllegalArgumentException if it is null
     */
    default boolean removeActivityListener(ActivityListener listener) {
        Checks.notNull(listener, "listener");
        return false;
    }

    /**
     * Makes something that serves many subscriptions of this stream from one thread in one pass. Most will use an
     * {@link EgressAgent} instead, which does.
     *
     * @param inPlace whether they read the ring's own memory, as with {@link Subscription#pollInPlace}
     */
    default FanOut fanOut(boolean inPlace) {
        return new OneByOne();
    }

    /** When the last frame was published, in milliseconds of the monotonic clock; before the first, when the stream began. */
    long lastFrameMs();

    /** The configurations in force, video tracks first, then by track. */
    List<MediaFrame> cachedConfigs();

    /**
     * Copies of what a subscriber that begins at {@link StartAt#SYNC_POINT} would be given now: the configurations in force
     * there, then the frames from the sync point to the newest. Only configurations, where there is no sync point within the
     * replay bounds.
     */
    List<MediaFrame> replayBuffer();

    /** Asks the source for a key frame, through the same gate as the subscribers that wait for one. */
    void requestKeyframe();

    /** Where the stream is in its life. */
    StreamState state();

    /**
     * Says what happens to the stream. Does nothing once it has ended.
     *
     * @throws IllegalArgumentException if the state is null, or {@link StreamState#ENDED}, which only closing brings about
     */
    void setState(StreamState state);

    /** What is known of the stream, with frame rate and bitrates as measured over the last second where there are any. */
    StreamMetadata metadata();

    /**
     * Changes what is known of the stream. The function is called once; changes exclude each other.
     *
     * @throws IllegalArgumentException if the function is null, or returns null or metadata of another stream
     */
    void updateMetadata(UnaryOperator<StreamMetadata> change);

    /** What the stream carried over the last second, and since it began. */
    Qos qos();

    /** Whether the stream has ended. */
    boolean isClosed();

    /**
     * Ends the stream: its publisher gets {@link #CLOSED}, its subscribers read what was published before and then
     * {@link Subscription#ENDED}, and those that wait are woken. Idempotent. On the handle of a publisher that another has
     * replaced it does nothing.
     */
    @Override
    void close();
}
