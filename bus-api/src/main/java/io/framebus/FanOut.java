package io.framebus;

/**
 * Serves many subscriptions of one stream from one thread in one pass over them. What a poll does before and behind the frames, for
 * each subscription anew, is done once for all that are <em>in step</em>: that are to read the same frames next, with nothing to be told
 * before them and nothing to be passed over but by their filters. At the live edge that is nearly everyone, nearly always. Who is not,
 * such as one that has fallen behind the others, waits for a key frame or has just joined, is left to be polled by itself.
 *
 * <p>Each subscription keeps its own place, books, filter, latency recording and policies, as if it were polled by itself: what it is
 * handed, and what is counted for it, is the same, but for frames that are overwritten while a pass lasts. By copy those that were read
 * by then are handed over to all in step.
 *
 * <p>This is what an {@link EgressAgent} stands on, which adds budgets, ends, failures, and the coming and going from other threads: use
 * that, unless you build another one.
 *
 * <p><b>Threading.</b> For one thread at a time, which is the one that polls the subscriptions; handlers run on it. Not from within a
 * handler or a {@link Member}. <b>Blocking and allocation.</b> Waits for nothing; allocates nothing in steady state. <b>Ownership.</b>
 * Closes no subscription, and takes none out: who has ended is still there until it is removed.
 */
public interface FanOut {
    /** One subscription that is served, and what to do where it cannot be served with the others. */
    interface Member {
        /** The subscription. Always the same. */
        Subscription subscription();

        /** What is given its frames. Always the same. */
        FrameHandler handler();

        /**
         * There are frames to read for it, or it has ended, and it is not in step: to be polled by itself. Called once the others were
         * served. Whatever it throws leaves {@link FanOut#serve}.
         *
         * @param maxFrames the most frames that it should be handed, 1 or more: few after an overrun of those in step, so that they meet again where
         *     all of them go on
         */
        void serveAlone(int maxFrames);

        /**
         * Its handler threw. The frame counts as delivered; the others are served on. Whatever it throws leaves {@link FanOut#serve}.
         */
        void failed(Throwable failure);
    }

    /**
     * Serves one more.
     *
     * @throws IllegalArgumentException if it is null or served already, has no handler, or its subscription is of another stream
     * @throws IllegalStateException if called from a handler or a member
     */
    void add(Member member);

    /**
     * No longer serves this one. Its subscription can be polled by others then.
     *
     * @return whether it was served
     * @throws IllegalStateException if called from a handler or a member
     */
    boolean remove(Member member);

    /**
     * Hands every member that is in step what it has to read: all of it, or as many of the next frames as are within both limits. Has the
     * others that have something to read served alone, and those in step as well where not one frame is within the limits. Begins one
     * member further each time.
     *
     * @param maxFrames the most frames to hand over in step to each; none: 0. Frames that its filter passes over are among them
     * @param maxBytes the most payload bytes of these frames
     * @return how many members were served in step; what they were handed say {@link #frames()} and {@link #bytes()}
     * @throws IllegalArgumentException if a limit is negative
     * @throws IllegalStateException if called from a handler or a member
     */
    int serve(int maxFrames, long maxBytes);

    /**
     * As {@link #serve}, but hands over all that there is to read or nothing: where it is not within the limits, or more than can be read at once,
     * all are served alone. For members who are allowed different amounts.
     *
     * @param maxFrames the most frames to hand over in step to each; none: 0
     * @param maxBytes the most payload bytes of these frames
     * @return how many members were served in step
     * @throws IllegalArgumentException if a limit is negative
     * @throws IllegalStateException if called from a handler or a member
     */
    int serveAllOrNone(int maxFrames, long maxBytes);

    /** Frames handed over in step by the last {@link #serve}, to all members together. */
    long frames();

    /** Payload bytes of these frames. */
    long bytes();

    /**
     * Whether the last {@link #serve} left nothing to be done for those that it did not have served alone: all has been read that was
     * published before it began, and none of them had ended by then.
     */
    boolean isDrained();
}
