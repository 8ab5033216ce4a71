package io.framebus;

/**
 * Is told that a stream may have something new for its subscribers: a frame, an end, an eviction. For those who serve many streams from
 * one thread and would rather not ask each of them ({@link StreamHandle#addActivityListener}). An {@link EgressAgent} does so by itself.
 *
 * <p>Called with each frame, by the thread that has published it, which goes on only when this has returned: it is part of what publishing
 * costs. Whoever looks for the frame by then finds it. Ends, closes and evictions are told by the thread that brought them about; what
 * a thread left in a {@link FrameBatch} when it died, by the one that takes the stream over. Calls for
 * one stream may overlap, for instance where a subscription is closed while a frame is published.
 *
 * <p><b>Once for many frames.</b> Where one is to tell another thread, and again only when that has looked, both do so by an atomic
 * exchange: here {@code if (!ready.getAndSet(true)) wake()}, there {@code ready.getAndSet(false)} <em>before</em> it looks for frames. To ask
 * {@code ready.get()} first is not enough: a publisher does not order its frame before that read, so the frame may be visible only after
 * the other thread has looked in vain.
 *
 * <p><b>Must not</b> wait, nor publish to the same stream. What it throws is contained as with a {@link BusObserver}: counted, and logged
 * once.
 */
@FunctionalInterface
public interface ActivityListener {
    /**
     * For so long after {@link StreamHandle#addActivityListener} has returned a frame may go untold, in nanoseconds: a publisher that was
     * under way on another thread need not have seen the new listener. Until then whoever must miss nothing asks for
     * {@link StreamHandle#activity()} as well. The memory model knows no such time; processors need microseconds.
     */
    long SETTLING_NS = 50_000_000;

    /** There may be something new. */
    void onActivity();
}
