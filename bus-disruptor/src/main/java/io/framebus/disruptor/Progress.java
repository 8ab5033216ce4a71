package io.framebus.disruptor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * How far a subscription has come in its stream: the sequence of the frame read next and the totals before it, and what can be handed
 * over from here on without looking closer. Polling thread only, but for what says otherwise.
 *
 * <p>All that a delivery changes of a subscription's, and what leads from there to the next frame: who polls one of thousands waits for each
 * object's memory, and longest for those to which others lead. Not a part of the subscription itself: an array of subscriptions lies beside one
 * of them once a collector has moved it there, and is read by other threads.
 */
final class Progress extends Totals {
    private static final VarHandle NEXT;
    private static final VarHandle STOPPED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            NEXT = lookup.findVarHandle(Progress.class, "next", long.class);
            STOPPED = lookup.findVarHandle(Progress.class, "stopped", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** Those of the ring: {@link FrameRing#slot(FrameSlot[], long)} of {@link #next} is the slot read next. */
    final FrameSlot[] slots;

    @SuppressWarnings("unused") // read through NEXT
    private long next;

    /**
     * A frame that bears this set can be handed over as it is. Null while every frame needs care: a gap is open, a configuration
     * is to be handed over, a track waits for its sync point, or there is a filter. One comparison instead of five on the way of
     * each frame, by {@link FrameReader}: with each frame that could need care again, but for losses, the publisher makes
     * another set of the same configurations (see {@link FrameWriter}).
     */
    @Nullable
    ConfigSet carefree;

    private boolean stopped;

    Progress(FrameSlot[] slots) {
        this.slots = slots;
    }

    /**
     * The sequence of the frame read next. Acquire load, any thread; partner: {@link #moveTo}. Who sees that a frame was delivered sees what was
     * done with the one before; any weaker, and it might not.
     */
    long next() {
        return (long) NEXT.getAcquire(this);
    }

    /** Release store; partner: {@link #next()}. The totals are moved on by who calls this. */
    void moveTo(long next) {
        NEXT.setRelease(this, next);
    }

    /** {@link #moveTo} but for its release: for who moves many on and issues a fence for all ({@link FanOutRun}). */
    void moveToPlain(long next) {
        this.next = next;
    }

    /** Nothing more is handed over, but for the frame that is being handed over now. Opaque store, any thread. */
    void stop() {
        STOPPED.setOpaque(this, true);
    }

    /** Opaque load, before each frame. Partner: {@link #stop}; a frame that is on its way may come all the same. */
    boolean isStopped() {
        return (boolean) STOPPED.getOpaque(this);
    }

    /** As {@link #isStopped}, plain: for who looks at many and issues a fence for all ({@link FanOutRun}). */
    boolean isStoppedPlain() {
        return stopped;
    }
}
