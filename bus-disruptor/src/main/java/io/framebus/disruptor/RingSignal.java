package io.framebus.disruptor;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.Sequencer;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.WaitStrategy;
import io.framebus.ActivityListener;
import org.jspecify.annotations.Nullable;

/**
 * A ring's wait strategy, and with it all that a publish comes to at its end: the cursor, who sleeps, who is told, and how many
 * subscribe. In one object, since who publishes to thousands of streams waits for each object's memory. The Disruptor shows its
 * cursor to wait strategies alone; all others ask a barrier or the ring for its value, which is one more object to come by. What is
 * done when a frame was published, is for those it permits.
 */
abstract sealed class RingSignal implements WaitStrategy permits Sleepers, NoSleepers {
    /** While {@link #cursorOf} asks. Plain: a ring is made by one thread. */
    private @Nullable Sequence shown;

    /**
     * How many subscribe to the stream: what publishing returns. Volatile: set under the stream's lock by {@link Subscribers}, its partner is the
     * load with every frame in {@link Publication}, which may be that of a moment ago.
     */
    private volatile int subscribers;

    /**
     * Null where nobody is told, {@link ActivityListeners} where several are. Volatile: set under the stream's lock, read with every
     * frame; a publisher that is under way may miss a new one all the same: {@link ActivityListener#SETTLING_NS}.
     */
    private volatile @Nullable ActivityListener listener;

    /** The cursor of the ring that this is the wait strategy of. Before anybody else has the ring. */
    final Sequence cursorOf(RingBuffer<?> ring) {
        try {
            ring.newBarrier().waitFor(Sequencer.INITIAL_CURSOR_VALUE); // there already: does not wait
        } catch (AlertException | InterruptedException | TimeoutException impossible) {
            throw new IllegalStateException("waited for what was there", impossible);
        }
        Sequence cursor = shown;
        shown = null;
        if (cursor == null) {
            throw new IllegalArgumentException("a ring must have this wait strategy, has another");
        }
        return cursor;
    }

    /**
     * What {@link RingBuffer#publish} does, for who has the ring's {@code cursor}: moves it, then wakes who sleeps. The ring would go through
     * its sequencer to the same two objects.
     *
     * <p>Release store of the cursor; partner: the acquire load in {@link FrameRing#cursor}. Who sees it at a frame sees the frame's stamp; any
     * weaker, and it could look at the slot too early and take the frame for overrun.
     */
    final void publish(Sequence cursor, long sequence) {
        cursor.set(sequence);
        signalAllWhenBlocking();
    }

    final int subscribers() {
        return subscribers;
    }

    /** Under the stream's lock. */
    final void subscribers(int count) {
        subscribers = count;
    }

    /** Who is told of the stream's activity, if anybody is. */
    final @Nullable ActivityListener listener() {
        return listener;
    }

    /** Under the stream's lock. */
    final void listener(@Nullable ActivityListener told) {
        listener = told;
    }

    /** Used by {@link #cursorOf} alone: subscribers of this bus wait in other ways. Any other barrier on the ring would spin. */
    @Override
    public final long waitFor(long sequence, Sequence cursor, Sequence dependentSequence, SequenceBarrier barrier)
            throws AlertException {
        shown = cursor;
        long available;
        while ((available = dependentSequence.get()) < sequence) {
            barrier.checkAlert();
            Thread.onSpinWait();
        }
        return available;
    }
}
