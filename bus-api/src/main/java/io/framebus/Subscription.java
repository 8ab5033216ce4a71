package io.framebus;

import java.time.Duration;
import java.util.Optional;

/**
 * One subscriber's reading of one stream. May be overrun: the publisher waits for nobody, and what is overwritten before it was
 * read is lost and told ({@link FrameHandler#onGap}).
 *
 * <p>Threading: {@code poll}, {@code pollInPlace}, {@code receive} and {@code drive} are for one thread at a time; the reading
 * may move between threads if each hand-over orders the last call on the old thread before the first on the new one.
 * Everything else may be called from any thread at any time, {@link #close()} included.
 *
 * <p>At every moment {@code delivered() + dropped() + filtered() + lag()} is the number of frames published since the first
 * one that this subscription was to read. A configuration handed over because it is in force, rather than at its own place in
 * the order, counts in none of them.
 */
public interface Subscription extends AutoCloseable {
    /** What {@code poll} returns when the subscription has ended and everything published before the end was read. */
    int ENDED = -1;

    /** The id, unique within the bus. */
    long id();

    /** The label given at {@link SubscribeOptions}, or {@code subscriber-<id>}. */
    String label();

    /** The stream. */
    StreamKey key();

    /**
     * A handle of the stream; the same object for every subscription of it. It cannot publish, and answers {@code publish} with
     * {@link StreamHandle#CLOSED}; closing it ends the stream.
     */
    StreamHandle stream();

    /**
     * Hands up to {@code limit} frames over, each copied out of the ring and proved whole before the handler sees it. Does not
     * wait. Allocates nothing, but for memory to copy into when a frame is longer than any that the thread polled before, and
     * the first time that the thread polls another subscription of the same stream right behind: what it has copied for one it
     * hands to the others as well.
     *
     * @return frames handed over; 0: there is none now, or only a gap was told; {@link #ENDED}
     * @throws IllegalArgumentException if the handler is null or the limit is less than 1
     * @throws IllegalStateException if called from this subscription's own handler
     */
    int poll(FrameHandler handler, int limit);

    /**
     * As {@link #poll}, but the handler reads the ring's own memory, which the publisher may overwrite meanwhile: it asks
     * {@link DeliveredFrame#isIntact()} after its last read and before it lets anything out. A frame that the handler did not
     * find intact, or did not ask about and that is overwritten when it returns, is torn: it counts as dropped, is told as
     * part of a gap, and is counted in {@link SubscriptionStats#torn()}.
     *
     * @return frames handed over and intact; 0: there is none now, or only a gap was told; {@link #ENDED}
     * @throws IllegalArgumentException if the handler is null or the limit is less than 1
     * @throws IllegalStateException if called from this subscription's own handler
     */
    int pollInPlace(FrameHandler handler, int limit);

    /**
     * As {@link #poll}, but waits for at least one frame, in the way of the stream's {@link Waiting}. Returns at once when the
     * subscription ends.
     *
     * @param timeout how long to wait at most; zero: do not wait
     * @return frames handed over; 0: the time is up; {@link #ENDED}
     * @throws InterruptedException if the thread is interrupted before or while it waits; no frame is lost by that
     * @throws IllegalArgumentException if an argument is null, the limit is less than 1 or the timeout is negative
     * @throws IllegalStateException if called from this subscription's own handler
     */
    int receive(FrameHandler handler, int limit, Duration timeout) throws InterruptedException;

    /**
     * Pumps frames into a sink, waiting for more, until the subscription ends, is closed, or the sink breaks; then closes the
     * subscription. Flushes the sink whenever there is nothing more to send for now. To cancel, {@link #close()} from any
     * thread or interrupt this one.
     *
     * @return why it ended: {@link EndReason.ClosedBySubscriber} if the sink broke or it was cancelled by {@code close}
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalArgumentException if {@code sink} is null
     * @throws Exception what the sink threw; the subscription is closed then
     */
    EndReason drive(FrameSink sink) throws Exception;

    /** Frames published and not yet read. */
    long lag();

    /** Frames handed over. */
    long delivered();

    /** Frames lost: overwritten before they were read, or passed over by the resync policy. */
    long dropped();

    /** Frames passed over by the filters. */
    long filtered();

    /** Whether it has ended. There may still be frames to read that were published before the stream's end. */
    boolean isEnded();

    /** Why it ended, once it has. */
    Optional<EndReason> endReason();

    /** A snapshot whose frame counts belong together. Allocates. */
    SubscriptionStats stats();

    /** The latency recording, where one was asked for. */
    Optional<LatencyRecording> latency();

    /**
     * Ends the subscription at once: nothing more is handed over, and a thread that waits in {@code receive} returns. Does not
     * wait for a poll under way on another thread. Idempotent.
     */
    @Override
    void close();
}
